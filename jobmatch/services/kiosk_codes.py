"""Who stands at a kiosk: codes on papers, cards, and what fits their holder.

A kiosk needs no account, so opening a person there is written down with the way it was opened.
What it shows is little: a masked name and postings, never a number.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from jobmatch import clock
from jobmatch.domain import identity
from jobmatch.domain import kiosk_codes as rules
from jobmatch.domain.accounts import SYSTEM, Permission
from jobmatch.domain.errors import InputError, NotFoundError
from jobmatch.domain.kiosk_codes import WrongCodeError
from jobmatch.matching import answers, facts
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.queries import kiosk_codes as questions
from jobmatch.queries import profiles
from jobmatch.services import audit
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.kiosk_codes import KioskCode
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.matching.answers import Found
    from jobmatch.services.indexes import Index

_TRIES = 20


class UnreadCardError(InputError):
    """What the reader gave is no identity number."""

    message = "没有读到身份证，请把身份证放平，再刷一次"


class UnknownCardError(NotFoundError):
    """Nobody of the register has this card."""

    message = "登记里还没有您。可以直接点图找活，也可以到窗口登记"


class Kind(StrEnum):
    """Which table somebody stands in."""

    WORKER = "worker"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a code or a card belongs to: a row of the register, or of those who walked in."""

    kind: Kind
    row_id: int


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a kiosk tells its visitor: a masked name and the postings without their reasons."""

    name: str
    found: Found


def give_code(session: Session, *, actor: Actor, worker_id: int) -> str:
    """Give the code that opens a worker's own page at a kiosk; one that still holds stays.

    Raises:
        ForbiddenError: the actor may not recommend postings to people.
        NotFoundError: there is no such worker.
    """
    actor.check(Permission.RECOMMEND)
    if session.get(Worker, worker_id, with_for_update=True) is None:
        raise NotFoundError
    return _given(session, actor, KioskCode(worker_id=worker_id))


def code_for_check_in(session: Session, *, actor: Actor, check_in: CheckIn) -> str:
    """Give the code that stands on the match slip of who has just checked in."""
    if check_in.worker_id is not None:
        return _given(session, actor, KioskCode(worker_id=check_in.worker_id))
    return _given(session, actor, KioskCode(check_in_id=check_in.id))


def open_by_code(session: Session, *, code: str) -> Holder:
    """Open the page of whose code it is.

    Raises:
        WrongCodeError: no paper of these days has it.
    """
    found = questions.valid_code(session, code=code, on=clock.today())
    if found is None:
        raise WrongCodeError
    if found.worker_id is not None:
        return _opened(session, Holder(Kind.WORKER, found.worker_id), by="code")
    return _opened(session, Holder(Kind.CHECK_IN, int(found.check_in_id or 0)), by="code")


def open_by_card(session: Session, *, read: str) -> Holder:
    """Open the page of whose identity card was *read*; the number is looked for and forgotten.

    Raises:
        UnreadCardError: it is no identity number.
        UnknownCardError: nobody of the register has it.
    """
    number = identity.read_identity(read).number
    if number is None:
        raise UnreadCardError
    worker = questions.worker_by_identity(session, number=number)
    if worker is None:
        raise UnknownCardError
    return _opened(session, Holder(Kind.WORKER, worker.id), by="card")


def what_fits(
    session: Session, holder: Holder, *, index: Index, today: date, most: int
) -> Fitting | None:
    """Find what fits the *holder* of a code or a card; None where the row is gone."""
    if holder.kind is Kind.WORKER:
        files = profiles.worker_files(session, on=today, ids=(holder.row_id,))
        worker = session.get(Worker, holder.row_id)
        if worker is None or not files:
            return None
        name = worker.person.name
        understood = index.readings.hear(files[0].said).for_worker(files[0].profile)
    else:
        check_in = session.get(CheckIn, holder.row_id)
        if check_in is None:
            return None
        # Zero is no row of the register: a guest is matched by age and words alone.
        guest = WorkerProfile(id=0, age=check_in.age)
        name = check_in.name or ""
        understood = index.hear(check_in.wish or "").for_worker(guest)
    found = answers.find(
        facts.read_worker(understood.profile, index.knowledge),
        index.postings,
        knowledge=index.knowledge,
        most=most,
        today=today,
    )
    return Fitting(identity.mask_name(name), found)


def _given(session: Session, actor: Actor, made: KioskCode) -> str:
    today = clock.today()
    session.execute(delete(KioskCode).where(KioskCode.valid_until < today))
    there = questions.code_of(
        session, on=today, worker_id=made.worker_id, check_in_id=made.check_in_id
    )
    if there is not None:
        return there.code
    made.code, made.valid_until = _free(session), rules.last_day(today)
    session.add(made)
    session.flush()
    # The code itself opens something, so it stays out of the trail.
    audit.record(session, actor=actor, action="kiosk_code.given", subject=made)
    return made.code


def _free(session: Session) -> str:
    for _ in range(_TRIES):
        code = rules.code_of(secrets.randbelow(rules.COUNT))
        if session.scalar(select(KioskCode.id).where(KioskCode.code == code)) is None:
            return code
    raise RuntimeError("nearly all kiosk codes are given out")


def _opened(session: Session, holder: Holder, *, by: str) -> Holder:
    row = session.get(Worker if holder.kind is Kind.WORKER else CheckIn, holder.row_id)
    audit.record(session, actor=SYSTEM, action="kiosk_page.opened", subject=row, changes={"by": by})
    return holder
