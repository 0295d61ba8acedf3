"""Who looked at whole numbers: counted for the cap, listed on the page of whom they name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.reveals import RevealField, RevealReason
from jobmatch.store.audit import AuditRow
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

ACTION = "identity.revealed"


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a whole number."""

    at: datetime
    actor: str
    field: RevealField
    reason: RevealReason
    words: str


def count_since(session: Session, *, account_id: int | None, since: datetime) -> int:
    """Count the numbers that an account has looked at since an instant."""
    counted = select(func.count()).where(
        AuditRow.action == ACTION, AuditRow.account_id == account_id, AuditRow.at >= since
    )
    return session.scalar(counted) or 0


def looks_at(session: Session, *, person_id: int, most: int) -> list[Look]:
    """Give the last looks at the numbers of a person, the newest first."""
    rows = session.scalars(
        select(AuditRow)
        .where(
            AuditRow.subject_table == Person.__tablename__,
            AuditRow.subject_id == person_id,
            AuditRow.action == ACTION,
        )
        .order_by(AuditRow.seq.desc())
        .limit(most)
    )
    return [_look(row) for row in rows]


def _look(row: AuditRow) -> Look:
    told = json.loads(row.changes)
    return Look(
        at=row.at,
        actor=row.actor,
        field=RevealField(told["field"]),
        reason=RevealReason(told["reason"]),
        words=told["words"],
    )
