"""A household enters when its last worker leaves; help counts from that day."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import Area
from jobmatch.domain.calls import CallPurpose, CallResult
from jobmatch.domain.service_records import ServiceKind
from jobmatch.queries import zero_employment
from jobmatch.queries.workforce import zero_employment_households
from jobmatch.store.calls import Call
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.service_records import ServiceRecord
from jobmatch.store.workers import Employment, Worker
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 16)
WHOLE = Area()


def add_member(session: Session, household_id: int, *spells: tuple[int, int | None]) -> Worker:
    """Add a worker with spells (days before DAY of the start, of the end)."""
    person = Person(name="成员", household_id=household_id, birth_on=date(1990, 1, 1))
    session.add(person)
    session.flush()
    worker = Worker(person_id=person.id)
    session.add(worker)
    session.flush()
    add_spells(session, worker, *spells)
    return worker


def add_spells(session: Session, worker: Worker, *spells: tuple[int, int | None]) -> None:
    for start, end in spells:
        session.add(
            Employment(
                worker_id=worker.id,
                started_on=DAY - timedelta(days=start),
                ended_on=None if end is None else DAY - timedelta(days=end),
                is_main=False,
            )
        )
    session.flush()


def ask(
    session: Session, household_id: int, on: date = DAY, area: Area = WHOLE
) -> zero_employment.ZeroHousehold | None:
    found = zero_employment.zero_households(session, area=area, on=on, household_ids=[household_id])
    return found.get(household_id)


def home_of(session: Session, worker: Worker) -> int:
    household = session.get_one(Person, worker.person_id).household_id
    assert household is not None
    return household


def test_it_enters_on_the_day_its_last_worker_leaves(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    home = home_of(any_session, worker)
    add_spells(any_session, worker, (300, 100))
    add_member(any_session, home, (200, 7))
    assert ask(any_session, home, DAY - timedelta(days=8)) is None
    found = ask(any_session, home)
    assert found is not None
    assert found.since == DAY - timedelta(days=7)
    assert len(found.worker_ids) == 2


def test_one_at_work_is_enough_and_a_roster_without_dates_has_none(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英", is_employed=False)
    home = home_of(any_session, worker)
    found = ask(any_session, home)
    assert found is not None
    assert (found.since, found.helped_on) == (None, None)
    add_member(any_session, home, (30, None))
    assert ask(any_session, home) is None


def test_who_moved_away_at_work_left_the_household_without_it(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英", is_employed=False)
    home = home_of(any_session, worker)
    gone = add_member(any_session, home, (30, None))
    any_session.get_one(Person, gone.person_id).left_on = DAY - timedelta(days=2)
    any_session.flush()
    found = ask(any_session, home)
    assert found is not None
    assert found.since == DAY - timedelta(days=2)


def test_help_counts_from_that_day_and_only_when_somebody_spoke(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    home = home_of(any_session, worker)
    add_spells(any_session, worker, (90, 5))
    before = ServiceRecord(
        worker_id=worker.id, kind=ServiceKind.GUIDANCE, given_on=DAY - timedelta(days=6)
    )
    any_session.add(before)

    def call(days: int, result: CallResult) -> None:
        at = datetime(2026, 3, 16, 2, tzinfo=UTC) - timedelta(days=days)
        purpose = CallPurpose.ZERO_EMPLOYMENT
        any_session.add(Call(worker_id=worker.id, purpose=purpose, result=result, called_at=at))
        any_session.flush()

    call(4, CallResult.NO_ANSWER)
    found = ask(any_session, home)
    assert found is not None
    assert found.helped_on is None
    call(2, CallResult.TALKED)
    found = ask(any_session, home)
    assert found is not None
    assert found.helped_on == DAY - timedelta(days=2)


def test_a_household_of_another_area_is_left_out(any_session: Session) -> None:
    here = make_community(any_session, name="旺家社区")
    there = make_community(any_session, name="龙生社区")
    home = home_of(any_session, make_worker(any_session, name="杨秀英", community=here))
    assert ask(any_session, home, area=Area(community_ids=frozenset({there.id}))) is None
    assert ask(any_session, home, area=Area(community_ids=frozenset({here.id}))) is not None


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_the_figure_on_every_day(session: Session, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable district, no secret
    homes = []
    for _ in range(6):
        worker = make_worker(session, name="杨秀英")
        homes.append(home_of(session, worker))
        for _ in range(rng.randint(0, 2)):
            start = rng.randint(5, 60)
            add_member(session, homes[-1], (start, rng.choice((None, rng.randint(0, start)))))
        start = rng.randint(5, 60)
        add_spells(session, worker, (start, rng.randint(0, start)))
    if rng.random() < 0.5:
        session.get_one(Household, homes[0]).left_on = DAY - timedelta(days=20)
        session.flush()
    entered: dict[int, date] = {}
    for days in range(70, -1, -1):
        on = DAY - timedelta(days=days)
        found = zero_employment.zero_households(session, area=WHOLE, on=on, household_ids=homes)
        counted = set(session.scalars(select(zero_employment_households(on).subquery())))
        assert set(found) == counted & set(homes)
        for home, each in found.items():
            if each.since is not None and home in entered:
                assert each.since == entered[home]
        entered = {home: entered.get(home, on) for home in found}
