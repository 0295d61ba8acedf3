from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch.domain.kinds import LabourCapacity
from jobmatch.queries import workforce
from jobmatch.store.districts import District
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.workers import Employment, Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2023, 6, 30)


def _worker(session: Session, household: Household | None = None, **fields: Any) -> Worker:
    person = Person(name="杨某", household=household, **fields.pop("person", {}))
    worker = Worker(person=person, **fields)
    session.add(worker)
    session.flush()
    return worker


def _employ(session: Session, worker: Worker, start: date | None, end: date | None) -> None:
    session.add(Employment(worker=worker, started_on=start, ended_on=end))
    session.flush()


@pytest.mark.parametrize(
    ("start", "end", "employed"),
    [
        (date(2023, 6, 30), None, True),
        (date(2023, 7, 1), None, False),
        (date(2023, 1, 1), date(2023, 6, 30), False),
        (date(2023, 1, 1), date(2023, 7, 1), True),
        (None, None, True),
    ],
)
def test_an_employment_holds_from_its_first_day_until_the_day_before_its_end(
    any_session: Session, start: date | None, end: date | None, *, employed: bool
) -> None:
    worker = _worker(any_session)
    _employ(any_session, worker, start, end)
    found = any_session.scalars(workforce.employed_workers(DAY)).all()
    assert (worker.id in found) is employed
    idle = any_session.scalars(workforce.unemployed_workers(DAY)).all()
    assert (worker.id in idle) is not employed


def test_two_employments_are_one_employed_worker(session: Session) -> None:
    worker = _worker(session)
    _employ(session, worker, date(2023, 1, 1), date(2024, 1, 1))
    _employ(session, worker, date(2023, 2, 1), None)
    assert session.scalars(workforce.employed_workers(DAY)).all() == [worker.id]


@pytest.mark.parametrize(
    "fields",
    [
        {"person": {"student_status": "本科一年级"}},
        {"person": {"left_on": date(2023, 6, 30)}},
        {"labour_capacity": LabourCapacity.LOST},
        {"labour_capacity": LabourCapacity.NONE},
    ],
)
def test_pupils_the_gone_and_people_without_capacity_are_no_labour_force(
    session: Session, fields: dict[str, Any]
) -> None:
    _worker(session, **fields)
    assert session.scalars(workforce.workforce(DAY, Worker.id)).all() == []


def test_a_roster_that_only_says_employed_counts_until_details_come(session: Session) -> None:
    worker = _worker(session, is_employed=True, employed_as_of=date(2023, 5, 1))
    assert session.scalars(workforce.employed_workers(DAY)).all() == [worker.id]
    assert session.scalars(workforce.employed_workers(date(2023, 4, 1))).all() == []
    _employ(session, worker, date(2022, 1, 1), date(2023, 1, 1))
    assert session.scalars(workforce.employed_workers(DAY)).all() == []


def test_a_household_is_without_employment_when_none_of_its_workers_has_one(
    any_session: Session,
) -> None:
    any_session.add(District(code="990000", name="某区"))
    idle, half, children = Household(), Household(), Household()
    any_session.add_all([idle, half, children, Person(name="杨小某", household=children)])
    _worker(any_session, idle)
    _worker(any_session, idle)
    _worker(any_session, half)
    _employ(any_session, _worker(any_session, half), date(2023, 1, 1), None)
    found = any_session.scalars(workforce.zero_employment_households(DAY)).all()
    assert found == [idle.id]


def test_a_worker_without_household_hides_no_household(session: Session) -> None:
    _employ(session, _worker(session), date(2023, 1, 1), None)
    idle = Household()
    session.add(idle)
    _worker(session, idle)
    assert session.scalars(workforce.zero_employment_households(DAY)).all() == [idle.id]
    assert session.scalars(select(Household.id)).all() == [idle.id]
