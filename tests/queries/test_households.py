"""One household: its people, who could work, who does; within the area alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area
from jobmatch.domain.kinds import LabourCapacity
from jobmatch.queries import households
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)


def test_a_household_stands_by_its_labour_force(any_session: Session) -> None:
    head = make_worker(any_session, name="杨秀英", is_employed=False)
    household = head.person.household
    assert household is not None

    def add(name: str, **fields: object) -> Worker:
        person = Person(name=name, household_id=household.id)
        any_session.add(person)
        any_session.flush()
        worker = Worker(person_id=person.id, **fields)
        any_session.add(worker)
        any_session.flush()
        return worker

    add("田茂林", is_employed=True, labour_capacity=LabourCapacity.LOST)
    standing = households.standing_of(any_session, household_id=household.id, on=TODAY)
    assert standing.able == {head.id}
    assert standing.is_zero_employment
    son = add("田小军", is_employed=True)
    standing = households.standing_of(any_session, household_id=household.id, on=TODAY)
    assert standing.able == {head.id, son.id}
    assert standing.employed == {son.id}
    assert not standing.is_zero_employment


def test_a_household_without_workers_is_no_zero_employment_household(session: Session) -> None:
    standing = households.standing_of(session, household_id=0, on=TODAY)
    assert not standing.is_zero_employment


def test_a_household_outside_the_area_does_not_exist(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    household = make_worker(session, name="杨秀英", community=here).person.household
    assert household is not None
    own, other = (Area(community_ids=frozenset({here.id + step})) for step in (0, 1))
    found = households.household_by_uuid(session, area=own, uuid=household.uuid)
    assert found is household
    assert households.household_by_uuid(session, area=other, uuid=household.uuid) is None
