"""Records on file that look like the same as a row that would be new: a person decides.

Nothing is joined by itself. A posting is alike when employer and title are the same but for a
bracket, a region or a legal form; a person when the name is the same and something else agrees.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch.domain import numbers
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.postings import PostingState
from jobmatch.queries import areas
from jobmatch.services.imports.effects import Outcome
from jobmatch.store.employers import Employer
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.sealed import plain_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.intake.postings import PostingReading
    from jobmatch.intake.rosters import WorkerReading
    from jobmatch.services.imports.effects import Effect
    from jobmatch.services.imports.orders import Order

MOST = 3
"""Records shown beside a row."""
_CHUNK = 500
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_LEGAL_FORM = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团|公司)+$")
_TAIL = 4
_SHORTEST_TITLE = 2
_MISTYPED = 2
"""Digits in which two ID numbers of one name may differ and still be a slip of the pen."""
_OVER = (PostingState.CLOSED, PostingState.REJECTED)


def find(session: Session, order: Order, effects: Sequence[Effect]) -> None:
    """Note on every effect that would make a record which records on file look like it."""
    spoken_of = {effect.subject_id for effect in effects if effect.subject_id is not None}
    new = [number for number, effect in enumerate(effects) if effect.outcome is Outcome.CREATED]
    look = _people if order.incoming.kind is ImportKind.WORKERS else _postings
    for number, found in look(session, order, new):
        effects[number].twins = tuple(one for one in found if one not in spoken_of)[:MOST]


def _postings(
    session: Session, order: Order, new: Sequence[int]
) -> Iterator[tuple[int, list[int]]]:
    readings = {n: cast("PostingReading", order.incoming.readings[n]) for n in new}
    named = {n: one for n, one in readings.items() if one.employer and one.title}
    employers = _employers_like(session, {str(one.employer) for one in named.values()})
    offers = _offers_of(session, {key for found in employers.values() for key in found})
    for number, reading in named.items():
        title = _core_title(str(reading.title))
        alike = [
            posting_id
            for employer_id in employers.get(str(reading.employer), ())
            for posting_id, other in offers.get(employer_id, ())
            if _is_like(title, other)
        ]
        yield number, alike


def _employers_like(session: Session, names: set[str]) -> dict[str, list[int]]:
    """Give for each name the employers that are called so but for a region or a legal form."""
    by_tail: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for employer_id, name in session.execute(select(Employer.id, Employer.name)):
        core = _core_name(name)
        by_tail[core[-_TAIL:]].append((core, employer_id))
    found = {}
    for name in names:
        core = _core_name(name)
        found[name] = [
            employer_id
            for other, employer_id in by_tail.get(core[-_TAIL:], ())
            if other == core
            or (
                min(len(other), len(core)) >= _TAIL
                and (other.endswith(core) or core.endswith(other))
            )
        ]
    return found


def _offers_of(session: Session, employer_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for chunk in _chunks(sorted(employer_ids)):
        wanted = select(Posting.id, Posting.employer_id, Posting.title).where(
            Posting.employer_id.in_(chunk), Posting.title.is_not(None), Posting.state.not_in(_OVER)
        )
        for posting_id, employer_id, title in session.execute(wanted.order_by(Posting.id.desc())):
            found[int(employer_id or 0)].append((posting_id, _core_title(title or "")))
    return found


def _core_name(name: str) -> str:
    plain = _BRACKETS.sub("", numbers.squeeze(name))
    return _LEGAL_FORM.sub("", plain) or plain


def _core_title(title: str) -> str:
    plain = numbers.squeeze(title)
    return _BRACKETS.sub("", plain) or plain


def _is_like(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_TITLE and short in long


@dataclass(frozen=True, slots=True)
class _Somebody:
    """What is compared of a person on file."""

    person_id: int
    number: str | None
    phone: str | None
    born: Any
    household: str | None


def _people(session: Session, order: Order, new: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    readings = {n: cast("WorkerReading", order.incoming.readings[n]) for n in new}
    named = _named(session, order, {one.name for one in readings.values() if one.name})
    for number, reading in readings.items():
        weighed = [
            (points, -one.person_id)
            for one in named.get(reading.name or "", ())
            if (points := _agreeing(reading, one))
        ]
        yield number, [-negative for _, negative in sorted(weighed, reverse=True)]


def _named(session: Session, order: Order, names: set[str]) -> dict[str, list[_Somebody]]:
    """Give the people of these names whom who imports may see."""
    found: dict[str, list[_Somebody]] = defaultdict(list)
    for chunk in _chunks(sorted(names)):
        wanted = (
            select(Person)
            .where(Person.name.in_(chunk), areas.holds_person(order.area, Person.id))
            .options(joinedload(Person.household))
        )
        for person in session.scalars(wanted):
            household = person.household.household_no if person.household else None
            found[person.name].append(
                _Somebody(person.id, person.id_number, person.phone, person.birth_on, household)
            )
    return found


def _agreeing(reading: WorkerReading, one: _Somebody) -> int:
    """Count what agrees beside the name; 0 for two people who are certainly two."""
    if reading.id_number and one.number:
        apart = sum(a != b for a, b in zip(reading.id_number, one.number, strict=False))
        return 4 if 0 < apart <= _MISTYPED else 0
    same_phone = (
        reading.phone and one.phone and plain_digits(reading.phone) == plain_digits(one.phone)
    )
    return sum(
        (
            2 * bool(reading.birth_on and reading.birth_on == one.born),
            bool(same_phone),
            bool(reading.household_no and reading.household_no == one.household),
        )
    )


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
