"""Who is called today and why, and what a call changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.calls import CallDayError, CallPurpose, CallResult
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.services import calls, placements
from jobmatch.store.audit import AuditRow
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.service_records import ServiceRecord
from jobmatch.store.workers import Employment, Worker
from tests.factories import make_community, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.calls import Call
    from jobmatch.store.placements import Placement

DAY = date(2026, 3, 16)
P, R = CallPurpose, CallResult


class Days:
    """A clock that a test sets."""

    day = DAY


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """Give a clock that stands on DAY until the test moves it."""
    held = Days()
    monkeypatch.setattr(clock, "today", lambda: held.day)
    monkeypatch.setattr(
        clock, "now", lambda: datetime(held.day.year, held.day.month, held.day.day, 3, tzinfo=UTC)
    )
    return held


def note(
    session: Session, worker: Worker, result: CallResult, actor: Actor = SYSTEM, **given: Any
) -> Call:
    purpose = given.pop("purpose", P.GUIDANCE)
    return calls.note_call(
        session,
        actor=actor,
        worker_uuid=worker.uuid,
        purpose=purpose,
        result=result,
        today=clock.today(),
        **given,
    )


def listed(session: Session) -> list[tuple[int, CallPurpose]]:
    found = calls.call_list(session, area=Area(), today=clock.today())
    return [(task.worker_id, task.purpose) for task in found.tasks]


def employed_home(session: Session, worker: Worker) -> None:
    """Let somebody of the household work, so that its clock does not run."""
    other = make_worker(session, name="家人")
    other.person.household_id = worker.person.household_id
    other.person.is_head = False
    session.add(Employment(worker_id=other.id, started_on=date(2025, 1, 1)))
    session.flush()


def seeker(session: Session, name: str = "杨秀英") -> Worker:
    worker = make_worker(session, name=name, is_employed=False, willing_to_work=True)
    employed_home(session, worker)
    return worker


def hired(session: Session, worker: Worker, on: date = DAY) -> Placement:
    posting = make_posting(session, title="缝纫工", vacancies=3)
    advice = Recommendation(worker_id=worker.id, posting_id=posting.id)
    session.add(advice)
    session.flush()
    return placements.hire(session, actor=SYSTEM, advice=advice, posting=posting, on=on)


def test_who_was_never_spoken_to_is_called_and_then_left_alone(
    any_session: Session, days: Days
) -> None:
    worker = seeker(any_session)
    assert listed(any_session) == [(worker.id, P.GUIDANCE)]
    note(any_session, worker, R.TALKED, note="想去县城")
    assert listed(any_session) == []
    assert any_session.scalars(select(ServiceRecord.note)).one() == "想去县城"
    days.day = DAY + timedelta(days=3)
    assert listed(any_session) == []


def test_who_does_not_answer_is_tried_three_days_and_then_visited(
    any_session: Session, days: Days
) -> None:
    worker = seeker(any_session)
    for tried in range(3):
        assert [found for found, _ in listed(any_session)] == [worker.id], tried
        again = note(any_session, worker, R.NO_ANSWER).next_on
        assert again == (days.day + timedelta(days=1) if tried < 2 else None)
        assert listed(any_session) == []
        days.day += timedelta(days=1)
    found = calls.call_list(any_session, area=Area(), today=days.day)
    assert found.tasks == ()
    assert [task.worker_id for task in found.visits] == [worker.id]


def test_a_wrong_number_is_visited_and_a_promise_kept(any_session: Session, days: Days) -> None:
    wrong, promised = seeker(any_session, "错号"), seeker(any_session, "约好")
    note(any_session, wrong, R.WRONG_NUMBER)
    with pytest.raises(CallDayError):
        note(any_session, promised, R.LATER)
    note(any_session, promised, R.LATER, promised_on=DAY + timedelta(days=2))
    days.day += timedelta(days=1)
    found = calls.call_list(any_session, area=Area(), today=days.day)
    assert (found.tasks, [task.worker_id for task in found.visits]) == ((), [wrong.id])
    days.day += timedelta(days=1)
    assert listed(any_session) == [(promised.id, P.CALL_BACK)]


def test_households_without_work_come_before_hires_and_answers(
    any_session: Session, days: Days
) -> None:
    alone = make_worker(any_session, name="零就业", is_employed=False, willing_to_work=True)
    arrives, waits = seeker(any_session, "录用"), seeker(any_session, "等结果")
    hired(any_session, arrives)
    posting = make_posting(any_session, title="保洁员")
    sent = Recommendation(worker_id=waits.id, posting_id=posting.id, made_on=DAY)
    sent.state, sent.sent_on = RecommendationState.SENT, DAY
    any_session.add(sent)
    any_session.flush()
    days.day = DAY + timedelta(days=5)
    assert listed(any_session) == [
        (alone.id, P.ZERO_EMPLOYMENT),
        (arrives.id, P.ARRIVAL),
        (waits.id, P.OUTCOME),
    ]
    reasons = calls.tasks_of(any_session, actor=SYSTEM, worker_id=arrives.id, today=days.day)
    assert [task.purpose for task in reasons] == [P.ARRIVAL, P.GUIDANCE]


def test_who_says_to_be_at_work_has_started(any_session: Session, days: Days) -> None:
    worker = seeker(any_session)
    placement = hired(any_session, worker)
    days.day = DAY + timedelta(days=4)
    note(any_session, worker, R.WORKS, purpose=P.ARRIVAL, on=DAY + timedelta(days=1))
    assert placement.state is PlacementState.STARTED
    assert listed(any_session) == []
    days.day = DAY + timedelta(days=5)
    assert listed(any_session) == [(worker.id, P.FOLLOW_UP)]
    note(any_session, worker, R.WORKS, purpose=P.FOLLOW_UP)
    assert placement.follow_ups[0].done_on == days.day
    days.day = DAY + timedelta(days=6)
    assert listed(any_session) == []
    note(any_session, worker, R.LEFT, purpose=P.FOLLOW_UP, note="太累")
    assert (placement.state, placement.end_reason) == (PlacementState.ENDED, "太累")


def test_who_says_so_without_a_placement_changes_the_register(any_session: Session) -> None:
    works, quits, stays = (seeker(any_session, name) for name in ("上班", "离职", "不想"))
    spell = Employment(worker_id=quits.id, started_on=date(2025, 1, 1))
    any_session.add(spell)
    any_session.flush()
    note(any_session, works, R.WORKS)
    note(any_session, quits, R.LEFT)
    note(any_session, stays, R.NOT_WILLING)
    opened = any_session.scalars(select(Employment).where(Employment.worker_id == works.id)).one()
    assert (opened.started_on, opened.ended_on) == (DAY, None)
    assert spell.ended_on == DAY
    assert stays.willing_to_work is False
    told = select(AuditRow.id).where(AuditRow.action == "worker.told_by_phone")
    assert len(any_session.scalars(told).all()) == 3


def test_who_may_not_edit_only_notes_the_call(any_session: Session) -> None:
    worker = seeker(any_session)
    note(any_session, worker, R.WORKS, actor=Actor(None, "z", Role.FAIR_OPERATOR))
    assert (
        any_session.scalars(select(Employment).where(Employment.worker_id == worker.id)).all() == []
    )
    with pytest.raises(ForbiddenError):
        note(any_session, worker, R.TALKED, actor=Actor(None, "a", Role.AUDITOR))
    here = make_community(any_session, name="旺家社区")
    clerk = Actor(None, "c", Role.CLERK, Area(community_ids=frozenset({here.id})))
    with pytest.raises(NotFoundError):
        note(any_session, worker, R.TALKED, actor=clerk)
