"""Use cases of placements: hired, hired by mistake, started with the work recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import InputError, NotFoundError
from jobmatch.domain.jobs import JobName
from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.domain.placements import LIVE_STATES, MACHINE, PlacementState, check_can_place
from jobmatch.domain.workers import EmploymentChannel, Source
from jobmatch.queries import areas
from jobmatch.services import audit, jobs
from jobmatch.store.placements import FollowUp, Placement
from jobmatch.store.workers import Employment

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.postings import Posting
    from jobmatch.store.recommendations import Recommendation

FOLLOW_UP_DAYS = (3, 30, 90)
"""Days after the start on which somebody asks whether it is as promised."""
_CHANNELS = {
    EmployerKind.WORKSHOP: EmploymentChannel.WORKSHOP,
    EmployerKind.PUBLIC_WELFARE: EmploymentChannel.PUBLIC_WELFARE,
    EmployerKind.COLLECTIVE: EmploymentChannel.COLLECTIVE,
}
_AWAY = (WorkRegion.IN_PROVINCE, WorkRegion.OUT_OF_PROVINCE, WorkRegion.ABROAD)


class StartDayError(InputError):
    """A start lies before the hire or in the future."""

    message = "到岗日期不能早于录用日期，也不能在今天以后。"


def hire(
    session: Session, *, actor: Actor, advice: Recommendation, posting: Posting, on: date
) -> Placement:
    """Give the worker of *advice* one of the vacancies of *posting*; both rows are locked.

    Raises:
        AlreadyPlacedError: the worker holds a live placement.
        PostingFullError: no vacancy is left.
    """
    live = session.scalar(
        select(func.count()).where(
            Placement.worker_id == advice.worker_id, Placement.state.in_(LIVE_STATES)
        )
    )
    check_can_place(live_placements=live or 0, vacancies=posting.vacancies)
    placement = Placement(
        worker_id=advice.worker_id,
        posting_id=posting.id,
        recommendation_id=advice.id,
        fair_id=advice.fair_id,
        state=PlacementState.CONFIRMED,
        proposed_on=advice.made_on,
        confirmed_on=on,
        hired_on=on,
        work_region=posting.work_region,
        account_id=actor.account_id,
    )
    session.add(placement)
    if posting.vacancies is not None:
        posting.vacancies -= 1
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="placement.confirmed",
        subject=placement,
        changes={"worker": advice.worker_id, "posting": posting.id, "hired_on": on},
    )
    return placement


def take_back(session: Session, *, actor: Actor, advice: Recommendation, posting: Posting) -> None:
    """Undo a hire that was typed by mistake: the vacancy is free again.

    Raises:
        WrongStateError: the worker has started; then the placement has to be ended instead.
    """
    placement = session.scalars(
        select(Placement)
        .where(Placement.recommendation_id == advice.id, Placement.state.in_(LIVE_STATES))
        .with_for_update()
    ).one_or_none()
    if placement is None:
        return
    placement.state = MACHINE.next(placement.state, "decline")
    if posting.vacancies is not None:
        posting.vacancies += 1
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="placement.taken_back",
        subject=placement,
        changes={"worker": placement.worker_id, "posting": posting.id},
    )


def start(session: Session, *, actor: Actor, placement_id: int, on: date, today: date) -> Placement:
    """Record that a hired worker is at work: an employment opens, three follow-ups fall due.

    Raises:
        NotFoundError: no such placement in the actor's area.
        StartDayError: the day is before the hire, or still to come.
        WrongStateError: the placement is not waiting for its start.
    """
    placement = _locked(session, actor, placement_id)
    if on > today or (placement.hired_on is not None and on < placement.hired_on):
        raise StartDayError
    placement.state = MACHINE.next(placement.state, "start")
    placement.started_on = on
    _open_employment(session, placement, on)
    placement.follow_ups = [
        FollowUp(day=day, due_on=on + timedelta(days=day)) for day in FOLLOW_UP_DAYS
    ]
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="placement.started",
        subject=placement,
        changes={"worker": placement.worker_id, "started_on": on},
    )
    _ask_for_matches(session, placement)
    return placement


def end(
    session: Session, *, actor: Actor, placement_id: int, on: date, reason: str, today: date
) -> Placement:
    """Record that a worker has left: placement and employment end, the vacancy is free again.

    Raises:
        NotFoundError: no such placement in the actor's area.
        StartDayError: the day is before the start, or still to come.
        WrongStateError: the worker has not started.
    """
    placement = _locked(session, actor, placement_id)
    if on > today or (placement.started_on is not None and on < placement.started_on):
        raise StartDayError("离职日期不能早于到岗日期，也不能在今天以后。")
    placement.state = MACHINE.next(placement.state, "end")
    placement.ended_on, placement.end_reason = on, reason or None
    for spell in _open_main(session, placement.worker_id):
        if spell.posting_id in (None, placement.posting_id):
            spell.ended_on, spell.end_reason = max(on, spell.started_on or on), reason or None
    if placement.posting.vacancies is not None:
        placement.posting.vacancies += 1
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="placement.ended",
        subject=placement,
        changes={"worker": placement.worker_id, "ended_on": on, "reason": reason},
    )
    _ask_for_matches(session, placement)
    return placement


def _locked(session: Session, actor: Actor, placement_id: int) -> Placement:
    actor.check(Permission.PLACE_WORKERS)
    placement = session.scalars(
        select(Placement)
        .where(Placement.id == placement_id, areas.holds_worker(actor.area, Placement.worker_id))
        .with_for_update(of=Placement)
    ).one_or_none()
    if placement is None:
        raise NotFoundError
    return placement


def _ask_for_matches(session: Session, placement: Placement) -> None:
    state = placement.state.value
    key = f"{JobName.RECOMPUTE_MATCHES}:placement:{placement.id}:{state}"
    jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key=key)


def _open_main(session: Session, worker_id: int) -> list[Employment]:
    statement = select(Employment).where(
        Employment.worker_id == worker_id, Employment.ended_on.is_(None), Employment.is_main
    )
    return list(session.scalars(statement))


def _open_employment(session: Session, placement: Placement, on: date) -> None:
    posting = placement.posting
    # A worker has one main work at a time: what was before ends on the day the new one begins.
    for spell in _open_main(session, placement.worker_id):
        spell.ended_on, spell.end_reason = max(on, spell.started_on or on), "换了工作"
    session.flush()
    employer = posting.employer
    kind = posting.kind or (employer.kind if employer else None)
    channel = _CHANNELS.get(kind) if kind else None
    away = posting.work_region in _AWAY
    session.add(
        Employment(
            worker_id=placement.worker_id,
            employer_id=posting.employer_id,
            posting_id=posting.id,
            employer_name=employer.name if employer else None,
            title=posting.title,
            occupation_code=posting.occupation_code,
            channel=channel
            or (EmploymentChannel.LABOUR_EXPORT if away else EmploymentChannel.ENTERPRISE),
            work_region=posting.work_region,
            workplace=posting.workplace,
            started_on=on,
            is_main=True,
            source=Source.OPERATOR,
        )
    )
