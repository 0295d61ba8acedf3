"""What a call list is made of: calls so far, hires, follow-ups and answers that wait for a call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jobmatch.domain.placements import WORKING_STATES, PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.queries import areas
from jobmatch.store.accounts import Account
from jobmatch.store.calls import Call
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.placements import FollowUp, Placement
from jobmatch.store.postings import Posting
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.domain.calls import CallResult

_HIRED = (PlacementState.CONFIRMED, PlacementState.DISPATCHED)
_ANSWERING = (
    RecommendationState.SENT,
    RecommendationState.CAME,
    RecommendationState.INTENDED,
)


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call as the list needs it."""

    result: CallResult
    called_at: datetime
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Callee:
    """Who is called: address of the page, name, home, tail of the phone."""

    uuid: str
    name: str
    home: str
    phone_last4: str | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that asks for a call: whose, since which day, about what."""

    worker_id: int
    day: date
    about: str


def recent_calls(session: Session, *, area: Area, since: datetime) -> dict[int, list[PastCall]]:
    """Give the calls to the area's workers since an instant, per worker the latest first."""
    statement = (
        select(Call.worker_id, Call.result, Call.called_at, Call.next_on)
        .where(Call.called_at >= since, areas.holds_worker(area, Call.worker_id))
        .order_by(Call.called_at.desc(), Call.id.desc())
    )
    found: dict[int, list[PastCall]] = defaultdict(list)
    for worker, result, called_at, next_on in session.execute(statement):
        found[worker].append(PastCall(result, called_at, next_on))
    return dict(found)


def calls_of(session: Session, *, worker_id: int, top: int) -> list[Call]:
    """Give the latest calls to a worker (found with its area before)."""
    statement = (
        select(Call)
        .where(Call.worker_id == worker_id)
        .options(joinedload(Call.account).load_only(Account.display_name))
        .order_by(Call.called_at.desc(), Call.id.desc())
        .limit(top)
    )
    return list(session.scalars(statement))


def hires_waiting(session: Session, *, area: Area) -> list[Occasion]:
    """Give the area's workers who were hired and have not started, with the day of the hire."""
    statement = (
        select(Placement.worker_id, Placement.hired_on, func.coalesce(Posting.title, ""))
        .join(Posting, Posting.id == Placement.posting_id)
        .where(
            Placement.state.in_(_HIRED),
            Placement.hired_on.is_not(None),
            areas.holds_worker(area, Placement.worker_id),
        )
        .order_by(Placement.hired_on)
    )
    return _occasions(session.execute(statement))


def follow_ups_due(session: Session, *, area: Area, on: date) -> list[Occasion]:
    """Give the follow-ups of the area's workers at work that are due on *on* and not done."""
    statement = (
        select(Placement.worker_id, FollowUp.due_on, FollowUp.day)
        .join(Placement, Placement.id == FollowUp.placement_id)
        .where(
            FollowUp.due_on <= on,
            FollowUp.done_on.is_(None),
            Placement.state.in_(WORKING_STATES),
            areas.holds_worker(area, Placement.worker_id),
        )
        .order_by(FollowUp.due_on)
    )
    return [
        Occasion(worker, due_on, f"上岗第 {day} 天")
        for worker, due_on, day in session.execute(statement)
    ]


def answers_waiting(session: Session, *, area: Area) -> list[Occasion]:
    """Give the recommendations of the area's workers whose answer is out, with the last day."""
    last = func.coalesce(Recommendation.came_on, Recommendation.sent_on, Recommendation.made_on)
    statement = (
        select(Recommendation.worker_id, last, func.coalesce(Posting.title, ""))
        .join(Posting, Posting.id == Recommendation.posting_id)
        .where(
            Recommendation.state.in_(_ANSWERING),
            last.is_not(None),
            areas.holds_worker(area, Recommendation.worker_id),
        )
        .order_by(last)
    )
    return _occasions(session.execute(statement))


def callees(session: Session, *, worker_ids: Collection[int]) -> dict[int, Callee]:
    """Give who is called, for the workers of one page (found with their area before)."""
    statement = (
        select(
            Worker.id,
            Worker.uuid,
            Person.name,
            Person.phone_last4,
            SettlementCommunity.name,
            Building.name,
            Household.unit,
            Household.room_no,
        )
        .join(Person, Person.id == Worker.person_id)
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(SettlementCommunity, SettlementCommunity.id == Household.community_id)
        .outerjoin(Building, Building.id == Household.building_id)
        .where(Worker.id.in_(worker_ids))
    )
    return {
        row[0]: Callee(row[1], row[2], " ".join(part for part in row[4:] if part), row[3])
        for row in session.execute(statement)
    }


def live_placement(session: Session, *, worker_id: int) -> Placement | None:
    """Give the placement that a worker holds, hired or at work; None without one."""
    held = (*_HIRED, *WORKING_STATES)
    statement = select(Placement).where(Placement.worker_id == worker_id, Placement.state.in_(held))
    return session.scalars(statement).one_or_none()


def _occasions(rows: Iterable[Any]) -> list[Occasion]:
    return [Occasion(worker, day, title) for worker, day, title in rows]
