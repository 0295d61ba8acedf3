"""What people decide about allocation: pins, forbids, and who comes first; each with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from jobmatch.domain import allocations as rules
from jobmatch.domain.accounts import Permission
from jobmatch.domain.allocations import (
    OverrideExistsError,
    OverrideKind,
    PinNotPossibleError,
)
from jobmatch.domain.errors import NotFoundError
from jobmatch.matching import answers, facts
from jobmatch.queries import allocations as asked
from jobmatch.queries import profiles
from jobmatch.services import audit, indexes, readings
from jobmatch.store.allocations import AllocationOverride, AllocationPriority
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


def pin(
    session: Session, *, actor: Actor, worker_id: int, posting_id: int, reason: str, on: date
) -> AllocationOverride:
    """Decide that every plan gives this worker this posting, as long as it can.

    Raises:
        NotFoundError: no such worker or posting.
        PinNotPossibleError: a hard limit breaks, or no plan counts this worker; the sentence says
            which.
        OverrideExistsError: the pair is decided, or the worker is pinned elsewhere.
    """
    actor.check(Permission.RECOMMEND)
    _check_pair(session, worker_id, posting_id)
    why = rules.check_reason(reason)
    _check_takes_part(session, worker_id, on)
    _check_limits(session, worker_id, posting_id, on)
    _check_undecided(session, worker_id, posting_id, pinned_elsewhere=True)
    row = _decided(
        session,
        actor,
        worker_id=worker_id,
        posting_id=posting_id,
        kind=OverrideKind.PIN,
        reason=why,
        decided_on=on,
    )
    audit.record(session, actor=actor, action="allocation.pinned", subject=row, changes=_told(row))
    return row


def forbid(
    session: Session, *, actor: Actor, worker_id: int, posting_id: int, reason: str, on: date
) -> AllocationOverride:
    """Decide that no plan gives this worker this posting.

    Raises:
        NotFoundError: no such worker or posting.
        OverrideExistsError: the pair is decided already.
    """
    actor.check(Permission.RECOMMEND)
    _check_pair(session, worker_id, posting_id)
    why = rules.check_reason(reason)
    _check_undecided(session, worker_id, posting_id, pinned_elsewhere=False)
    row = _decided(
        session,
        actor,
        worker_id=worker_id,
        posting_id=posting_id,
        kind=OverrideKind.FORBID,
        reason=why,
        decided_on=on,
    )
    audit.record(
        session, actor=actor, action="allocation.forbidden", subject=row, changes=_told(row)
    )
    return row


def withdraw(
    session: Session, *, actor: Actor, worker_id: int, posting_id: int, reason: str, on: date
) -> AllocationOverride:
    """Take back a pin or a forbid; the row stays, with the day.

    Raises:
        NotFoundError: nothing is decided about this pair.
    """
    actor.check(Permission.RECOMMEND)
    why = rules.check_reason(reason)
    row = session.scalar(
        select(AllocationOverride)
        .where(
            AllocationOverride.worker_id == worker_id,
            AllocationOverride.posting_id == posting_id,
            AllocationOverride.withdrawn_on.is_(None),
        )
        .with_for_update()
    )
    if row is None:
        raise NotFoundError("这一对没有指定或排除过。")
    row.withdrawn_on = max(on, row.decided_on)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="allocation.withdrawn",
        subject=row,
        changes=_told(row) | {"why_withdrawn": why},
    )
    return row


def set_priorities(
    session: Session, *, actor: Actor, keys: Sequence[str], reason: str
) -> AllocationPriority:
    """Set who comes first in plans from now on; "none" sets nobody first."""
    actor.check(Permission.RECOMMEND)
    why = rules.check_reason(reason)
    before = asked.priorities(session)
    row = AllocationPriority(
        criteria=list(rules.check_priorities(keys)), reason=why, account_id=actor.account_id
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="allocation.prioritised",
        subject=row,
        changes={"criteria": [list(before), row.criteria], "reason": why},
    )
    return row


def _check_pair(session: Session, worker_id: int, posting_id: int) -> None:
    if session.get(Posting, posting_id, with_for_update=True) is None:
        raise NotFoundError(f"没有编号为 {posting_id} 的岗位。")
    if session.get(Worker, worker_id, with_for_update=True) is None:
        raise NotFoundError(f"没有编号为 {worker_id} 的劳动力。")


def _check_undecided(
    session: Session, worker_id: int, posting_id: int, *, pinned_elsewhere: bool
) -> None:
    same_pair = AllocationOverride.posting_id == posting_id
    clash = or_(same_pair, AllocationOverride.kind == OverrideKind.PIN)
    found = session.scalar(
        select(AllocationOverride.id).where(
            AllocationOverride.worker_id == worker_id,
            AllocationOverride.withdrawn_on.is_(None),
            clash if pinned_elsewhere else same_pair,
        )
    )
    if found is not None:
        raise OverrideExistsError


def _check_takes_part(session: Session, worker_id: int, on: date) -> None:
    """Refuse a pin that no plan would ever look at."""
    seekers = {each.worker_id: each for each in asked.seekers(session, on=on)}
    seeker = seekers.get(worker_id)
    if seeker is None:
        raise PinNotPossibleError(
            f"不能指定：劳动力 {worker_id} {rules.NOT_TAKING_PART}。"
            "如果本人想换工作，请先在登记里写上求职愿望。"
        )
    if not seeker.willing:
        raise PinNotPossibleError("不能指定：登记为暂时不想找工作。如果登记有误，请先改登记。")


def _check_limits(session: Session, worker_id: int, posting_id: int, on: date) -> None:
    """Refuse a pin that breaks a hard limit: the fact in the register must change first."""
    words = indexes.local_words(
        profiles.learned_aliases(session), profiles.community_names(session)
    )
    offered = profiles.posting_profiles(session, on=on, ids=(posting_id,))
    if not offered:
        raise PinNotPossibleError("这个岗位没有名称，不能指定。")
    kept = readings.open_readings(session, words)
    index = indexes.build_index(offered, words, readings=kept)
    (file,) = profiles.worker_files(session, on=on, ids=(worker_id,))
    profile = kept.hear(file.said).for_worker(file.profile).profile
    worker = facts.read_worker(profile, kept.knowledge)
    match = answers.explain(worker, index.postings, [0], knowledge=index.knowledge, today=on)[0]
    if match.barriers:
        told = "；".join(barrier.sentence for barrier in match.barriers)
        raise PinNotPossibleError(f"不能指定：{told}。如果登记有误，请先改登记。")


def _decided(session: Session, actor: Actor, **fields: Any) -> AllocationOverride:
    row = AllocationOverride(account_id=actor.account_id, **fields)
    session.add(row)
    session.flush()
    return row


def _told(row: AllocationOverride) -> dict[str, object]:
    return {"worker_id": row.worker_id, "posting_id": row.posting_id, "reason": row.reason}
