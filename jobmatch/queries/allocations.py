"""What allocation asks: who seeks work, whom they live with, what was decided, plans that stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, func, or_, select

from jobmatch.domain.allocations import DEFAULT_PRIORITIES, MONITORED, OverrideKind
from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.domain.fairs import FairState
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.monitoring import MonitoringState
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.domain.workers import TargetGroup
from jobmatch.queries import areas
from jobmatch.queries.paging import Page, page_of_rows
from jobmatch.queries.workforce import (
    holds,
    is_employed,
    still,
    workforce,
    zero_employment_households,
)
from jobmatch.store.allocations import (
    AllocationOverride,
    AllocationPlan,
    AllocationPriority,
    AllocationSeat,
    AllocationUnplaced,
)
from jobmatch.store.employers import Employer
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.households import Household, MonitoringCase
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import CareDuty, Employment, Worker, WorkerWish

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area

_PROMISED = (PlacementState.CONFIRMED, PlacementState.DISPATCHED)
"""Placed already, though not at work yet."""
_NEAR = (WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY)
_RECOMMENDED_IN_VAIN = {
    RecommendationState.DECLINED: "本人不愿意",
    RecommendationState.REFUSED: "单位未录用",
}
_PLACED_IN_VAIN = {
    PlacementState.DECLINED: "本人谢绝过",
    PlacementState.NO_SHOW: "安排过没有到岗",
}


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody of the labour force without work, or with work and a wish for another."""

    worker_id: int
    person_id: int
    household_id: int | None
    employed: bool
    willing: bool
    """False only where the register says that no work is wanted."""
    stays_home: bool
    """Cannot leave home, as the register says."""


@dataclass(frozen=True, slots=True)
class Override:
    """A live decision of an operator about a pair."""

    worker_id: int
    posting_id: int
    kind: OverrideKind
    reason: str


def seekers(session: Session, *, on: date) -> list[Seeker]:
    """Give who seeks work on *on*, by worker id: without work, or asking for another one.

    Whoever has an agreed placement to begin is no seeker any more. A wish for another one is a
    recorded wish of somebody who has work and said to be willing.
    """
    employed = is_employed(on)
    promised = exists().where(Placement.worker_id == Worker.id, Placement.state.in_(_PROMISED))
    wishes = exists().where(WorkerWish.worker_id == Worker.id)
    statement = (
        workforce(
            on,
            Worker.id,
            Person.id,
            Person.household_id,
            case((employed, 1), else_=0),
            Worker.willing_to_work,
            Worker.cannot_leave_home,
        )
        .where(~promised, or_(~employed, and_(Worker.willing_to_work.is_(True), wishes)))
        .order_by(Worker.id)
    )
    return [
        Seeker(worker, person, household, bool(works), willing is not False, bool(stays))
        for worker, person, household, works, willing, stays in session.execute(statement)
    ]


def carers(session: Session, *, on: date) -> dict[int, list[int]]:
    """Give per household the ids of workers who look after somebody at home on *on*."""
    caring = exists().where(
        CareDuty.worker_id == Worker.id,
        or_(CareDuty.since_on.is_(None), CareDuty.since_on <= on),
        still(CareDuty.until_on, on),
    )
    statement = (
        workforce(on, Person.household_id, Worker.id)
        .where(caring, Person.household_id.is_not(None))
        .order_by(Worker.id)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for household_id, worker_id in session.execute(statement):
        found[household_id].append(worker_id)
    return dict(found)


def near_workers(session: Session, *, on: date) -> set[int]:
    """Give the ids of workers whose work on *on* lies in the county."""
    statement = select(Employment.worker_id).where(holds(on), Employment.work_region.in_(_NEAR))
    return set(session.scalars(statement))


def present_employers(session: Session, *, on: date) -> dict[int, set[int]]:
    """Give the ids of the employers for whom each worker works on *on*."""
    statement = select(Employment.worker_id, Employment.employer_id).where(
        holds(on), Employment.employer_id.is_not(None)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for worker_id, employer_id in session.execute(statement):
        if employer_id is not None:
            found[worker_id].add(employer_id)
    return dict(found)


def relations(session: Session, *, on: date) -> dict[int, list[tuple[int, str | None]]]:
    """Give per household (person id, relation to the head) of everybody who lives there on *on*."""
    statement = (
        select(Person.household_id, Person.id, Person.relation_to_head)
        .where(Person.household_id.is_not(None), still(Person.left_on, on))
        .order_by(Person.id)
    )
    found: dict[int, list[tuple[int, str | None]]] = defaultdict(list)
    for household_id, person_id, relation in session.execute(statement):
        if household_id is not None:
            found[household_id].append((person_id, relation))
    return dict(found)


def groups_of_people(session: Session, *, on: date) -> dict[int, set[str]]:
    """Give per person the keys of target groups held on *on*."""
    statement = select(TargetGroupMember.person_id, TargetGroupMember.target_group).where(
        or_(TargetGroupMember.since_on.is_(None), TargetGroupMember.since_on <= on),
        still(TargetGroupMember.until_on, on),
    )
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, group in session.execute(statement):
        found[person_id].add(group.value)
    return dict(found)


def groups_of_households(session: Session, *, on: date) -> dict[int, set[str]]:
    """Give per household the keys that all members hold on *on*.

    Zero employment is counted from the employments of that day, not from a list.
    """
    over = (MonitoringState.CLEARED, MonitoringState.DISMISSED)
    watched = select(MonitoringCase.household_id).where(
        or_(MonitoringCase.reported_on.is_(None), MonitoringCase.reported_on <= on),
        or_(MonitoringCase.state.not_in(over), MonitoringCase.cleared_on > on),
    )
    poor = select(Household.id).where(Household.is_formerly_poor.is_(True))
    found: dict[int, set[str]] = defaultdict(set)
    for key, statement in (
        (MONITORED, watched),
        (TargetGroup.ZERO_EMPLOYMENT.value, zero_employment_households(on)),
        (TargetGroup.FORMERLY_POOR.value, poor),
    ):
        for household_id in session.scalars(statement):
            found[household_id].add(key)
    return dict(found)


def fair_posting_ids(session: Session, *, fair_id: int) -> set[int]:
    """Give the ids of the postings shown at a fair."""
    statement = (
        select(BoothPosting.posting_id)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .where(Booth.fair_id == fair_id, Booth.state.in_(EXPECTED_STATES))
    )
    return set(session.scalars(statement))


def employers_of_postings(session: Session) -> dict[int, int | None]:
    """Give the employer id of each posting."""
    return {row[0]: row[1] for row in session.execute(select(Posting.id, Posting.employer_id))}


def intents(session: Session) -> list[tuple[int, int]]:
    """Give (worker id, posting id) of pairs that agreed and are not placed yet."""
    statement = (
        select(Recommendation.worker_id, Recommendation.posting_id)
        .where(Recommendation.state == RecommendationState.INTENDED)
        .order_by(Recommendation.worker_id, Recommendation.posting_id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def refused_pairs(session: Session) -> dict[tuple[int, int], str]:
    """Give (worker id, posting id) → why, of pairs that one side has said no to."""
    recommended = select(
        Recommendation.worker_id, Recommendation.posting_id, Recommendation.state
    ).where(Recommendation.state.in_(_RECOMMENDED_IN_VAIN))
    placed = select(Placement.worker_id, Placement.posting_id, Placement.state).where(
        Placement.state.in_(_PLACED_IN_VAIN)
    )
    found = {(row[0], row[1]): _RECOMMENDED_IN_VAIN[row[2]] for row in session.execute(recommended)}
    return found | {(row[0], row[1]): _PLACED_IN_VAIN[row[2]] for row in session.execute(placed)}


def overrides(session: Session) -> list[Override]:
    """Give the live decisions of operators, by worker and posting."""
    statement = (
        select(AllocationOverride)
        .where(AllocationOverride.withdrawn_on.is_(None))
        .order_by(AllocationOverride.worker_id, AllocationOverride.posting_id)
    )
    return [
        Override(row.worker_id, row.posting_id, row.kind, row.reason)
        for row in session.scalars(statement)
    ]


def priorities(session: Session) -> tuple[str, ...]:
    """Give who comes first at present, the first one first."""
    newest = session.scalar(
        select(AllocationPriority).order_by(AllocationPriority.id.desc()).limit(1)
    )
    return DEFAULT_PRIORITIES if newest is None else tuple(newest.criteria)


def plan_with_inputs(session: Session, *, inputs: str) -> AllocationPlan | None:
    """Give the plan that was made of exactly these *inputs*, or None."""
    return session.scalar(select(AllocationPlan).where(AllocationPlan.inputs == inputs))


def newest_plans(session: Session, *, top: int) -> list[AllocationPlan]:
    """Give the newest *top* plans, the newest first."""
    statement = select(AllocationPlan).order_by(AllocationPlan.id.desc()).limit(top)
    return list(session.scalars(statement))


def names_of_workers(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Give the names of the workers with *ids*."""
    statement = (
        select(Worker.id, Person.name)
        .join(Person, Person.id == Worker.person_id)
        .where(Worker.id.in_(ids))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def titles_of_postings(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Give the titles of the postings with *ids*."""
    statement = select(Posting.id, func.coalesce(Posting.title, "")).where(Posting.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(statement)}


def fairs_to_plan(session: Session, *, top: int) -> list[Fair]:
    """Give the fairs that are still to come or open, the soonest first."""
    states = (FairState.PLANNED, FairState.OPEN)
    statement = select(Fair).where(Fair.state.in_(states)).order_by(Fair.starts_on, Fair.id)
    return list(session.scalars(statement.limit(top)))


def plan_by_uuid(session: Session, *, uuid: str) -> AllocationPlan | None:
    """Give one plan, or None; whom it places is asked with the area of who looks."""
    return session.scalar(select(AllocationPlan).where(AllocationPlan.uuid == uuid))


def seats_of(session: Session, *, plan_id: int, area: Area, number: int) -> Page[Any]:
    """Give a page of the people of *area* whom a plan places, posting by posting.

    Rows of (worker_uuid, name, posting_uuid, title, employer, fit, is_pinned, partner_id).
    """
    statement = (
        select(
            Worker.uuid.label("worker_uuid"),
            Person.name,
            Posting.uuid.label("posting_uuid"),
            Posting.title,
            Employer.name.label("employer"),
            AllocationSeat.fit,
            AllocationSeat.is_pinned,
            AllocationSeat.partner_id,
        )
        .join(Worker, Worker.id == AllocationSeat.worker_id)
        .join(Person, Person.id == Worker.person_id)
        .join(Posting, Posting.id == AllocationSeat.posting_id)
        .outerjoin(Employer, Employer.id == Posting.employer_id)
        .where(
            AllocationSeat.plan_id == plan_id, areas.holds_worker(area, AllocationSeat.worker_id)
        )
        .order_by(AllocationSeat.posting_id, AllocationSeat.seat_no)
    )
    return page_of_rows(session, statement, number=number)


def unplaced_of(session: Session, *, plan_id: int, area: Area, number: int) -> Page[Any]:
    """Give a page of the people of *area* whom a plan leaves without a place, by their rank.

    Rows of (worker_uuid, name, kind, sentence).
    """
    statement = (
        select(
            Worker.uuid.label("worker_uuid"),
            Person.name,
            AllocationUnplaced.kind,
            AllocationUnplaced.sentence,
        )
        .join(Worker, Worker.id == AllocationUnplaced.worker_id)
        .join(Person, Person.id == Worker.person_id)
        .where(
            AllocationUnplaced.plan_id == plan_id,
            areas.holds_worker(area, AllocationUnplaced.worker_id),
        )
        .order_by(AllocationUnplaced.priority_rank, AllocationUnplaced.id)
    )
    return page_of_rows(session, statement, number=number)
