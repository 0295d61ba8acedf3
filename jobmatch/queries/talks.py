"""Questions about talks at booths: of one booth, of one pair, of a whole fair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from jobmatch.domain.recommendations import LIVE_STATES
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Booth
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.talks import Talk
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.recommendations import OutcomeReason
    from jobmatch.domain.talks import TalkOutcome

Somebody = tuple[str, int]
"""Who talked, as one person: a worker of the register, or a guest by the check-in."""


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One talk as a report counts it, without a name."""

    booth_id: int
    posting_id: int
    somebody: Somebody
    outcome: TalkOutcome
    reason: OutcomeReason | None
    noted_at: datetime


def somebody_of(worker_id: int | None, check_in_id: int) -> Somebody:
    """Give the key of a person: the same worker is one person, at the desk and in the office."""
    return ("worker", worker_id) if worker_id is not None else ("check_in", check_in_id)


def talks_of_booth(session: Session, *, booth_id: int, top: int | None = None) -> list[Talk]:
    """Give the talks at a booth, the newest first."""
    statement = (
        select(Talk)
        .where(Talk.booth_id == booth_id)
        .options(
            joinedload(Talk.posting),
            joinedload(Talk.check_in).joinedload(CheckIn.worker).joinedload(Worker.person),
        )
        .order_by(Talk.noted_at.desc(), Talk.id.desc())
        .limit(top)
    )
    return list(session.scalars(statement))


def talk_of_pair(session: Session, *, check_in_id: int, posting_id: int) -> Talk | None:
    """Give the talk of a guest about a posting, or None."""
    return session.scalars(
        select(Talk).where(Talk.check_in_id == check_in_id, Talk.posting_id == posting_id)
    ).one_or_none()


def talk_by_uuid(session: Session, *, booth_id: int, uuid: str) -> Talk | None:
    """Give one talk of a booth, or None."""
    return session.scalars(
        select(Talk).where(Talk.booth_id == booth_id, Talk.uuid == uuid)
    ).one_or_none()


def advice_of_pair(session: Session, *, worker_id: int, posting_id: int) -> Recommendation | None:
    """Give the newest recommendation of a posting to a worker, a live one first, or None."""
    statement = (
        select(Recommendation)
        .where(Recommendation.worker_id == worker_id, Recommendation.posting_id == posting_id)
        .order_by(
            case((Recommendation.state.in_(LIVE_STATES), 0), else_=1), Recommendation.id.desc()
        )
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def lines_of(session: Session, *, fair_id: int) -> list[TalkLine]:
    """Give all talks of a fair in the order they were noted."""
    statement = (
        select(
            Talk.booth_id,
            Talk.posting_id,
            CheckIn.worker_id,
            CheckIn.id,
            Talk.outcome,
            Talk.reason,
            Talk.noted_at,
        )
        .join(CheckIn, CheckIn.id == Talk.check_in_id)
        .join(Booth, Booth.id == Talk.booth_id)
        .where(Booth.fair_id == fair_id)
        .order_by(Talk.noted_at, Talk.id)
    )
    return [
        TalkLine(booth, posting, somebody_of(worker, check_in), outcome, reason, at)
        for booth, posting, worker, check_in, outcome, reason, at in session.execute(statement)
    ]
