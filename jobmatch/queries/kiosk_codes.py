"""Questions of a kiosk about who stands before it: by the code on a paper, by a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.store.kiosk_codes import KioskCode
from jobmatch.store.people import Person
from jobmatch.store.sealed import is_value
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.store.check_ins import CheckIn


def valid_code(session: Session, *, code: str, on: date) -> KioskCode | None:
    """Give the row of *code* while it opens anything *on* that day."""
    return session.scalars(
        select(KioskCode).where(KioskCode.code == code, KioskCode.valid_until >= on)
    ).one_or_none()


def code_of(
    session: Session, *, on: date, worker_id: int | None = None, check_in_id: int | None = None
) -> KioskCode | None:
    """Give the code that a worker, or somebody who walked in, has *on* a day, the newest."""
    of_whom = (
        KioskCode.worker_id == worker_id
        if worker_id is not None
        else KioskCode.check_in_id == check_in_id
    )
    return session.scalars(
        select(KioskCode)
        .where(of_whom, KioskCode.valid_until >= on)
        .order_by(KioskCode.id.desc())
        .limit(1)
    ).one_or_none()


def code_of_check_in(session: Session, *, on: date, check_in: CheckIn) -> str:
    """Give the code that stands on the slip of *check_in*, "" where it has none any more."""
    if check_in.worker_id is not None:
        found = code_of(session, on=on, worker_id=check_in.worker_id)
    else:
        found = code_of(session, on=on, check_in_id=check_in.id)
    return found.code if found else ""


def worker_by_identity(session: Session, *, number: str) -> Worker | None:
    """Give the worker with the identity *number*, found by its blind index; None without one."""
    return session.scalars(
        select(Worker)
        .join(Person, Person.id == Worker.person_id)
        .where(is_value(session, Person, "id_number", number), Person.left_on.is_(None))
    ).one_or_none()
