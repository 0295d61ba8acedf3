"""Use cases of recommendations: recommend, send to the employer, note what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import ConflictError, InputError, NotFoundError
from jobmatch.domain.postings import OPEN_STATES
from jobmatch.domain.recommendations import (
    LIVE_STATES,
    MACHINE,
    RESULTS,
    OutcomeReason,
    PostingNotOpenError,
    RecommendationState,
    check_reason,
)
from jobmatch.queries import workers as people
from jobmatch.queries.areas import holds_employer, holds_worker
from jobmatch.services import audit, placements
from jobmatch.store.postings import Posting
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.send_lists import SendList
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


class NobodyChosenError(InputError):
    """A list needs somebody on it."""

    message = "还没有选人。请先在要推荐的人前面打勾。"


class OpenAgainError(ConflictError):
    """The pair has been recommended anew meanwhile."""

    message = "这个人又被推荐到这个岗位了，请在新的那条推荐上登记结果。"


def recommend(
    session: Session,
    *,
    actor: Actor,
    worker_uuid: str,
    posting_uuid: str,
    fair_id: int | None = None,
    reason: str | None = None,
) -> Recommendation:
    """Recommend a posting to a worker; the pair's live recommendation, where there is one.

    Args:
        session: for writing.
        actor: who recommends.
        worker_uuid: the worker, of the actor's area.
        posting_uuid: the posting, open.
        fair_id: the fair at which it happens.
        reason: why, as the page told it.

    Raises:
        NotFoundError: there is no such posting, or no such worker in the area.
        PostingNotOpenError: the posting is not open today.
    """
    posting = _open_posting(session, actor, posting_uuid)
    workers = _workers(session, actor, [worker_uuid])
    return _recommend(session, actor, posting, workers, fair_id=fair_id, reason=reason)[0]


def recommend_many(
    session: Session, *, actor: Actor, posting_uuid: str, worker_uuids: Collection[str]
) -> list[Recommendation]:
    """Recommend one posting to several workers, each once.

    Raises:
        NobodyChosenError: *worker_uuids* is empty.
        NotFoundError: there is no such posting, or not all workers lie in the area.
        PostingNotOpenError: the posting is not open today.
    """
    if not worker_uuids:
        raise NobodyChosenError
    posting = _open_posting(session, actor, posting_uuid)
    workers = _workers(session, actor, worker_uuids)
    return _recommend(session, actor, posting, workers, fair_id=None, reason=None)


def send(session: Session, *, actor: Actor, posting_uuid: str, uuids: Collection[str]) -> SendList:
    """Put live recommendations of a posting on a new list for its employer.

    Raises:
        NobodyChosenError: *uuids* is empty.
        NotFoundError: one of them is no recommendation of this posting in the area.
        WrongStateError: one of them is over, or has come to the employer already.
    """
    if not uuids:
        raise NobodyChosenError
    actor.check(Permission.RECOMMEND)
    posting = _locked_posting(session, actor, Posting.uuid == posting_uuid)
    statement = select(Recommendation).where(
        Recommendation.uuid.in_(set(uuids)),
        Recommendation.posting_id == posting.id,
        holds_worker(actor.area, Recommendation.worker_id),
    )
    chosen = list(
        session.scalars(statement.order_by(Recommendation.id).with_for_update(of=Recommendation))
    )
    if len(chosen) != len(set(uuids)):
        raise NotFoundError
    today = clock.today()
    made = SendList(posting_id=posting.id, account_id=actor.account_id, made_on=today)
    session.add(made)
    session.flush()
    for number, advice in enumerate(chosen, start=1):
        advice.state = MACHINE.next(advice.state, "send")
        advice.sent_on = today
        advice.send_list_id, advice.list_number = made.id, number
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="send_list.made",
        subject=made,
        changes={"posting": posting.id, "recommendations": [advice.id for advice in chosen]},
    )
    return made


def note_result(
    session: Session,
    *,
    actor: Actor,
    uuid: str,
    action: str,
    on: date | None = None,
    why: OutcomeReason | None = None,
    words: str = "",
) -> Recommendation:
    """Note what came of a recommendation; hired takes one of the vacancies.

    *action* is one of the machine's but ``send``; *on* the day it happened, today when left out;
    *why* of the side that said no, for ``decline`` and ``refuse``, and *words* the same in words.

    Raises:
        NotFoundError: no such recommendation in the area.
        WrongStateError: the present state does not take *action*.
        ReasonMissingError: a no without its why.
        AlreadyPlacedError, PostingFullError: the worker cannot be hired.
    """
    actor.check(Permission.RECOMMEND)
    if action not in (*RESULTS, "show", "intend", "withdraw", "reopen"):
        raise InputError
    advice, posting = _locked_pair(session, actor, uuid)
    day = on or clock.today()
    before = advice.state
    after = MACHINE.next(before, action)
    check_reason(after, why)
    if after in LIVE_STATES and before not in LIVE_STATES:
        _check_alone(session, advice)
    if action == "place":
        placements.hire(session, actor=actor, advice=advice, posting=posting, on=day)
    if before is RecommendationState.PLACED:
        placements.take_back(session, actor=actor, advice=advice, posting=posting)
    _settle(advice, after, day, why, words)
    advice.came_on = day if action == "come" else advice.came_on
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="recommendation.changed",
        subject=advice,
        changes={"state": [before.value, after.value], "why": why.value if why else None},
    )
    return advice


def _locked_pair(session: Session, actor: Actor, uuid: str) -> tuple[Recommendation, Posting]:
    posting_id = session.scalar(
        select(Recommendation.posting_id).where(
            Recommendation.uuid == uuid, holds_worker(actor.area, Recommendation.worker_id)
        )
    )
    if posting_id is None:
        raise NotFoundError
    # Always the posting before what hangs on it, so that two clerks never wait for each other.
    posting = session.get_one(Posting, posting_id, with_for_update=True)
    advice = session.scalars(
        select(Recommendation).where(Recommendation.uuid == uuid).with_for_update()
    ).one()
    return advice, posting


def _settle(
    advice: Recommendation,
    state: RecommendationState,
    day: date,
    why: OutcomeReason | None,
    words: str,
) -> None:
    advice.state = state
    is_live = state in LIVE_STATES
    advice.decided_on = None if is_live else day
    advice.outcome_reason = None if is_live else why
    advice.decline_reason = None if is_live else words.strip() or None


def _check_alone(session: Session, advice: Recommendation) -> None:
    others = select(func.count()).where(
        Recommendation.worker_id == advice.worker_id,
        Recommendation.posting_id == advice.posting_id,
        Recommendation.state.in_(LIVE_STATES),
        Recommendation.id != advice.id,
    )
    if session.scalar(others):
        raise OpenAgainError


def _open_posting(session: Session, actor: Actor, uuid: str) -> Posting:
    actor.check(Permission.RECOMMEND)
    posting = _locked_posting(session, actor, Posting.uuid == uuid)
    over = posting.deadline_on is not None and posting.deadline_on < clock.today()
    if posting.state not in OPEN_STATES or over:
        raise PostingNotOpenError
    return posting


def _locked_posting(session: Session, actor: Actor, wanted: ColumnElement[bool]) -> Posting:
    statement = select(Posting).where(wanted, holds_employer(actor.area, Posting.employer_id))
    posting = session.scalars(statement.with_for_update(of=Posting)).one_or_none()
    if posting is None:
        raise NotFoundError
    return posting


def _workers(session: Session, actor: Actor, uuids: Collection[str]) -> list[Worker]:
    statement = people.workers_of(actor.area).where(Worker.uuid.in_(set(uuids)))
    found = list(session.scalars(statement.order_by(Worker.id).with_for_update(of=Worker)))
    if len(found) != len(set(uuids)):
        raise NotFoundError
    return found


def _recommend(
    session: Session,
    actor: Actor,
    posting: Posting,
    workers: Collection[Worker],
    *,
    fair_id: int | None,
    reason: str | None,
) -> list[Recommendation]:
    ids = [worker.id for worker in workers]
    live = {
        advice.worker_id: advice
        for advice in session.scalars(
            select(Recommendation).where(
                Recommendation.posting_id == posting.id,
                Recommendation.worker_id.in_(ids),
                Recommendation.state.in_(LIVE_STATES),
            )
        )
    }
    made = {
        worker_id: Recommendation(
            worker_id=worker_id,
            posting_id=posting.id,
            fair_id=fair_id,
            account_id=actor.account_id,
            state=RecommendationState.MADE,
            made_on=clock.today(),
            reason=reason,
        )
        for worker_id in ids
        if worker_id not in live
    }
    if made:
        session.add_all(made.values())
        session.flush()
        audit.record(
            session,
            actor=actor,
            action="recommendation.made",
            subject=posting,
            changes={"workers": sorted(made), "fair": fair_id},
        )
    return [live.get(worker_id) or made[worker_id] for worker_id in ids]
