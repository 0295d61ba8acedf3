"""What waits for a call: hires, follow-ups, answers; of one's area alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area
from jobmatch.domain.calls import CallPurpose, CallResult
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.queries import calls as questions
from jobmatch.store.calls import Call
from jobmatch.store.placements import FollowUp, Placement
from jobmatch.store.recommendations import Recommendation
from tests.factories import make_community, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 16)
WHOLE = Area()


def test_what_waits_is_told_by_worker_and_day(any_session: Session) -> None:
    here = make_community(any_session, name="旺家社区")
    posting = make_posting(any_session, title="缝纫工")
    hired = make_worker(any_session, name="杨秀英", community=here)
    works = make_worker(any_session, name="李建国")
    hire = Placement(worker_id=hired.id, posting_id=posting.id, hired_on=DAY)
    hire.state = PlacementState.CONFIRMED
    held = Placement(worker_id=works.id, posting_id=posting.id, started_on=DAY)
    held.state = PlacementState.STARTED
    held.follow_ups = [
        FollowUp(day=3, due_on=DAY + timedelta(days=3), done_on=DAY),
        FollowUp(day=30, due_on=DAY + timedelta(days=30)),
    ]
    sent = Recommendation(worker_id=works.id, posting_id=posting.id, made_on=DAY)
    sent.state, sent.sent_on = RecommendationState.SENT, DAY + timedelta(days=1)
    made = Recommendation(worker_id=hired.id, posting_id=posting.id, made_on=DAY)
    any_session.add_all([hire, held, sent, made])
    any_session.flush()
    (arrival,) = questions.hires_waiting(any_session, area=WHOLE)
    assert (arrival.worker_id, arrival.day, arrival.about) == (hired.id, DAY, "缝纫工")
    assert questions.follow_ups_due(any_session, area=WHOLE, on=DAY + timedelta(days=29)) == []
    (due,) = questions.follow_ups_due(any_session, area=WHOLE, on=DAY + timedelta(days=30))
    assert (due.worker_id, due.about) == (works.id, "上岗第 30 天")
    (answer,) = questions.answers_waiting(any_session, area=WHOLE)
    assert (answer.worker_id, answer.day) == (works.id, DAY + timedelta(days=1))
    area = Area(community_ids=frozenset({here.id}))
    assert questions.answers_waiting(any_session, area=area) == []
    assert len(questions.hires_waiting(any_session, area=area)) == 1
    assert questions.live_placement(any_session, worker_id=works.id) is held


def test_calls_come_latest_first_and_callees_by_id(any_session: Session) -> None:
    here = make_community(any_session, name="旺家社区")
    worker = make_worker(any_session, name="杨秀英", community=here)
    worker.person.phone = "13800005678"
    at = datetime(2026, 3, 16, 2, tzinfo=UTC)
    for days, result in ((3, CallResult.NO_ANSWER), (1, CallResult.TALKED)):
        any_session.add(
            Call(
                worker_id=worker.id,
                purpose=CallPurpose.GUIDANCE,
                result=result,
                called_at=at - timedelta(days=days),
            )
        )
    any_session.flush()
    since = at - timedelta(days=2)
    recent = questions.recent_calls(any_session, area=WHOLE, since=since)
    assert [call.result for call in recent[worker.id]] == [CallResult.TALKED]
    listed = questions.calls_of(any_session, worker_id=worker.id, top=5)
    assert [call.result for call in listed] == [CallResult.TALKED, CallResult.NO_ANSWER]
    callee = questions.callees(any_session, worker_ids=[worker.id])[worker.id]
    assert (callee.name, callee.home, callee.phone_last4) == ("杨秀英", "旺家社区", "5678")
