"""Who belongs to the labour force and who of it is employed on a day: conditions to build on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, or_, select

from jobmatch.domain.kinds import LabourCapacity
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.workers import Employment, Worker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select

_NOT_ABLE = (LabourCapacity.LOST, LabourCapacity.NONE)


def workforce(as_of: date, *columns: Any) -> Select[Any]:
    """Select *columns* over the labour force on *as_of*, joined with its people.

    Neither pupils nor people who lost or never had the capacity to work belong to it.
    """
    return (
        select(*columns)
        .select_from(Worker)
        .join(Person, Person.id == Worker.person_id)
        .where(
            still(Person.left_on, as_of),
            Person.student_status.is_(None),
            or_(Worker.labour_capacity.is_(None), Worker.labour_capacity.not_in(_NOT_ABLE)),
        )
    )


def employed_workers(as_of: date) -> Select[Any]:
    """Select the ids of workers of the labour force who are employed on *as_of*."""
    return workforce(as_of, Worker.id).where(is_employed(as_of))


def unemployed_workers(as_of: date) -> Select[Any]:
    """Select the ids of workers of the labour force who are not employed on *as_of*."""
    return workforce(as_of, Worker.id).where(~is_employed(as_of))


def zero_employment_households(as_of: date) -> Select[Any]:
    """Select the ids of households with workers of whom none is employed on *as_of*."""
    with_work = workforce(as_of, Person.household_id).where(
        is_employed(as_of), Person.household_id.is_not(None)
    )
    return (
        workforce(as_of, Household.id)
        .join(Household, Household.id == Person.household_id)
        .where(still(Household.left_on, as_of), Household.id.not_in(with_work))
        .distinct()
    )


def is_employed(as_of: date) -> ColumnElement[bool]:
    """Tell of a worker whether an employment holds, or a roster said so without any detail."""
    rows = exists().where(Employment.worker_id == Worker.id)
    said = and_(
        Worker.is_employed.is_(True),
        or_(Worker.employed_as_of.is_(None), Worker.employed_as_of <= as_of),
    )
    return or_(rows.where(holds(as_of)), and_(said, ~rows))


def holds(as_of: date) -> ColumnElement[bool]:
    """Tell of an employment whether it holds on *as_of*; ended_on is the first day without it."""
    return and_(
        or_(Employment.started_on.is_(None), Employment.started_on <= as_of),
        still(Employment.ended_on, as_of),
    )


def still(until: Any, as_of: date) -> ColumnElement[bool]:
    """Tell of a column *until* (the first day without) whether it has not come by *as_of*."""
    return or_(until.is_(None), until > as_of)
