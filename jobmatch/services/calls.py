"""Use cases of calls: who to call today, and what a call that was made changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.calls import (
    REACHED,
    CallPurpose,
    CallResult,
    Tries,
    next_call_on,
    tries_of,
)
from jobmatch.domain.jobs import JobName
from jobmatch.domain.placements import WORKING_STATES
from jobmatch.domain.service_records import ServiceKind
from jobmatch.domain.workers import Source
from jobmatch.queries import calls as questions
from jobmatch.services import areas, audit, jobs, placements, service_records
from jobmatch.store.calls import Call
from jobmatch.store.workers import Employment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor, Area
    from jobmatch.queries.calls import Occasion, PastCall
    from jobmatch.store.placements import Placement
    from jobmatch.store.workers import Worker

    _Found = tuple[int, CallPurpose, date, str]

_REMEMBERED = timedelta(days=90)
"""How far back calls tell whom to call."""
ARRIVAL_AFTER, OUTCOME_AFTER = timedelta(days=3), timedelta(days=5)
"""Days after a hire, and after a name was sent, on which somebody asks."""
_PURPOSES = list(CallPurpose)
_ABOUT_WORK = (
    CallPurpose.CALL_BACK,
    CallPurpose.ZERO_EMPLOYMENT,
    CallPurpose.OUTCOME,
    CallPurpose.GUIDANCE,
)


@dataclass(frozen=True, slots=True)
class CallTask:
    """One worker to call, for the most pressing reason; *due_on* is since when it waits."""

    worker_id: int
    purpose: CallPurpose
    due_on: date
    why: str
    tries: Tries


@dataclass(frozen=True, slots=True)
class CallList:
    """Who to call today, and to whose door somebody has to go because calling is no use."""

    tasks: tuple[CallTask, ...]
    visits: tuple[CallTask, ...]


def call_list(session: Session, *, area: Area, today: date) -> CallList:
    """Give who of *area* is to be called on *today*, each once, the most pressing first.

    Who was called today, or is promised a call on a later day, is left alone.
    """
    past = questions.recent_calls(session, area=area, since=clock.now() - _REMEMBERED)
    best: dict[int, CallTask] = {}
    for task in _occasions(session, area, today, past):
        held = best.get(task.worker_id)
        if held is None or _order(task) < _order(held):
            best[task.worker_id] = task
    chosen = sorted(
        (task for task in best.values() if not _rests(past.get(task.worker_id), today)), key=_order
    )
    return CallList(
        tasks=tuple(task for task in chosen if not task.tries.needs_visit),
        visits=tuple(task for task in chosen if task.tries.needs_visit),
    )


def tasks_of(session: Session, *, actor: Actor, worker_id: int, today: date) -> list[CallTask]:
    """Give every reason to call one worker of the actor's area, called today or not."""
    past = questions.recent_calls(session, area=actor.area, since=clock.now() - _REMEMBERED)
    found = _occasions(session, actor.area, today, past, worker_id)
    return sorted((task for task in found if task.worker_id == worker_id), key=_order)


def note_call(
    session: Session,
    *,
    actor: Actor,
    worker_uuid: str,
    purpose: CallPurpose,
    result: CallResult,
    today: date,
    on: date | None = None,
    promised_on: date | None = None,
    note: str = "",
) -> Call:
    """Note a call that *actor* made on *today*, and what it changes.

    *on* is the day since when somebody works or has left, today when left out; *promised_on* the
    day that was agreed on, for LATER.

    Raises:
        NotFoundError: there is no such worker in the actor's area.
        CallDayError: a promised call without a day to come.
        StartDayError: a start or an end on an impossible day.
    """
    actor.check(Permission.RECOMMEND)
    worker = areas.lock_worker(session, actor=actor, uuid=worker_uuid)
    before = questions.calls_of(session, worker_id=worker.id, top=10)
    tries = tries_of([result, *(call.result for call in before)])
    made = Call(
        worker_id=worker.id,
        account_id=actor.account_id,
        purpose=purpose,
        result=result,
        called_at=clock.now(),
        next_on=next_call_on(result, today=today, tries=tries, promised_on=promised_on),
        note=note.strip() or None,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="call.made",
        subject=made,
        changes={"worker": worker.id, "purpose": purpose.value, "result": result.value},
    )
    _apply(session, actor, worker, made, on=on or today, today=today)
    return made


def _apply(
    session: Session, actor: Actor, worker: Worker, made: Call, *, on: date, today: date
) -> None:
    if made.result is CallResult.TALKED and made.purpose in _ABOUT_WORK:
        service_records.record(
            session,
            actor=actor,
            worker_uuid=worker.uuid,
            kind=ServiceKind.GUIDANCE,
            on=today,
            today=today,
            note=made.note or "",
            call_id=made.id,
        )
    placement = questions.live_placement(session, worker_id=worker.id)
    if placement is not None and actor.may(Permission.PLACE_WORKERS):
        _settle_placement(session, actor, placement, made, on=on, today=today)
    elif placement is None and actor.may(Permission.EDIT_WORKERS):
        _settle_register(session, actor, worker, made, on)


def _settle_placement(
    session: Session, actor: Actor, placement: Placement, made: Call, *, on: date, today: date
) -> None:
    works = placement.state in WORKING_STATES
    if made.result is CallResult.WORKS and not works:
        placements.start(session, actor=actor, placement_id=placement.id, on=on, today=today)
    elif made.result is CallResult.LEFT and works:
        reason = made.note or "电话里说已离职"
        placements.end(
            session, actor=actor, placement_id=placement.id, on=on, reason=reason, today=today
        )
    elif made.result in {CallResult.WORKS, CallResult.TALKED} and works:
        for follow_up in placement.follow_ups:
            if follow_up.done_on is None and follow_up.due_on <= today:
                follow_up.done_on, follow_up.account_id = today, actor.account_id
                follow_up.answers = {"work": True}
        session.flush()


def _settle_register(session: Session, actor: Actor, worker: Worker, made: Call, on: date) -> None:
    open_main = session.scalars(
        select(Employment).where(
            Employment.worker_id == worker.id, Employment.ended_on.is_(None), Employment.is_main
        )
    ).one_or_none()
    if made.result is CallResult.WORKS and open_main is None:
        session.add(
            Employment(worker_id=worker.id, started_on=on, is_main=True, source=Source.SELF)
        )
    elif made.result is CallResult.LEFT and open_main is not None:
        open_main.ended_on = max(on, open_main.started_on or on)
        open_main.end_reason = "本人电话说已离职"
    elif made.result is CallResult.NOT_WILLING and worker.willing_to_work is not False:
        worker.willing_to_work = False
    else:
        return
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="worker.told_by_phone",
        subject=worker,
        changes={"call": made.id, "result": made.result.value, "on": on},
    )
    jobs.enqueue(
        session,
        JobName.RECOMPUTE_MATCHES,
        key=f"{JobName.RECOMPUTE_MATCHES}:call:{made.id}",
    )


def _occasions(
    session: Session,
    area: Area,
    today: date,
    past: dict[int, list[PastCall]],
    worker_id: int | None = None,
) -> list[CallTask]:
    found = [
        *_promised(past),
        *_by_need(session, area, today, worker_id),
        *_by_date(session, area, today, past),
    ]
    return [
        CallTask(worker, purpose, day, why, tries_of([c.result for c in past.get(worker, ())]))
        for worker, purpose, day, why in found
    ]


def _promised(past: dict[int, list[PastCall]]) -> Iterable[_Found]:
    for worker, calls in past.items():
        latest = calls[0]
        if latest.next_on is None:
            continue
        count = tries_of([call.result for call in calls]).unanswered
        why = f"没人接，打过 {count} 次" if count else "上次约好再打"
        yield worker, CallPurpose.CALL_BACK, latest.next_on, why


def _by_need(session: Session, area: Area, today: date, worker_id: int | None) -> Iterable[_Found]:
    for need in service_records.needs(session, area=area, today=today, worker_id=worker_id):
        served = need.served
        if need.clock is not None and need.clock.helped_on is None:
            day = need.clock.due_on or today
            yield served.worker_id, CallPurpose.ZERO_EMPLOYMENT, day, need.clock.sentence
        elif served.willing and not served.progress.talks:
            yield served.worker_id, CallPurpose.GUIDANCE, today, served.progress.sentence


def _by_date(
    session: Session, area: Area, today: date, past: dict[int, list[PastCall]]
) -> Iterable[_Found]:
    for each in questions.follow_ups_due(session, area=area, on=today):
        yield each.worker_id, CallPurpose.FOLLOW_UP, each.day, each.about
    for purpose, after, waiting in (
        (CallPurpose.ARRIVAL, ARRIVAL_AFTER, questions.hires_waiting(session, area=area)),
        (CallPurpose.OUTCOME, OUTCOME_AFTER, questions.answers_waiting(session, area=area)),
    ):
        for each in waiting:
            due_on = _spoken(past.get(each.worker_id, ()), each) + after
            if due_on <= today:
                yield each.worker_id, purpose, due_on, each.about


def _spoken(calls: Sequence[PastCall], each: Occasion) -> date:
    """Give the day from which the next question counts: of the matter, or of the last talk."""
    days = [clock.local_date(call.called_at) for call in calls if call.result in REACHED]
    return max([each.day, *days])


def _rests(calls: Sequence[PastCall] | None, today: date) -> bool:
    if not calls:
        return False
    latest = calls[0]
    waits = latest.next_on is not None and latest.next_on > today
    return waits or clock.local_date(latest.called_at) == today


def _order(task: CallTask) -> tuple[int, date, int]:
    return _PURPOSES.index(task.purpose), task.due_on, task.worker_id
