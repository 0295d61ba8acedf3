"""The check-in desk of a fair: one box finds who is meant, once a person and a fair.

A whole number or a scanned code is certain and checks in at once. A name, sounds or the tail of a
number only lead to people to choose from: whoever stands there says who it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.lookups import read_lookup
from jobmatch.queries import check_ins as questions
from jobmatch.queries import people
from jobmatch.services import areas, audit, kiosk_codes
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Fair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.workers import Worker

_CODE = re.compile(r"[0-9a-f]{32}")


class FairNotOpenError(RuleBrokenError):
    """Nobody comes to a fair that is not open."""

    message = "这场招聘会现在没有开场，不能签到。请先在招聘会页面点“开场”。"


class Light(StrEnum):
    """The answer of the desk, seen from two metres away."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk says.

    Attributes:
        light: done, look closely, or not found.
        check_in: who has just come, or had come before.
        people: who may be meant, to choose from.
        too_many: there are more of them than are shown.
        remark: how they were found where nobody is called as typed; empty otherwise.
    """

    light: Light
    check_in: CheckIn | None = None
    people: tuple[Worker, ...] = ()
    too_many: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is not in the register, in four fields."""

    name: str
    phone: str
    age: int
    wish: str


def ask(session: Session, *, actor: Actor, fair_id: int, typed: str) -> Answer:
    """Answer what was scanned or typed at the desk; who is certain is checked in.

    Raises:
        FairNotOpenError: the fair is not open.
    """
    fair = _open_fair(session, actor, fair_id)
    text = " ".join(typed.split())
    if _CODE.fullmatch(text.lower()):
        # The code on a slip is that of the check-in, good for this fair alone.
        slip = questions.check_in_by_uuid(
            session, area=actor.area, fair_id=fair.id, uuid=text.lower()
        )
        if slip is not None:
            return Answer(Light.YELLOW, check_in=slip)
    if not read_lookup(text).words:
        return Answer(Light.RED)
    found = people.find(session, area=actor.area, typed=text)
    if found.is_certain:
        return _enter(session, actor, fair, found.workers[0])
    if not found.workers:
        return Answer(Light.RED, remark=found.remark or "")
    return Answer(
        Light.YELLOW, people=found.workers, too_many=found.too_many, remark=found.remark or ""
    )


def check_in(session: Session, *, actor: Actor, fair_id: int, worker_uuid: str) -> Answer:
    """Check in the worker who was chosen; a second time changes nothing.

    Raises:
        FairNotOpenError: the fair is not open.
        NotFoundError: there is no such worker in the actor's area.
    """
    fair = _open_fair(session, actor, fair_id)
    worker = areas.lock_worker(session, actor=actor, uuid=worker_uuid)
    return _enter(session, actor, fair, worker)


def walk_in(session: Session, *, actor: Actor, fair_id: int, guest: Guest) -> Answer:
    """Check in somebody who is not in the register; the same phone a second time is the same.

    Raises:
        FairNotOpenError: the fair is not open.
    """
    fair = _open_fair(session, actor, fair_id)
    before = questions.check_in_by_phone(session, fair_id=fair.id, phone=guest.phone)
    if before is not None:
        return Answer(Light.YELLOW, check_in=before)
    made = CheckIn(fair_id=fair.id, name=guest.name, age=guest.age, wish=guest.wish)
    made.phone = guest.phone
    return Answer(Light.GREEN, check_in=_written(session, actor, made))


def _open_fair(session: Session, actor: Actor, fair_id: int) -> Fair:
    actor.check(Permission.RUN_FAIRS)
    # Locked: two desks must not check in the same person at the same moment.
    fair = session.get(Fair, fair_id, with_for_update=True)
    if fair is None:
        raise NotFoundError
    if fair.state is not FairState.OPEN:
        raise FairNotOpenError
    return fair


def _enter(session: Session, actor: Actor, fair: Fair, worker: Worker) -> Answer:
    before = questions.check_in_of(session, fair_id=fair.id, worker_id=worker.id)
    if before is not None:
        return Answer(Light.YELLOW, check_in=before)
    made = CheckIn(fair_id=fair.id, worker_id=worker.id)
    return Answer(Light.GREEN, check_in=_written(session, actor, made))


def _written(session: Session, actor: Actor, made: CheckIn) -> CheckIn:
    made.came_at, made.account_id = clock.now(), actor.account_id
    # The fair is locked, so nobody else takes this number.
    made.number = questions.last_number(session, fair_id=made.fair_id) + 1
    session.add(made)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="check_in.made",
        subject=made,
        changes={"fair": made.fair_id, "worker": made.worker_id},
    )
    kiosk_codes.code_for_check_in(session, actor=actor, check_in=made)
    return made
