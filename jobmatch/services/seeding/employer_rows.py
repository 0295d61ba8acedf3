"""Writes employers, their postings and the parts of postings."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jobmatch.domain.postings import SourceKind
from jobmatch.services import lexicon
from jobmatch.services.imports.postings import BLOCKED
from jobmatch.services.seeding import tables
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

    from jobmatch.matching.occupations import OccupationHit, OccupationIndex
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.offers import Offer
    from jobmatch.services.seeding.readings import Row as ReadRow
    from jobmatch.services.seeding.rows import Rows

POSTING_TABLES = (
    Posting,
    PostingPay,
    PostingAge,
    PostingCertificate,
    PostingOccupation,
    PostingFlag,
)
_PARTS = {
    "pay_variants": PostingPay,
    "ages": PostingAge,
    "certificates": PostingCertificate,
}
_TOP_OCCUPATIONS = 3


class OccupationBook:
    """Occupations of texts, each text looked up once."""

    def __init__(self, index: OccupationIndex | None = None) -> None:
        """Take the index; without one it is built from the seeds."""
        self._index = index or lexicon.load_index()
        self._known: dict[str, list[OccupationHit]] = {}

    def find(self, text: str) -> list[OccupationHit]:
        """Give up to three occupations for *text*, best first."""
        if text not in self._known:
            self._known[text] = self._index.find(text, top=_TOP_OCCUPATIONS)
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
    """Write every offer as the posting that was read from its cells; every offer gets its id."""
    for firm in firms:
        for offer in firm.offers:
            if offer.row is None:
                raise ValueError(offer.title)
            _write_posting(rows, firm, (offer, offer.row), book)
    rows.write(*POSTING_TABLES)


def _write_posting(
    rows: Rows, firm: Firm, told: tuple[Offer, ReadRow], book: OccupationBook
) -> None:
    offer, row = told
    places = row.reading.places_max
    hits = book.find(row.reading.title or offer.title)
    offer.id = rows.add(
        Posting,
        **{
            **row.columns(),
            "employer_id": firm.id,
            "kind": firm.kind,
            "state": offer.state,
            "state_reason": BLOCKED if row.is_blocked else None,
            "vacancies": None if places is None else max(places - offer.taken, 0),
            # The seed tables know where a firm lies; an address may name less than that.
            "region_code": firm.region_code,
            "work_region": firm.work_region,
            "deadline_on": offer.deadline_on,
            "published_on": None if row.is_blocked else offer.published_on,
            "occupation_code": hits[0].code if hits else None,
            "content_sha256": _digest(offer),
            "source_sheet": row.reading.sheet,
            "source_row": row.reading.row,
        },
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
    _write_parts(rows, offer.id, row)


def _write_parts(rows: Rows, posting_id: int, row: ReadRow) -> None:
    parts = row.parts()
    for name, model in _PARTS.items():
        for seq, columns in enumerate(parts[name]):
            rows.add(model, posting_id=posting_id, seq=seq, **columns)
    for columns in parts["flags"]:
        rows.add(PostingFlag, posting_id=posting_id, **columns)


def _digest(offer: Offer) -> str:
    text = "\x1f".join(offer.cells.values())
    return hashlib.sha256(text.encode()).hexdigest()
