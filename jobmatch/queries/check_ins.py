"""Questions of the check-in desk: who is meant, who has come; identity stays sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from jobmatch.queries import areas
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.sealed import plain_digits
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


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
