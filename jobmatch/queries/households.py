"""Questions about one household: who lives there, who of them could work and who does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.queries import areas, workforce
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


@dataclass(frozen=True, slots=True)
class Standing:
    """How a household stands on a day.

    Attributes:
        able: ids of the workers who belong to the labour force.
        employed: those of them who are employed.
    """

    able: frozenset[int]
    employed: frozenset[int]

    @property
    def is_zero_employment(self) -> bool:
        """Tell whether somebody could work and nobody does (零就业家庭)."""
        return bool(self.able) and not self.employed


def household_by_uuid(session: Session, *, area: Area, uuid: str) -> Household | None:
    """Give a household with its people; None outside the area."""
    statement = (
        select(Household)
        .where(Household.uuid == uuid, areas.lies_in(area))
        .options(
            joinedload(Household.community),
            joinedload(Household.building),
            selectinload(Household.monitoring_cases),
            selectinload(Household.people).options(
                selectinload(Person.target_groups),
                selectinload(Person.worker).options(
                    selectinload(Worker.skills), selectinload(Worker.employments)
                ),
            ),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def standing_of(session: Session, *, household_id: int, on: date) -> Standing:
    """Tell who of a household belongs to the labour force on *on*, and who is employed."""
    able = workforce.workforce(on, Worker.id, workforce.is_employed(on)).where(
        Person.household_id == household_id
    )
    rows = session.execute(able).all()
    return Standing(
        able=frozenset(worker for worker, _ in rows),
        employed=frozenset(worker for worker, works in rows if works),
    )
