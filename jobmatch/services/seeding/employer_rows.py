"""Writes employers, their postings and the parts of postings."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jobmatch.domain import legality
from jobmatch.domain.postings import SourceKind
from jobmatch.services import lexicon
from jobmatch.services.seeding import readings, tables
from jobmatch.services.seeding.firms import INDUSTRIES
from jobmatch.store.employers import Employer, Park
from jobmatch.store.postings import (
    Posting,
    PostingAge,
    PostingCertificate,
    PostingFlag,
    PostingOccupation,
    PostingPay,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobmatch.intake.readings import PostingReading
    from jobmatch.matching.occupations import OccupationHit, OccupationIndex
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.offers import Offer
    from jobmatch.services.seeding.rows import Rows

POSTING_TABLES = (
    Posting,
    PostingPay,
    PostingAge,
    PostingCertificate,
    PostingOccupation,
    PostingFlag,
)
_TOP_OCCUPATIONS = 3
_ALIKE = 6
_SAME_SCORE = 0.05


class OccupationBook:
    """Occupations of texts, each text looked up once."""

    def __init__(self, index: OccupationIndex | None = None) -> None:
        """Take the index; without one it is built from the seeds."""
        self._index = index or lexicon.load_index()
        self._known: dict[str, list[OccupationHit]] = {}

    def find(self, text: str) -> list[OccupationHit]:
        """Give up to three occupations for *text*, best first.

        A word that many occupations share alike (普工, 进厂) names a level and no occupation.
        """
        if text not in self._known:
            hits = self._index.find(text, top=_ALIKE)
            alike = len(hits) == _ALIKE and hits[0].score - hits[-1].score < _SAME_SCORE
            self._known[text] = [] if alike else hits[:_TOP_OCCUPATIONS]
        return self._known[text]

    def best(self, text: str) -> str | None:
        """Give the code of the best occupation for *text*, or None."""
        hits = self.find(text)
        return hits[0].code if hits else None


def write_employers(
    rows: Rows, firms: Sequence[Firm], *, district_id: int, communities: Mapping[str, int]
) -> None:
    """Write parks and employers; every firm gets its id."""
    parks = {
        row["name"]: rows.add(
            Park, district_id=district_id, name=row["name"], address=row["workplace"]
        )
        for row in tables.rows("parks")
    }
    for firm in firms:
        firm.id = rows.add(
            Employer,
            name=firm.name,
            name_key=firm.name,
            kind=firm.kind,
            district_id=district_id,
            community_id=communities.get(firm.community or ""),
            park_id=parks.get(firm.park or ""),
            industry=INDUSTRIES[firm.trade],
            address=firm.workplace,
            region_code=firm.region_code,
            work_region=firm.work_region,
            capacity_places=firm.places or None,
            contact_name=firm.contact,
            contact_phone=firm.phone,
        )
    rows.write(Park, Employer)


def write_postings(rows: Rows, firms: Sequence[Firm], book: OccupationBook) -> None:
    """Write every offer as a posting read from its raw cells; every offer gets its id."""
    for firm in firms:
        for row, offer in enumerate(firm.offers, start=2):
            _write_posting(rows, firm, offer, readings.read(firm, offer, row), book)
    rows.write(*POSTING_TABLES)


def _write_posting(
    rows: Rows, firm: Firm, offer: Offer, row: readings.Row, book: OccupationBook
) -> None:
    places = row.reading.places_max
    hits = book.find(row.reading.title or offer.title)
    offer.id = rows.add(
        Posting,
        employer_id=firm.id,
        kind=firm.kind,
        state=offer.state,
        vacancies=None if places is None else max(places - offer.taken, 0),
        region_code=firm.region_code,
        work_region=firm.work_region,
        deadline_on=offer.deadline_on,
        published_on=offer.published_on,
        occupation_code=hits[0].code if hits else None,
        content_sha256=_digest(offer),
        **row.columns,
    )
    for seq, hit in enumerate(hits):
        rows.add(
            PostingOccupation,
            posting_id=offer.id,
            seq=seq,
            code=hit.code,
            score=round(float(hit.score), 4),
            source=SourceKind.TEXT,
        )
    _write_parts(rows, offer.id, row.reading)


def _write_parts(rows: Rows, posting_id: int, reading: PostingReading) -> None:
    for seq, variant in enumerate(reading.pay_variants):
        rows.add(
            PostingPay,
            posting_id=posting_id,
            seq=seq,
            label=variant.label,
            pay_min=variant.min_yuan,
            pay_max=variant.max_yuan,
            pay_unit=variant.unit,
        )
    for seq, one in enumerate(reading.ages):
        rows.add(
            PostingAge,
            posting_id=posting_id,
            seq=seq,
            sex=one.sex,
            min_age=one.min,
            max_age=one.max,
        )
    for seq, name in enumerate(reading.certificates):
        rows.add(PostingCertificate, posting_id=posting_id, seq=seq, name=name)
    for flag in reading.legal_flags:
        rule = legality.RULES[flag]
        rows.add(
            PostingFlag,
            posting_id=posting_id,
            flag=flag,
            severity=rule.severity.value,
            law=rule.law,
        )


def _digest(offer: Offer) -> str:
    text = "\x1f".join(offer.cells.values())
    return hashlib.sha256(text.encode()).hexdigest()
