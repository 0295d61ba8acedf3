from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain import identity
from jobmatch.domain.workers import TargetGroup
from jobmatch.services.seeding.scales import SIZES, Scale
from jobmatch.store.employers import CollectiveMember
from jobmatch.store.households import Household
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.workers import Employment, Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SIZE = SIZES[Scale.SMALL]


def test_households_people_and_workers_are_all_there(small_session: Session) -> None:
    assert small_session.scalar(select(func.count(Household.id))) == SIZE.households
    assert small_session.scalar(select(func.count(Worker.id))) == SIZE.workers
    heads = select(func.count(Person.id)).where(Person.is_head)
    assert small_session.scalar(heads) == SIZE.households


def test_id_numbers_open_and_belong_to_no_region(small_session: Session) -> None:
    for person in small_session.scalars(select(Person).limit(50)):
        assert person.id_number is not None
        assert identity.is_valid(person.id_number)
        assert person.id_number.startswith("990000")
        assert identity.birth_of(person.id_number) == person.birth_on


def test_what_is_said_of_work_agrees_with_the_employments(small_session: Session) -> None:
    for worker in small_session.scalars(select(Worker)):
        lasting = [one for one in worker.employments if one.ended_on is None]
        assert worker.is_employed is bool(lasting)
        assert len(lasting) <= 1


def test_those_who_lost_their_work_are_marked_since_that_day(small_session: Session) -> None:
    members = small_session.scalars(
        select(TargetGroupMember).where(
            TargetGroupMember.target_group == TargetGroup.ZERO_EMPLOYMENT
        )
    ).all()
    assert members
    for member in members:
        assert member.since_on is not None
        assert member.since_on > date(2023, 6, 30)
        worker = member.person.worker
        assert worker is not None
        assert worker.employed_as_of == member.since_on


def test_collective_members_work_for_their_collective(small_session: Session) -> None:
    for member in small_session.scalars(select(CollectiveMember)):
        lasting = select(Employment.employer_id).where(
            Employment.worker_id == member.worker_id, Employment.ended_on.is_(None)
        )
        assert small_session.scalar(lasting) == member.employer_id


def test_incomes_are_stored_in_fen(small_session: Session) -> None:
    least = small_session.scalar(select(func.min(Employment.monthly_income_fen)))
    assert least is not None
    assert least >= 40_000
