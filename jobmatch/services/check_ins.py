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
from jobmatch.matching import homophones
from jobmatch.queries import check_ins as questions
from jobmatch.queries.check_ins import MOST
from jobmatch.services import audit, kiosk_codes
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Fair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor, Area
    from jobmatch.store.workers import Worker

_CODE = re.compile(r"[0-9a-f]{32}")
_WHOLE = re.compile(r"\d{17}[\dX]|\d{15}|1\d{10}")
_TAIL = re.compile(r"\d{3}[\dX]")
_LETTERS = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
_HAN = re.compile(r"[㐀-鿿·]+")
_GAPS = re.compile(r"[\s-]+")


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
    """

    light: Light
    check_in: CheckIn | None = None
    people: tuple[Worker, ...] = ()
    too_many: bool = False


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
    certain, people = _find(session, actor.area, text)
    if certain and len(people) == 1:
        return _enter(session, actor, fair, people[0])
    if not people:
        return Answer(Light.RED)
    return Answer(Light.YELLOW, people=tuple(people[:MOST]), too_many=len(people) > MOST)


def check_in(session: Session, *, actor: Actor, fair_id: int, worker_uuid: str) -> Answer:
    """Check in the worker who was chosen; a second time changes nothing.

    Raises:
        FairNotOpenError: the fair is not open.
        NotFoundError: there is no such worker in the actor's area.
    """
    fair = _open_fair(session, actor, fair_id)
    found = questions.by_uuid(session, area=actor.area, uuid=worker_uuid)
    if not found:
        raise NotFoundError
    return _enter(session, actor, fair, found[0])


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


def _find(session: Session, area: Area, text: str) -> tuple[bool, list[Worker]]:
    """Give whether what was typed is certain, and whom it means."""
    closed = _GAPS.sub("", text)
    if _CODE.fullmatch(closed.lower()):
        return True, questions.by_uuid(session, area=area, uuid=closed.lower())
    if _WHOLE.fullmatch(closed.upper()):
        return True, questions.by_number(session, area=area, typed=closed)
    if _TAIL.fullmatch(closed.upper()):
        return False, questions.by_tail(session, area=area, tail=closed)
    if _HAN.fullmatch(closed):
        return False, questions.by_name(session, area=area, text=closed)
    if _LETTERS.fullmatch(text.lower()):
        return False, _by_sound(session, area, text.lower())
    return False, []


def _by_sound(session: Session, area: Area, letters: str) -> list[Worker]:
    """Find names by initials (yxy) or syllables (yang xiuying); a whole syllable may be an end."""
    wanted = re.sub("[^a-z]", "", letters)
    hits = []
    for worker_id, name in questions.names(session, area=area):
        sounds = [homophones.syllables(sign)[0] for sign in name if _HAN.fullmatch(sign)]
        whole, initials = "".join(sounds), "".join(sound[:1] for sound in sounds)
        if initials == wanted or (len(wanted) > 1 and whole.startswith(wanted)):
            hits.append((wanted not in {initials, whole}, worker_id))
    best = [worker_id for _, worker_id in sorted(hits)[: MOST + 1]]
    return questions.by_ids(session, area=area, ids=best)
