"""Use cases of the 131 services: note a talk or a training, take a mistake back, list by need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import InputError, NotFoundError
from jobmatch.domain.zero_employment import Clock, Urgency, clock_of
from jobmatch.queries import service_records as questions
from jobmatch.queries import zero_employment
from jobmatch.queries.areas import holds_worker
from jobmatch.services import areas, audit, calendars
from jobmatch.store.service_records import ServiceRecord

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor, Area
    from jobmatch.domain.service_records import ServiceKind
    from jobmatch.queries.service_records import Served

_URGENCIES = list(Urgency)
_LONGEST_BACK = timedelta(days=60)


class ServiceDayError(InputError):
    """A service was not given in the future, nor long ago."""

    message = "日期不能在今天以后，也不能早于 60 天前。"


class Want(StrEnum):
    """What the list by need is narrowed to."""

    OPEN = "open"
    ZERO = "zero"
    TALK = "talk"
    RECOMMENDATION = "recommendation"
    TRAINING = "training"
    DONE = "done"


WANT_NAMES = {
    Want.OPEN: "还没做齐",
    Want.ZERO: "零就业家庭",
    Want.TALK: "还没谈",
    Want.RECOMMENDATION: "岗位不够 3 个",
    Want.TRAINING: "还没介绍培训",
    Want.DONE: "已经做齐",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One worker on the list, with the clock of the household where nobody works."""

    served: Served
    clock: Clock | None

    def is_wanted(self, want: Want) -> bool:
        """Tell whether the worker stands on the list of *want*."""
        owed = self.served.progress.missing if self.served.willing else (0, 0, 0)
        talks, recommendations, trainings = owed
        found = {
            Want.OPEN: any(owed),
            Want.ZERO: self.clock is not None,
            Want.TALK: talks > 0,
            Want.RECOMMENDATION: recommendations > 0,
            Want.TRAINING: trainings > 0,
            Want.DONE: self.served.progress.is_done,
        }
        return found[want]


def needs(
    session: Session,
    *,
    area: Area,
    today: date,
    community_id: int | None = None,
    worker_id: int | None = None,
) -> list[Need]:
    """Give everybody whom the services are owed, the most pressing first.

    Households without anybody at work come first, the longest overdue at the top; then who has
    been given least.
    """
    calendar = calendars.open_calendar(session)
    served = questions.served_workers(
        session, area=area, on=today, community_id=community_id, worker_id=worker_id
    )
    households = {each.household_id for each in served if each.household_id is not None}
    zero = zero_employment.zero_households(session, area=area, on=today, household_ids=households)
    clocks = {
        household: clock_of(each.since, each.helped_on, today=today, calendar=calendar)
        for household, each in zero.items()
    }
    found = [Need(each, clocks.get(each.household_id or 0)) for each in served]
    return sorted((need for need in found if need.served.willing or need.clock), key=_pressing)


def clock_of_household(
    session: Session, *, area: Area, household_id: int | None, today: date
) -> Clock | None:
    """Give the clock of a household of *area*; None while somebody of it works."""
    if household_id is None:
        return None
    found = zero_employment.zero_households(
        session, area=area, on=today, household_ids=[household_id]
    ).get(household_id)
    if found is None:
        return None
    calendar = calendars.open_calendar(session)
    return clock_of(found.since, found.helped_on, today=today, calendar=calendar)


def record(
    session: Session,
    *,
    actor: Actor,
    worker_uuid: str,
    kind: ServiceKind,
    on: date,
    today: date,
    note: str = "",
    call_id: int | None = None,
) -> ServiceRecord:
    """Note that a worker was given a talk or a training.

    Raises:
        NotFoundError: there is no such worker in the actor's area.
        ServiceDayError: the day is to come, or long past.
    """
    actor.check(Permission.RECOMMEND)
    if not today - _LONGEST_BACK <= on <= today:
        raise ServiceDayError
    worker = areas.lock_worker(session, actor=actor, uuid=worker_uuid)
    made = ServiceRecord(
        worker_id=worker.id,
        kind=kind,
        given_on=on,
        account_id=actor.account_id,
        call_id=call_id,
        note=note.strip() or None,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="service_record.made",
        subject=made,
        changes={"worker": worker.id, "kind": kind.value, "given_on": on},
    )
    return made


def void(session: Session, *, actor: Actor, uuid: str, today: date) -> ServiceRecord:
    """Take back a record that was made by mistake; it stays, and counts no more.

    Raises:
        NotFoundError: there is no such record in the actor's area.
    """
    actor.check(Permission.RECOMMEND)
    statement = select(ServiceRecord).where(
        ServiceRecord.uuid == uuid, holds_worker(actor.area, ServiceRecord.worker_id)
    )
    row = session.scalars(statement.with_for_update()).one_or_none()
    if row is None:
        raise NotFoundError
    if row.voided_on is None:
        row.voided_on = today
        session.flush()
        audit.record(
            session,
            actor=actor,
            action="service_record.voided",
            subject=row,
            changes={"worker": row.worker_id, "voided_on": today},
        )
    return row


def _pressing(need: Need) -> tuple[int, int, int, str, int]:
    clock = need.clock
    owed = -sum(need.served.progress.missing) if need.served.willing else 0
    if clock is None:
        return len(_URGENCIES), 0, owed, need.served.name, need.served.worker_id
    # Of the overdue the longest, of the others the nearest day comes first.
    days = -clock.days if clock.urgency is Urgency.OVERDUE else clock.days
    urgency = _URGENCIES.index(clock.urgency)
    return urgency, days, owed, need.served.home, need.served.worker_id
