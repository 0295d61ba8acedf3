"""A scratch district for benchmarks: the demonstration district with its postings multiplied.

Real lists hold the same work many times, each time a bit different: another firm, another pay,
ages that are stretched, a title with 急招 before it. The variants are drawn from the district's
own postings with a fixed seed, so that the same call gives the same rows everywhere.
"""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from jobmatch.domain.postings import PostingState
from jobmatch.services.seeding import district
from jobmatch.services.seeding.scales import AS_OF
from jobmatch.store import crypto, engine, migrate
from jobmatch.store.base import new_uuid
from jobmatch.store.postings import Posting, PostingAge, PostingCertificate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from jobmatch.domain.kinds import EmployerKind
    from jobmatch.matching.facts import PostingFacts
    from jobmatch.services.seeding.scales import Scale

DAY = AS_OF
"""The day that everything is matched for."""
SEED = 1
_AT_ONCE = 2_000
_TITLES = ("{}", "{}", "{}", "急招{}", "诚聘{}", "{}（急）", "{}（可学徒）", "{}（生熟手均可）")
_KEPT = frozenset({"id", "uuid", "source_key", "batch_id", "created_at", "updated_at", "version"})
"""Columns of a posting that a variant does not copy."""
_SELDOM, _OFTEN = 0.15, 0.5
_MOST_YEARS, _MOST_DAYS, _MOST_VACANCIES = 5, 120, 30
_PAYS = (Decimal("0.9"), Decimal("0.95"), Decimal(1), Decimal(1), Decimal("1.05"), Decimal("1.15"))


@contextmanager
def scratch(folder: Path, *, scale: Scale, rows: int) -> Iterator[engine.Store]:
    """Give a store of its own in *folder* with a district whose open postings are *rows*.

    The folder is made by the caller and removed by it; a second call with a filled folder opens
    what is there.
    """
    path = folder / "jobmatch.db"
    there = path.exists()
    if not there:
        crypto.save_ring(crypto.new_ring(), folder / "keys.json")
    opened = engine.open_store(f"sqlite:///{path}", crypto.load_ring(folder / "keys.json"))
    try:
        migrate.upgrade(opened.write_engine)
        if not there:
            with opened.writes.begin() as session:
                district.load_district(session, scale=scale, as_of=DAY)
                expand(session, rows=rows)
        yield opened
    finally:
        opened.close()


def expand(session: Session, *, rows: int, seed: int = SEED) -> int:
    """Add variants of the open postings until there are *rows* open ones; gives how many came."""
    sources = [
        dict(row)
        for row in session.execute(
            select(Posting.__table__).where(_is_open()).order_by(Posting.id)
        ).mappings()
    ]
    missing = rows - len(sources)
    if missing <= 0 or not sources:
        return 0
    first = int(session.scalar(select(func.max(Posting.id))) or 0) + 1
    writer = _Variants(session, sources, random.Random(seed))  # noqa: S311 - a fixed sequence
    writer.write(range(first, first + missing))
    return missing


def multiply(read: Sequence[PostingFacts], times: int, *, seed: int = SEED) -> list[PostingFacts]:
    """Give *read* and *times* - 1 variants of each, without reading any text again.

    What typed columns hold varies (pay, ages, day, schooling, shift, board); the texts and what
    was read from them are those of the source. Ids go on after the largest.
    """
    rng = random.Random(seed)  # noqa: S311 - a fixed sequence
    found = list(read)
    number = max((each.profile.id for each in read), default=0)
    for _ in range(times - 1):
        for each in read:
            number += 1
            other = rng.choice(read)
            found.append(_varied(each, other, number, rng))
    return found


def _varied(
    each: PostingFacts, other: PostingFacts, number: int, rng: random.Random
) -> PostingFacts:
    factor = rng.choice(_PAYS)
    low, high = each.profile.pay_min, each.profile.pay_max
    profile = replace(
        each.profile,
        id=number,
        pay_min=None if low is None else low * factor,
        pay_max=None if high is None else high * factor,
        ages=other.profile.ages,
        schooling=other.profile.schooling,
        board=other.profile.board,
        lodging=other.profile.lodging,
        region=other.profile.region,
        community=other.profile.community,
        fresh_on=DAY - timedelta(days=rng.randrange(_MOST_DAYS)),
    )
    return replace(each, profile=profile, shift=other.shift)


class _Variants:
    """Draws rows from *sources* and writes them with their ages and certificates."""

    def __init__(
        self, session: Session, sources: Sequence[dict[str, Any]], rng: random.Random
    ) -> None:
        self._session, self._sources, self._rng = session, sources, rng
        self._alike: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        self._employers: dict[Any, list[int]] = defaultdict(list)
        for row in sources:
            self._alike[row["occupation_code"]].append(row)
            self._employers[_neighbourhood(row)].append(row["employer_id"])
        self._ages = self._parts(PostingAge)
        self._certificates = self._parts(PostingCertificate)

    def write(self, numbers: range) -> None:
        for start in range(numbers.start, numbers.stop, _AT_ONCE):
            chosen = [
                (number, self._rng.choice(self._sources))
                for number in range(start, min(start + _AT_ONCE, numbers.stop))
            ]
            self._insert(Posting, [self._row(number, source) for number, source in chosen])
            self._insert(PostingAge, [row for each in chosen for row in self._stretched(*each)])
            papers = [
                {**part, "posting_id": number}
                for number, source in chosen
                for part in self._certificates.get(source["id"], ())
            ]
            self._insert(PostingCertificate, papers)

    def _row(self, number: int, source: dict[str, Any]) -> dict[str, Any]:
        rng = self._rng
        row = {name: value for name, value in source.items() if name not in _KEPT}
        other = rng.choice(self._sources)
        alike = rng.choice(self._alike[source["occupation_code"]])
        factor = rng.choice(_PAYS)
        row |= {
            "id": number,
            "uuid": new_uuid(),
            "version": 1,
            "title": rng.choice(_TITLES).format(source["title"]),
            "employer_id": rng.choice(self._employers[_neighbourhood(source)]),
            "published_on": DAY - timedelta(days=rng.randrange(_MOST_DAYS)),
            "vacancies": 1 + rng.randrange(_MOST_VACANCIES),
        }
        for name in ("pay_min", "pay_max", "month_pay_min", "month_pay_max"):
            row[name] = None if row[name] is None else row[name] * factor
        if rng.random() < _OFTEN:
            row["description"] = alike["description"]
        for name in ("schooling", "shift", "board", "lodging"):
            if rng.random() < _SELDOM:
                row[name] = other[name]
        return row

    def _stretched(self, number: int, source: dict[str, Any]) -> list[dict[str, Any]]:
        more = self._rng.randrange(_MOST_YEARS + 1)
        return [
            {
                **part,
                "posting_id": number,
                "max_age": None if part["max_age"] is None else part["max_age"] + more,
            }
            for part in self._ages.get(source["id"], ())
        ]

    def _parts(self, model: Any) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = self._session.execute(select(model.__table__).order_by(model.id)).mappings()
        for row in rows:
            found[row["posting_id"]].append({k: v for k, v in row.items() if k != "id"})
        return found

    def _insert(self, model: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._session.execute(insert(model.__table__), list(rows))


def _neighbourhood(row: dict[str, Any]) -> tuple[EmployerKind | None, Any]:
    """Give what a firm shares with those that a variant may come from."""
    return row["kind"], row["work_region"]


def _is_open() -> Any:
    open_on = (Posting.deadline_on.is_(None)) | (Posting.deadline_on >= DAY)
    free = Posting.vacancies.is_(None) | (Posting.vacancies > 0)
    return (Posting.state == PostingState.PUBLISHED) & open_on & free & Posting.title.is_not(None)
