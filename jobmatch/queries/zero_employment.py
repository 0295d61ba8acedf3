"""Zero-employment households of a day: who lives there, since when, when help began."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, or_, select

from jobmatch import clock
from jobmatch.domain.calls import REACHED
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.queries import areas
from jobmatch.queries.workforce import is_employed, still, workforce
from jobmatch.store.calls import Call
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.service_records import ServiceRecord
from jobmatch.store.workers import Employment, Worker

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


@dataclass(frozen=True, slots=True)
class ZeroHousehold:
    """A household in which nobody works.

    Attributes:
        worker_ids: its labour force.
        since: the first day without anybody at work; None when no date is registered.
        helped_on: the first day since then on which somebody was spoken to or recommended.
    """

    worker_ids: tuple[int, ...]
    since: date | None
    helped_on: date | None


def zero_households(
    session: Session, *, area: Area, on: date, household_ids: Collection[int]
) -> dict[int, ZeroHousehold]:
    """Give by id those of *household_ids* that lie in *area* and have nobody at work on *on*.

    Whoever asks for all gives the households of the workers without work: no other can be one.
    """
    works = case((is_employed(on), 1), else_=0)
    statement = (
        workforce(on, Household.id, Worker.id, works)
        .join(Household, Household.id == Person.household_id)
        .where(
            Household.id.in_(set(household_ids)), still(Household.left_on, on), areas.lies_in(area)
        )
        .order_by(Worker.id)
    )
    members: dict[int, list[int]] = defaultdict(list)
    at_work: set[int] = set()
    for household, worker, employed in session.execute(statement):
        members[household].append(worker)
        if employed:
            at_work.add(household)
    zero = {household: listed for household, listed in members.items() if household not in at_work}
    since = _since(session, zero, on)
    helps = _helps(session, [worker for listed in zero.values() for worker in listed], on)
    return {
        household: ZeroHousehold(
            tuple(listed), since.get(household), _first(helps, listed, since.get(household))
        )
        for household, listed in zero.items()
    }


def last_work_ended(session: Session, *, worker_ids: Collection[int], on: date) -> dict[int, date]:
    """Give per worker the first day after the last work, for those with a registered end."""
    statement = (
        select(Employment.worker_id, func.max(Employment.ended_on))
        .where(Employment.worker_id.in_(worker_ids), Employment.ended_on <= on)
        .group_by(Employment.worker_id)
    )
    return {worker: day for worker, day in session.execute(statement) if day is not None}


def _since(session: Session, households: Collection[int], on: date) -> dict[int, date]:
    """Give per household the day on which its last worker stopped working, or moved away."""
    ended = (
        select(Person.household_id, func.max(Employment.ended_on))
        .join(Worker, Worker.person_id == Person.id)
        .join(Employment, Employment.worker_id == Worker.id)
        .where(Person.household_id.in_(households), Employment.ended_on <= on)
        .group_by(Person.household_id)
    )
    # Who moved away while at work left the household without that work on this day.
    working = exists().where(
        Employment.worker_id == Worker.id,
        or_(Employment.started_on.is_(None), Employment.started_on <= Person.left_on),
        or_(Employment.ended_on.is_(None), Employment.ended_on > Person.left_on),
    )
    left = (
        select(Person.household_id, func.max(Person.left_on))
        .join(Worker, Worker.person_id == Person.id)
        .where(and_(Person.household_id.in_(households), Person.left_on <= on, working))
        .group_by(Person.household_id)
    )
    found: dict[int, date] = {}
    for statement in (ended, left):
        for household, day in session.execute(statement):
            if household is not None and day is not None:
                found[household] = max(day, found.get(household, day))
    return found


def _helps(session: Session, workers: Collection[int], on: date) -> dict[int, list[date]]:
    """Give per worker the days on which somebody spoke to them or recommended a posting."""
    found: dict[int, list[date]] = defaultdict(list)
    recommended = select(Recommendation.worker_id, Recommendation.made_on).where(
        Recommendation.worker_id.in_(workers),
        Recommendation.made_on <= on,
        Recommendation.state != RecommendationState.WITHDRAWN,
    )
    served = select(ServiceRecord.worker_id, ServiceRecord.given_on).where(
        ServiceRecord.worker_id.in_(workers),
        ServiceRecord.given_on <= on,
        ServiceRecord.voided_on.is_(None),
    )
    called = select(Call.worker_id, Call.called_at).where(
        Call.worker_id.in_(workers), Call.result.in_(REACHED)
    )
    for worker, day in [*session.execute(recommended), *session.execute(served)]:
        found[worker].append(day)
    for worker, at in session.execute(called):
        day = clock.local_date(at)
        if day <= on:
            found[worker].append(day)
    return found


def _first(
    helps: dict[int, list[date]], workers: Collection[int], since: date | None
) -> date | None:
    days = [
        day for worker in workers for day in helps.get(worker, ()) if since is None or day >= since
    ]
    return min(days, default=None)
