"""What an operator or the employer does with a posting: review, pause, close, still open?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jobmatch import clock
from jobmatch.domain import postings as rules
from jobmatch.domain.accounts import SYSTEM, Permission
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.jobs import JobName
from jobmatch.domain.legality import Severity
from jobmatch.domain.postings import MACHINE, NEEDS_REASON, REOPENING, PostingState, VerifiedHow
from jobmatch.queries import areas
from jobmatch.services import audit, jobs
from jobmatch.store.postings import Posting, PostingFlag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

_REVIEW = frozenset({"publish", "reject"})
_OWN = frozenset({"submit", "pause", "resume", "fill", "reopen", "renew", "close"})
"""What an employer may do with its own postings: everything but the review."""
OVER_DEADLINE = "过了单位定的截止日期。"
NOT_ASKED = f"超过 {rules.FRESH_FOR.days} 天没有核实单位还招不招。"
NO_LONGER = "单位说不招了。"
_CHUNK = 500


def steps_for(actor: Actor, state: PostingState) -> tuple[str, ...]:
    """Give the steps that *actor* may take from *state*; the program alone lets expire."""
    return tuple(
        step for step in MACHINE.actions(state) if step != "expire" and _may_step(actor, step)
    )


def step(session: Session, *, actor: Actor, uuid: str, action: str, reason: str = "") -> Posting:
    """Take a posting one step on.

    Args:
        session: a write session.
        actor: an operator, or the employer for its own postings.
        uuid: of the posting.
        action: a step of the state machine; not the one of the program, expire.
        reason: why; needed to send back and to close.

    Raises:
        NotFoundError: there is no such posting for *actor*.
        ForbiddenError: the step is not for *actor*.
        WrongStateError: the posting is in another state.
        NotPublishableError: something must be put right first.
        ReasonMissingError: the step needs a reason.
    """
    posting = _locked(session, actor, uuid)
    if action == "expire" or not _may_step(actor, action):
        raise ForbiddenError
    before, state = posting.state, MACHINE.next(posting.state, action)
    reason = reason.strip()
    if action in NEEDS_REASON and not reason:
        raise rules.ReasonMissingError
    if state is PostingState.PUBLISHED:
        _check_can_publish(posting)
    _enter(posting, state, reason=reason or None, on=clock.today())
    if state is PostingState.PUBLISHED:
        _verify(posting, actor, _how_of(actor), on=clock.today())
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="posting.moved",
        subject=posting,
        changes={"state": [before.value, state.value], "reason": reason},
    )
    _match_anew(session, posting)
    return posting


def confirm_open(
    session: Session, *, actor: Actor, uuids: Sequence[str], how: VerifiedHow
) -> list[Posting]:
    """Note that the employer still hires for the postings; those that were paused or over open.

    Raises:
        NotFoundError: one of them does not exist for *actor*.
        WrongStateError: one of them was never published, or is closed.
        NotPublishableError: something must be put right first.
    """
    on, confirmed = clock.today(), []
    how = how if actor.area.employer_id is None else VerifiedHow.EMPLOYER
    for uuid in sorted(set(uuids)):
        posting = _locked(session, actor, uuid)
        if posting.state not in REOPENING:
            MACHINE.next(posting.state, "resume")  # tells what may be done instead
        action = REOPENING[posting.state]
        if action is not None:
            _check_can_publish(posting)
            _enter(posting, MACHINE.next(posting.state, action), reason=None, on=on)
        _verify(posting, actor, how, on=on)
        session.flush()
        audit.record(
            session,
            actor=actor,
            action="posting.confirmed",
            subject=posting,
            changes={"how": how.value, "valid_until": posting.valid_until},
        )
        confirmed.append(posting)
    if confirmed:
        _match_anew(session, *confirmed)
    return confirmed


def close_all(session: Session, *, actor: Actor, uuids: Sequence[str]) -> list[Posting]:
    """Close postings for which the employer hires no longer."""
    return [
        step(session, actor=actor, uuid=uuid, action="close", reason=NO_LONGER)
        for uuid in sorted(set(uuids))
    ]


def deal_with_flag(session: Session, *, actor: Actor, uuid: str, flag_id: int) -> Posting:
    """Note that the employer has put right what the law forbids."""
    posting = _locked(session, actor, uuid)
    actor.check(Permission.EDIT_POSTINGS)
    flag = next((each for each in posting.flags if each.id == flag_id), None)
    if flag is None:
        raise NotFoundError
    if flag.dealt_with_on is None:
        flag.dealt_with_on, flag.dealt_with_by = clock.today(), actor.account_id
        session.flush()
        audit.record(
            session,
            actor=actor,
            action="posting.corrected",
            subject=posting,
            changes={"flag": flag.flag.value},
        )
    return posting


def expire_due(session: Session, *, on: date) -> int:
    """Let postings expire that are over on the day *on*, a few hundred at a time; gives how many.

    A posting that was never asked about since it was published has no end and stays: it stands on
    the list of those to ask about.
    """
    states = (PostingState.PUBLISHED, PostingState.PAUSED)
    over = (Posting.deadline_on < on) | (Posting.valid_until < on)
    statement = (
        select(Posting)
        .where(Posting.state.in_(states), over)
        .order_by(Posting.id)
        .limit(_CHUNK)
        .with_for_update()
    )
    found = session.scalars(statement).all()
    for posting in found:
        is_over = posting.deadline_on is not None and posting.deadline_on < on
        posting.state = MACHINE.next(posting.state, "expire")
        posting.state_reason = OVER_DEADLINE if is_over else NOT_ASKED
        posting.closed_on = on
    session.flush()
    if found:
        audit.record(
            session,
            actor=SYSTEM,
            action="posting.expired",
            changes={"on": on, "postings": [posting.id for posting in found]},
        )
        jobs.enqueue(
            session,
            JobName.RECOMPUTE_MATCHES,
            key=f"{JobName.RECOMPUTE_MATCHES}:expired:{on.isoformat()}:{found[0].id}",
        )
    return len(found)


def _may_step(actor: Actor, action: str) -> bool:
    if actor.area.employer_id is not None:
        return action in _OWN and actor.may(Permission.EDIT_OWN_POSTINGS)
    wanted = Permission.PUBLISH_POSTINGS if action in _REVIEW else Permission.EDIT_POSTINGS
    return actor.may(wanted)


def _locked(session: Session, actor: Actor, uuid: str) -> Posting:
    statement = (
        select(Posting)
        .where(Posting.uuid == uuid, areas.holds_employer(actor.area, Posting.employer_id))
        .options(selectinload(Posting.flags))
        .with_for_update()
    )
    posting = session.scalars(statement).one_or_none()
    if posting is None:
        raise NotFoundError
    if not (actor.may(Permission.EDIT_POSTINGS) or actor.may(Permission.EDIT_OWN_POSTINGS)):
        raise ForbiddenError
    return posting


def _check_can_publish(posting: Posting) -> None:
    rules.check_can_publish(
        title=posting.title,
        has_employer=posting.employer_id is not None,
        blocked=sum(_is_blocking(flag) for flag in posting.flags),
    )


def _is_blocking(flag: PostingFlag) -> bool:
    return flag.severity == Severity.BLOCK and flag.dealt_with_on is None


def _enter(posting: Posting, state: PostingState, *, reason: str | None, on: date) -> None:
    """Put a posting into *state*; one that opens again begins with dates of today."""
    posting.state, posting.state_reason = state, reason
    posting.closed_on = None if state is PostingState.PUBLISHED else posting.closed_on
    if state in (PostingState.CLOSED, PostingState.FILLED):
        posting.closed_on = on
    if state is PostingState.PUBLISHED:
        posting.published_on = on
        if posting.deadline_on is not None and posting.deadline_on < on:
            posting.deadline_on = None  # the day of the offer before; the new one names none


def _verify(posting: Posting, actor: Actor, how: VerifiedHow, *, on: date) -> None:
    posting.verified_on, posting.verified_how = on, how
    posting.verified_by = actor.account_id
    posting.valid_until = rules.valid_until(on, posting.deadline_on)


def _how_of(actor: Actor) -> VerifiedHow:
    return VerifiedHow.PHONE if actor.area.employer_id is None else VerifiedHow.EMPLOYER


def _match_anew(session: Session, *changed: Posting) -> None:
    newest = max(posting.version for posting in changed)
    ids = f"{changed[0].id}-{changed[-1].id}:{len(changed)}:{newest}"
    jobs.enqueue(
        session, JobName.RECOMPUTE_MATCHES, key=f"{JobName.RECOMPUTE_MATCHES}:postings:{ids}"
    )
