"""Makers of rows for tests: invented people and firms; a field that matters has no default."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain.kinds import EmployerKind, Sex
from jobmatch.domain.postings import PostingState
from jobmatch.store.districts import Building, District, SettlementCommunity
from jobmatch.store.employers import Employer
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_numbers = count(1)


def make_district(session: Session) -> District:
    """Give the one district of a test."""
    district = session.scalars(select(District)).first()
    if district is None:
        district = District(code="990000", name="某区")
        session.add(district)
        session.flush()
    return district


def make_community(session: Session, *, name: str) -> SettlementCommunity:
    """Make a settlement community."""
    community = SettlementCommunity(district_id=make_district(session).id, name=name)
    session.add(community)
    session.flush()
    return community


def make_building(session: Session, *, community: SettlementCommunity, name: str) -> Building:
    """Make a building of *community*."""
    building = Building(community_id=community.id, name=name)
    session.add(building)
    session.flush()
    return building


def make_worker(
    session: Session,
    *,
    name: str,
    community: SettlementCommunity | None = None,
    building: Building | None = None,
    person: dict[str, Any] | None = None,
    **fields: Any,
) -> Worker:
    """Make a worker, head of an own household; *person* holds fields of the person."""
    number = next(_numbers)
    household = Household(
        household_no=f"H{number:05d}",
        community_id=building.community_id if building else community.id if community else None,
        building_id=building.id if building else None,
    )
    session.add(household)
    session.flush()
    of_person = {"sex": Sex.FEMALE, "birth_on": date(1985, 5, 4), "relation_to_head": "户主"}
    row = Person(name=name, household_id=household.id, is_head=True, **of_person | (person or {}))
    session.add(row)
    session.flush()
    worker = Worker(person_id=row.id, **fields)
    session.add(worker)
    session.flush()
    return worker


def make_employer(session: Session, *, name: str, **fields: Any) -> Employer:
    """Make an employer, an enterprise unless said otherwise."""
    employer = Employer(name=name, name_key=name, **{"kind": EmployerKind.ENTERPRISE} | fields)
    session.add(employer)
    session.flush()
    return employer


def make_posting(
    session: Session, *, title: str, employer: Employer | None = None, **fields: Any
) -> Posting:
    """Make a posting, published unless said otherwise."""
    given = {"state": PostingState.PUBLISHED, "published_on": date(2026, 3, 1)} | fields
    posting = Posting(title=title, employer_id=employer.id if employer else None, **given)
    session.add(posting)
    session.flush()
    return posting
