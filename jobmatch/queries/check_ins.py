"""Questions of the check-in desk: who is meant, who has come; identity stays sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from jobmatch.queries import areas, workers
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.sealed import plain_digits, plain_id
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


MOST = 12
"""People offered for a choice at once: with more, a longer word is quicker than reading."""


def by_uuid(session: Session, *, area: Area, uuid: str) -> list[Worker]:
    """Give the worker whose code was scanned."""
    return _workers(session, area, Worker.uuid == uuid)


def by_number(session: Session, *, area: Area, typed: str) -> list[Worker]:
    """Give the workers with the whole ID number or phone *typed*; a phone may serve a family."""
    keys = session.info["keys"]
    identity = keys.index("person.id_number", plain_id(typed))
    phone = keys.index("person.phone", plain_digits(typed))
    return _workers(
        session, area, or_(Person.id_number_index == identity, Person.phone_index == phone)
    )


def by_tail(session: Session, *, area: Area, tail: str) -> list[Worker]:
    """Give the workers whose phone or ID number ends in *tail*, four signs."""
    tail = tail.upper()
    return _workers(session, area, or_(Person.phone_last4 == tail, Person.id_number_last4 == tail))


def by_name(session: Session, *, area: Area, text: str) -> list[Worker]:
    """Give the workers in whose names *text* stands."""
    return _workers(session, area, Person.name.contains(text, autoescape=True))


def by_ids(session: Session, *, area: Area, ids: Collection[int]) -> list[Worker]:
    """Give the workers of *ids* within *area*."""
    return _workers(session, area, Worker.id.in_(ids))


def names(session: Session, *, area: Area) -> Iterable[tuple[int, str]]:
    """Give (worker id, name) of everybody in *area*, for finding by sound."""
    statement = workers.workers_of(area).with_only_columns(Worker.id, Person.name)
    return [(worker_id, name) for worker_id, name in session.execute(statement)]


def check_in_of(session: Session, *, fair_id: int, worker_id: int) -> CheckIn | None:
    """Give the check-in of a worker at a fair, or None."""
    return session.scalars(
        select(CheckIn).where(CheckIn.fair_id == fair_id, CheckIn.worker_id == worker_id)
    ).one_or_none()


def check_in_by_uuid(session: Session, *, area: Area, fair_id: int, uuid: str) -> CheckIn | None:
    """Give one check-in of a fair; None where the worker lives outside *area*."""
    return session.scalars(
        _with_names().where(CheckIn.fair_id == fair_id, CheckIn.uuid == uuid, _shown_in(area))
    ).one_or_none()


def check_in_by_number(session: Session, *, fair_id: int, number: int) -> CheckIn | None:
    """Give the check-in with the number that stands on the slip, or None."""
    return session.scalars(
        _with_names().where(CheckIn.fair_id == fair_id, CheckIn.number == number)
    ).one_or_none()


def last_number(session: Session, *, fair_id: int) -> int:
    """Give the highest number that a fair has given out; 0 before the first guest."""
    highest = select(func.max(CheckIn.number)).where(CheckIn.fair_id == fair_id)
    return session.scalar(highest) or 0


def check_in_by_phone(session: Session, *, fair_id: int, phone: str) -> CheckIn | None:
    """Give the check-in of who walked in with *phone*, or None."""
    index = session.info["keys"].index("check_in.phone", plain_digits(phone))
    return session.scalars(
        _with_names().where(CheckIn.fair_id == fair_id, CheckIn.phone_index == index)
    ).one_or_none()


def came(session: Session, *, fair_id: int, worker_ids: Collection[int]) -> frozenset[int]:
    """Give those of *worker_ids* who have checked in at a fair."""
    statement = select(CheckIn.worker_id).where(
        CheckIn.fair_id == fair_id, CheckIn.worker_id.in_(worker_ids)
    )
    return frozenset(each for each in session.scalars(statement) if each is not None)


def last(session: Session, *, area: Area, fair_id: int, top: int) -> list[CheckIn]:
    """Give who of *area* came last to a fair, with those who walked in."""
    return list(
        session.scalars(
            _with_names()
            .where(CheckIn.fair_id == fair_id, _shown_in(area))
            .order_by(CheckIn.came_at.desc(), CheckIn.id.desc())
            .limit(top)
        )
    )


def count(session: Session, *, fair_id: int) -> tuple[int, int]:
    """Count who came to a fair: (all, those who are not in the register)."""
    everybody, walked_in = session.execute(
        select(func.count(), func.count().filter(CheckIn.worker_id.is_(None))).where(
            CheckIn.fair_id == fair_id
        )
    ).one()
    return everybody, walked_in


def _shown_in(area: Area) -> ColumnElement[bool]:
    """Tell of a check-in whether *area* may see who came; who walked in belongs to no area."""
    return or_(CheckIn.worker_id.is_(None), areas.holds_worker(area, CheckIn.worker_id))


def _with_names() -> Select[CheckIn]:
    return select(CheckIn).options(joinedload(CheckIn.worker).joinedload(Worker.person))


def _workers(session: Session, area: Area, wanted: ColumnElement[bool]) -> list[Worker]:
    statement = (
        workers.workers_of(area)
        .where(wanted)
        .options(
            contains_eager(Worker.person)
            .contains_eager(Person.household)
            .options(joinedload(Household.community), joinedload(Household.building))
        )
        .order_by(Person.name, Worker.id)
        .limit(MOST + 1)
    )
    return list(session.scalars(statement).unique())
