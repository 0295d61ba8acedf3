"""Hired, started, ended: the employment that opens and closes, the follow-ups, the seat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.states import WrongStateError
from jobmatch.domain.workers import EmploymentChannel
from jobmatch.queries import workers as people
from jobmatch.services import placements
from jobmatch.services.placements import StartDayError
from jobmatch.store.jobs import Job
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import Employment
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.placements import Placement

DAY = date(2026, 3, 16)


def hired(session: Session, **fields: object) -> Placement:
    worker = make_worker(session, name="杨秀英")
    employer = make_employer(session, name="鸿达制衣", kind=EmployerKind.WORKSHOP)
    posting = make_posting(session, title="缝纫工", employer=employer, vacancies=2, **fields)
    advice = Recommendation(worker_id=worker.id, posting_id=posting.id)
    session.add(advice)
    session.flush()
    return placements.hire(session, actor=SYSTEM, advice=advice, posting=posting, on=DAY)


def test_a_start_opens_an_employment_and_ends_the_one_before(any_session: Session) -> None:
    placement = hired(any_session, work_region=WorkRegion.IN_COUNTY)
    before = Employment(worker_id=placement.worker_id, started_on=date(2024, 1, 1), is_main=True)
    any_session.add(before)
    any_session.flush()
    start = DAY + timedelta(days=3)
    placements.start(any_session, actor=SYSTEM, placement_id=placement.id, on=start, today=start)
    assert placement.state is PlacementState.STARTED
    assert [each.due_on - start for each in placement.follow_ups] == [
        timedelta(days=days) for days in (3, 30, 90)
    ]
    assert (before.ended_on, before.end_reason) == (start, "换了工作")
    spell = any_session.scalars(select(Employment).where(Employment.id != before.id)).one()
    assert (spell.employer_name, spell.channel, spell.started_on) == (
        "鸿达制衣",
        EmploymentChannel.WORKSHOP,
        start,
    )
    ids = [placement.worker_id]
    assert people.employed_ids(any_session, ids=ids, on=start) == frozenset(ids)
    assert any_session.scalars(select(Job.name)).all() == ["matches.recompute"]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_start_lies_between_the_hire_and_today(any_session: Session, days: int) -> None:
    placement = hired(any_session)
    with pytest.raises(StartDayError):
        placements.start(
            any_session,
            actor=SYSTEM,
            placement_id=placement.id,
            on=DAY + timedelta(days=days),
            today=DAY,
        )


def test_an_end_closes_the_employment_and_frees_the_seat(any_session: Session) -> None:
    placement = hired(any_session)
    given: dict[str, Any] = {"actor": SYSTEM, "placement_id": placement.id}
    given["today"] = DAY + timedelta(days=9)
    with pytest.raises(WrongStateError):
        placements.end(any_session, on=DAY, reason="", **given)
    placements.start(any_session, on=DAY, **given)
    with pytest.raises(StartDayError):
        placements.end(any_session, on=DAY - timedelta(days=1), reason="", **given)
    placements.end(any_session, on=DAY + timedelta(days=5), reason="工资低", **given)
    spell = any_session.scalars(select(Employment)).one()
    assert (spell.ended_on, spell.end_reason) == (DAY + timedelta(days=5), "工资低")
    assert (placement.state, placement.posting.vacancies) == (PlacementState.ENDED, 2)


def test_a_placement_of_another_area_is_not_found(any_session: Session) -> None:
    placement = hired(any_session)
    here = make_community(any_session, name="旺家社区")
    area = Area(community_ids=frozenset({here.id}))
    given: dict[str, Any] = {"placement_id": placement.id, "on": DAY, "today": DAY}
    with pytest.raises(NotFoundError):
        placements.start(any_session, actor=Actor(None, "c", Role.CLERK, area), **given)
    with pytest.raises(ForbiddenError):
        placements.start(any_session, actor=Actor(None, "h", Role.HOUSEKEEPER), **given)
