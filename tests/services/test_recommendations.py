"""Recommending, sending, noting results: seats, areas, audit, and mistakes set right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.placements import AlreadyPlacedError, PlacementState, PostingFullError
from jobmatch.domain.postings import PostingState
from jobmatch.domain.recommendations import (
    OutcomeReason,
    PostingNotOpenError,
    ReasonMissingError,
    RecommendationState,
)
from jobmatch.domain.states import WrongStateError
from jobmatch.queries import recommendations as questions
from jobmatch.services import placements, recommendations
from jobmatch.services.recommendations import NobodyChosenError, OpenAgainError
from jobmatch.store.audit import AuditRow
from jobmatch.store.jobs import Job
from jobmatch.store.placements import Placement
from jobmatch.store.workers import Employment
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting
    from jobmatch.store.recommendations import Recommendation
    from jobmatch.store.workers import Worker

S = RecommendationState
DAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def make_pair(session: Session, **fields: Any) -> tuple[Worker, Posting]:
    employer = make_employer(session, name="鸿达制衣")
    given = {"places_min": 2, "places_max": 2, "vacancies": 2} | fields
    return (
        make_worker(session, name="杨秀英"),
        make_posting(session, title="缝纫工", employer=employer, **given),
    )


def advise(
    session: Session, worker: Worker, posting: Posting, actor: Actor = SYSTEM
) -> Recommendation:
    return recommendations.recommend(
        session, actor=actor, worker_uuid=worker.uuid, posting_uuid=posting.uuid
    )


def note(session: Session, advice: Recommendation, action: str, **given: Any) -> Recommendation:
    return recommendations.note_result(
        session, actor=SYSTEM, uuid=advice.uuid, action=action, **given
    )


def actions(session: Session) -> list[str]:
    return list(session.scalars(select(AuditRow.action).order_by(AuditRow.seq)))


def test_a_pair_is_recommended_once(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    first = advise(any_session, worker, posting)
    assert (first.state, first.made_on) == (S.MADE, DAY)
    assert advise(any_session, worker, posting) is first
    assert actions(any_session) == ["recommendation.made"]
    note(any_session, first, "decline", why=OutcomeReason.FAR, words="  孩子要接送 ")
    assert (first.decided_on, first.decline_reason) == (DAY, "孩子要接送")
    assert advise(any_session, worker, posting) is not first


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PostingState.PAUSED},
        {"state": PostingState.IN_REVIEW},
        {"deadline_on": DAY - timedelta(days=1)},
    ],
)
def test_a_posting_that_is_not_open_takes_nobody(
    any_session: Session, fields: dict[str, Any]
) -> None:
    worker, posting = make_pair(any_session, **fields)
    with pytest.raises(PostingNotOpenError):
        advise(any_session, worker, posting)


def test_nobody_outside_the_area_is_recommended_or_changed(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    here = make_community(any_session, name="旺家社区")
    clerk = Actor(None, "clerk", Role.CLERK, Area(community_ids=frozenset({here.id})))
    with pytest.raises(NotFoundError):
        advise(any_session, worker, posting, clerk)
    advice = advise(any_session, worker, posting)
    with pytest.raises(NotFoundError):
        recommendations.note_result(any_session, actor=clerk, uuid=advice.uuid, action="come")
    with pytest.raises(NotFoundError):
        recommendations.send(
            any_session, actor=clerk, posting_uuid=posting.uuid, uuids=[advice.uuid]
        )
    assert advice.state is S.MADE


def test_who_may_not_recommend_is_refused(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    auditor = Actor(None, "auditor", Role.AUDITOR)
    with pytest.raises(ForbiddenError):
        advise(any_session, worker, posting, auditor)
    with pytest.raises(ForbiddenError):
        recommendations.note_result(any_session, actor=auditor, uuid="x", action="come")


def test_many_are_recommended_at_once_and_none_twice(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    other = make_worker(any_session, name="李建国")
    first = advise(any_session, worker, posting)
    made = recommendations.recommend_many(
        any_session,
        actor=SYSTEM,
        posting_uuid=posting.uuid,
        worker_uuids=[worker.uuid, other.uuid, other.uuid],
    )
    assert first in made
    assert len(made) == 2
    with pytest.raises(NobodyChosenError):
        recommendations.recommend_many(
            any_session, actor=SYSTEM, posting_uuid=posting.uuid, worker_uuids=[]
        )


def test_who_waits_and_who_is_hired_takes_a_seat(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    others = [make_worker(any_session, name=f"李{n}") for n in range(2)]
    advices = [advise(any_session, each, posting) for each in (worker, *others)]
    seats = questions.seats_of(any_session, posting_ids=[posting.id])[posting.id]
    assert (seats.places, seats.hired, seats.vacancies, seats.waiting) == (2, 0, 2, 3)
    assert seats.left == -1
    note(any_session, advices[0], "come", on=DAY - timedelta(days=1))
    assert advices[0].came_on == DAY - timedelta(days=1)
    note(any_session, advices[0], "place")
    note(any_session, advices[1], "place")
    seats = questions.seats_of(any_session, posting_ids=[posting.id])[posting.id]
    assert (seats.hired, seats.vacancies, seats.waiting, seats.left) == (2, 0, 1, -1)
    with pytest.raises(PostingFullError):
        note(any_session, advices[2], "place")


def test_a_worker_is_hired_once(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    other = make_posting(any_session, title="保洁员")
    first, second = advise(any_session, worker, posting), advise(any_session, worker, other)
    note(any_session, first, "place")
    with pytest.raises(AlreadyPlacedError):
        note(any_session, second, "place")


def test_a_hire_by_mistake_is_taken_back_with_its_seat(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    advice = advise(any_session, worker, posting)
    note(any_session, advice, "place")
    assert posting.vacancies == 1
    note(any_session, advice, "reopen")
    assert (advice.state, advice.decided_on, posting.vacancies) == (S.MADE, None, 2)
    placement = any_session.scalars(select(Placement)).one()
    assert placement.state is PlacementState.DECLINED
    note(any_session, advice, "place")
    assert actions(any_session)[-2:] == ["placement.confirmed", "recommendation.changed"]


def test_a_no_needs_its_why_and_a_late_answer_counts(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    advice = advise(any_session, worker, posting)
    with pytest.raises(ReasonMissingError):
        note(any_session, advice, "refuse")
    note(any_session, advice, "lose")
    assert advice.state is S.NO_ANSWER
    assert questions.seats_of(any_session, posting_ids=[posting.id])[posting.id].waiting == 0
    note(any_session, advice, "refuse", why=OutcomeReason.SKILL)
    with pytest.raises(WrongStateError, match="单位没录用"):
        note(any_session, advice, "place")


def test_a_pair_that_was_recommended_anew_is_not_opened_twice(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    old = advise(any_session, worker, posting)
    note(any_session, old, "lose")
    advise(any_session, worker, posting)
    with pytest.raises(OpenAgainError):
        note(any_session, old, "reopen")


def test_a_list_numbers_its_people_and_a_second_one_takes_them_over(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    other = make_worker(any_session, name="李建国")
    advices = [advise(any_session, each, posting) for each in (worker, other)]
    uuids = [advice.uuid for advice in advices]
    sent = recommendations.send(any_session, actor=SYSTEM, posting_uuid=posting.uuid, uuids=uuids)
    assert [(a.state, a.sent_on, a.list_number) for a in advices] == [
        (S.SENT, DAY, 1),
        (S.SENT, DAY, 2),
    ]
    whole = Area()
    lines = questions.lines_of(any_session, area=whole, send_list_id=sent.id)
    assert [line.worker.person.name for line in lines] == ["杨秀英", "李建国"]
    again = recommendations.send(
        any_session, actor=SYSTEM, posting_uuid=posting.uuid, uuids=uuids[1:]
    )
    listed = questions.send_lists_of(any_session, posting_id=posting.id)
    assert [(row.id, lines, waiting) for row, lines, waiting in listed] == [
        (again.id, 1, 1),
        (sent.id, 1, 1),
    ]
    note(any_session, advices[0], "come")
    with pytest.raises(WrongStateError):
        recommendations.send(any_session, actor=SYSTEM, posting_uuid=posting.uuid, uuids=uuids[:1])


def test_a_recommendation_of_another_posting_comes_on_no_list(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    other = advise(any_session, worker, make_posting(any_session, title="保洁员"))
    with pytest.raises(NotFoundError):
        recommendations.send(
            any_session, actor=SYSTEM, posting_uuid=posting.uuid, uuids=[other.uuid]
        )
    with pytest.raises(NobodyChosenError):
        recommendations.send(any_session, actor=SYSTEM, posting_uuid=posting.uuid, uuids=[])
    assert any_session.scalar(select(func.count()).select_from(Job)) == 0


def test_who_has_started_is_not_taken_back(any_session: Session) -> None:
    worker, posting = make_pair(any_session)
    advice = advise(any_session, worker, posting)
    note(any_session, advice, "place")
    placement = any_session.scalars(select(Placement)).one()
    placements.start(any_session, actor=SYSTEM, placement_id=placement.id, on=DAY, today=DAY)
    assert any_session.scalars(select(Employment.title)).one() == "缝纫工"
    with pytest.raises(WrongStateError):
        note(any_session, advice, "reopen")
