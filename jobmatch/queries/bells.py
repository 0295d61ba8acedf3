"""Questions of the counter: at which kiosk does somebody wait, and who went where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch.domain.bells import KEPT
from jobmatch.store.bells import Bell

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def waiting(session: Session, *, now: datetime) -> list[Bell]:
    """Give the bells that nobody has answered, the longest waiting first."""
    return list(
        session.scalars(
            select(Bell)
            .where(Bell.answered_at.is_(None), Bell.rung_at > now - KEPT)
            .order_by(Bell.rung_at, Bell.id)
        )
    )


def waiting_at(session: Session, *, place: str) -> Bell | None:
    """Give the bell of *place* that nobody has answered, however old."""
    return session.scalars(
        select(Bell).where(Bell.place == place, Bell.answered_at.is_(None)).with_for_update()
    ).one_or_none()


def answered(session: Session, *, top: int) -> list[Bell]:
    """Give the bells that were answered last."""
    return list(
        session.scalars(
            select(Bell)
            .where(Bell.answered_at.is_not(None))
            .options(joinedload(Bell.account))
            .order_by(Bell.answered_at.desc(), Bell.id.desc())
            .limit(top)
        )
    )
