"""Search over a case file: postings and questions as plain JSON, ids of the best postings out.

Reads of a question its text and its worker, of a posting what the employer wrote; a file's answers
are never looked at.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    PayUnit,
    Schooling,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.matching import answers, facts
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile
from jobmatch.services import indexes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jobmatch.matching.answers import Answer
    from jobmatch.matching.searches import Understood
    from jobmatch.services.indexes import Index, Words

TOP = 10
MemberT = TypeVar("MemberT", bound=StrEnum)


def search(
    postings: Sequence[Mapping[str, Any]],
    queries: Sequence[Mapping[str, Any]],
    *,
    words: Words,
    today: date | None = None,
) -> dict[str, list[str]]:
    """Give for each query id the ids of the best postings; [] where nothing fits."""
    index = index_of(postings, words)
    found: dict[str, list[str]] = {}
    for query in queries:
        _, told = ask(index, query["text"], query.get("worker"), today=today)
        ids = [postings[match.posting.profile.id]["id"] for match in told.matches]
        found[query["id"]] = ids if told.fits else []
    return found


def index_of(postings: Sequence[Mapping[str, Any]], words: Words) -> Index:
    """Build the index of plain *postings*; their ids are their places in the list."""
    return indexes.build_index(
        (read_posting(number, each, words) for number, each in enumerate(postings)), words
    )


def ask(
    index: Index, text: str, worker: Mapping[str, Any] | None, *, today: date | None = None
) -> tuple[Understood, Answer]:
    """Answer *text* for a plain *worker*, with how it was understood."""
    understood = index.hear(text).for_worker(None if worker is None else read_worker(worker))
    told = answers.answer(
        facts.read_worker(understood.profile, index.knowledge),
        index.postings,
        knowledge=index.knowledge,
        top=TOP,
        today=today,
    )
    return understood, told


def read_posting(number: int, plain: Mapping[str, Any], words: Words) -> PostingProfile:
    """Read one plain posting; a missing key is unknown."""
    places = words.places
    workplace = plain.get("workplace") or ""
    region = places.regions.find(workplace, near=places.home) if workplace else None
    return PostingProfile(
        id=number,
        title=plain.get("title") or "",
        employer=plain.get("employer"),
        kind=_member(EmployerKind, plain.get("kind")),
        description=plain.get("description") or "",
        pay_min=_amount(plain.get("pay_min")),
        pay_max=_amount(plain.get("pay_max")),
        pay_unit=_member(PayUnit, plain.get("pay_unit")),
        ages=tuple(
            AgeLimit(_member(Sex, age.get("sex")) or Sex.ANY, age.get("min"), age.get("max"))
            for age in plain.get("ages") or ()
        ),
        sex_demand=_member(Sex, plain.get("sex")),
        schooling=_member(Schooling, plain.get("education")),
        certificates=tuple(plain.get("certificates") or ()),
        shift=_member(Shift, plain.get("shift")),
        board=plain.get("board"),
        lodging=plain.get("lodging"),
        workplace=workplace,
        region_code=region.code if region else None,
        region=_member(WorkRegion, plain.get("region")),
        vacancies=plain.get("headcount"),
    )


def read_worker(plain: Mapping[str, Any]) -> WorkerProfile:
    """Read one plain worker; a missing key is unknown."""
    wishes = plain.get("wishes") or {}
    certificates = plain.get("certificates")
    return WorkerProfile(
        id=0,
        age=plain.get("age"),
        sex=_member(Sex, plain.get("sex")),
        capacity=_member(LabourCapacity, plain.get("labour_capacity")),
        schooling=_member(Schooling, plain.get("education")),
        skills=tuple(plain.get("skills") or ()),
        certificates=None if certificates is None else tuple(certificates),
        wishes=Wishes(
            min_pay=_amount(wishes.get("min_pay")),
            no_night=bool(wishes.get("no_night")),
            lodging=bool(wishes.get("lodging")),
            regions=frozenset(
                region
                for value in wishes.get("regions") or ()
                if (region := _member(WorkRegion, value)) is not None
            ),
        ),
    )


def _member(kind: type[MemberT], value: Any) -> MemberT | None:
    return kind(value) if value in set(kind) else None


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
