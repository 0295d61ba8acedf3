"""Records on file in the words of a read row, so that both can stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain.imports import ImportKind
from jobmatch.queries import areas
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area

Values = dict[str, Any]


def values_of(
    session: Session, *, kind: ImportKind, ids: Collection[int], area: Area
) -> dict[int, Values]:
    """Give records by id under the keys that a read row has; an ID number by its last four alone.

    Nobody outside of *area* is given.
    """
    if kind is ImportKind.WORKERS:
        return _people(session, ids, area)
    return _postings(session, ids)


def _postings(session: Session, ids: Collection[int]) -> dict[int, Values]:
    wanted = (
        select(Posting)
        .where(Posting.id.in_(ids))
        .options(
            joinedload(Posting.employer),
            selectinload(Posting.ages),
            selectinload(Posting.flags),
        )
    )
    return {posting.id: _posting(posting) for posting in session.scalars(wanted)}


def _posting(posting: Posting) -> Values:
    return {
        "title": posting.title,
        "employer": posting.employer.name if posting.employer else None,
        "headcount_min": posting.places_min,
        "headcount_max": posting.places_max,
        "headcount_open": posting.places_open,
        "pay_min": posting.pay_min,
        "pay_max": posting.pay_max,
        "pay_unit": posting.pay_unit,
        "pay_negotiable": posting.pay_negotiable,
        "pay_base_only": posting.pay_base_only,
        "ages": [{"sex": age.sex, "min": age.min_age, "max": age.max_age} for age in posting.ages],
        "education": posting.schooling,
        "workplace": posting.workplace,
        "legal_flags": sorted(flag.flag for flag in posting.flags),
        "uuid": posting.uuid,
        "state": posting.state,
    }


def _people(session: Session, ids: Collection[int], area: Area) -> dict[int, Values]:
    wanted = (
        select(Person)
        .where(Person.id.in_(ids), areas.holds_person(area, Person.id))
        .options(
            joinedload(Person.household).options(
                joinedload(Household.community), joinedload(Household.building)
            ),
            selectinload(Person.worker).options(
                selectinload(Worker.skills), selectinload(Worker.certificates)
            ),
        )
    )
    return {person.id: _person(person) for person in session.scalars(wanted)}


def _person(person: Person) -> Values:
    home, worker = person.household, person.worker
    return {
        "name": person.name,
        "id_number": person.id_number_last4,
        "sex": person.sex,
        "relation_to_head": person.relation_to_head,
        "community": home.community.name if home and home.community else None,
        "building": home.building.name if home and home.building else None,
        "education": worker.schooling if worker else None,
        "employed": worker.is_employed if worker else None,
        "skills": [one.name for one in worker.skills] if worker else [],
        "certificates": [one.name for one in worker.certificates] if worker else [],
        "uuid": worker.uuid if worker else None,
    }
