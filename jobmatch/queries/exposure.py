"""What the exposure report reads: traits of the labour force, stored lists, fairs, placements.

Traits are read here and nowhere else in one place; they go into the report and into no score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.domain.exposure import NOT_KNOWN, Dimension, age_band
from jobmatch.domain.identity import age_on
from jobmatch.domain.kinds import SEX_NAMES
from jobmatch.domain.monitoring import MonitoringState
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.workers import TargetGroup
from jobmatch.queries import workforce
from jobmatch.store.districts import SettlementCommunity
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.households import Household, MonitoringCase
from jobmatch.store.matches import MatchList, MatchRun
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.placements import Placement
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.store.matches import MatchSide

_NEVER_BEGUN = (PlacementState.DECLINED, PlacementState.NO_SHOW)
_YES_NO = {True: "是", False: "否", None: NOT_KNOWN}


@dataclass(frozen=True, slots=True)
class WorkerTraits:
    """The group of one worker in every dimension, and whether the worker is employed."""

    worker_id: int
    groups: dict[Dimension, str]
    is_employed: bool


def worker_traits(session: Session, *, on: date) -> list[WorkerTraits]:
    """Give the traits of the labour force on *on*, by id of the worker."""
    disabled = exists().where(
        TargetGroupMember.person_id == Person.id,
        TargetGroupMember.target_group == TargetGroup.DISABLED,
        workforce.still(TargetGroupMember.until_on, on),
    )
    statement = (
        workforce.workforce(
            on,
            Worker.id,
            Person.sex,
            Person.birth_on,
            Worker.health,
            Household.is_formerly_poor,
            SettlementCommunity.name.label("community"),
            disabled.label("disabled"),
            _is_monitored(on).label("monitored"),
            Household.id.in_(workforce.zero_employment_households(on)).label("zero_employment"),
            workforce.is_employed(on).label("employed"),
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(SettlementCommunity, SettlementCommunity.id == Household.community_id)
        .order_by(Worker.id)
    )
    return [_traits(row, on) for row in session.execute(statement)]


def stored_lists(session: Session, side: MatchSide) -> dict[int, tuple[int, ...]]:
    """Give the stored lists of one *side*: id of the subject → ids, best first."""
    found = session.scalars(select(MatchList).where(MatchList.side == side))
    return {each.subject_id: tuple(number for number, _ in each.pairs()) for each in found}


def last_matched_at(session: Session) -> datetime | None:
    """Give when the last run of matching was finished, None when there was none."""
    return session.scalar(select(func.max(MatchRun.finished_at)))


def newest_run(session: Session, *, scope: str | None = None) -> MatchRun | None:
    """Give the run of matching that was begun last, of *scope* or of any."""
    statement = select(MatchRun).order_by(MatchRun.id.desc()).limit(1)
    return session.scalar(statement if scope is None else statement.where(MatchRun.scope == scope))


def fair_name(session: Session, fair_id: int) -> str | None:
    """Give the name of a fair, None when there is no such fair."""
    return session.scalar(select(Fair.name).where(Fair.id == fair_id))


def fair_posting_ids(session: Session, fair_id: int) -> frozenset[int]:
    """Give the ids of the postings shown at the booths of a fair."""
    statement = (
        select(BoothPosting.posting_id)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .where(Booth.fair_id == fair_id, Booth.state.in_(EXPECTED_STATES))
    )
    return frozenset(session.scalars(statement))


def placed_workers(session: Session, *, on: date, fair_id: int | None) -> frozenset[int]:
    """Give the workers who had started in a placement by *on*, at the fair *fair_id* if named."""
    statement = select(Placement.worker_id).where(
        Placement.started_on <= on, Placement.state.not_in(_NEVER_BEGUN)
    )
    if fair_id is not None:
        statement = statement.where(Placement.fair_id == fair_id)
    return frozenset(session.scalars(statement))


def _is_monitored(on: date) -> ColumnElement[bool]:
    return exists().where(
        MonitoringCase.household_id == Household.id,
        MonitoringCase.state != MonitoringState.DISMISSED,
        and_(
            or_(MonitoringCase.verified_on <= on, MonitoringCase.watched_on <= on),
            workforce.still(MonitoringCase.cleared_on, on),
        ),
    )


def _traits(row: Any, on: date) -> WorkerTraits:
    return WorkerTraits(
        worker_id=row.id,
        groups={
            Dimension.SEX: NOT_KNOWN if row.sex is None else SEX_NAMES[row.sex],
            Dimension.AGE: age_band(None if row.birth_on is None else age_on(row.birth_on, on)),
            Dimension.DISABILITY: _YES_NO[bool(row.disabled)],
            Dimension.HEALTH: row.health or NOT_KNOWN,
            Dimension.FORMERLY_POOR: _YES_NO[row.is_formerly_poor],
            Dimension.MONITORED: _YES_NO[bool(row.monitored)],
            Dimension.ZERO_EMPLOYMENT: _YES_NO[bool(row.zero_employment)],
            Dimension.COMMUNITY: row.community or NOT_KNOWN,
        },
        is_employed=bool(row.employed),
    )
