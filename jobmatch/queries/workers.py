"""Questions about workers; every answer respects the area of who asks, identity stays sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jobmatch.queries import areas, workforce
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.queries.people import Sought


@dataclass(frozen=True, slots=True)
class WorkerFilter:
    """What a list of workers is narrowed to; empty means everybody of the area.

    Attributes:
        sought: who is looked for, as queries/people.py reads it.
        community_id: one settlement community.
        employed: True, False, or None for all.
    """

    sought: Sought | None = None
    community_id: int | None = None
    employed: bool | None = None


def found_workers(
    session: Session, *, area: Area, narrowed: WorkerFilter, on: date, number: int
) -> Page[Worker]:
    """Give a page of workers; *on* decides who is employed.

    Who is looked for comes by how near the hit is, a whole list by community, building and room.
    """
    statement = workers_of(area).where(*_conditions(narrowed, on))
    if narrowed.sought is not None:
        statement = narrowed.sought.narrow(statement)
    statement = by_home(statement)
    # Sorted by id alone; only the rows of the page are then read whole.
    page = page_of(session, statement.with_only_columns(Worker.id), number=number)
    read = workers_by_id(session, ids=page.rows)
    return Page([read[row] for row in page.rows], page.number, page.total, page.size)


def by_home(statement: Select[Any]) -> Select[Any]:
    """Order a statement over workers by where they live."""
    return statement.order_by(
        Household.community_id,
        Household.building_id,
        Household.unit,
        Household.room_no,
        Worker.id,
    )


def worker_by_uuid(session: Session, *, area: Area, uuid: str) -> Worker | None:
    """Give one worker with everything that a page shows; None outside the area."""
    statement = (
        workers_of(area)
        .where(Worker.uuid == uuid)
        .options(
            contains_eager(Worker.person)
            .contains_eager(Person.household)
            .options(
                joinedload(Household.community),
                joinedload(Household.building),
                selectinload(Household.people).selectinload(Person.worker),
            ),
            contains_eager(Worker.person).selectinload(Person.target_groups),
            selectinload(Worker.skills),
            selectinload(Worker.certificates),
            selectinload(Worker.employments),
            selectinload(Worker.wish),
            selectinload(Worker.care_duties),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def workers_by_id(session: Session, *, ids: Iterable[int]) -> dict[int, Worker]:
    """Give the workers of *ids* with what a card shows; the ids come from a question with area."""
    statement = (
        select(Worker)
        .where(Worker.id.in_(set(ids)))
        .options(
            joinedload(Worker.person)
            .joinedload(Person.household)
            .options(joinedload(Household.community), joinedload(Household.building)),
            selectinload(Worker.skills),
        )
    )
    return {worker.id: worker for worker in session.scalars(statement)}


def count_workers(session: Session, *, area: Area, on: date, employed: bool | None = None) -> int:
    """Count the workers of *area*; with *employed* those who are or are not employed *on*."""
    narrowed = workers_of(area).where(*_conditions(WorkerFilter(employed=employed), on))
    counted = select(func.count()).select_from(narrowed.with_only_columns(Worker.id).subquery())
    return session.execute(counted).scalar_one()


def employed_ids(session: Session, *, ids: Iterable[int], on: date) -> frozenset[int]:
    """Give those of *ids* who are employed *on*, by the one rule that the figures count by."""
    statement = select(Worker.id).where(Worker.id.in_(set(ids)), workforce.is_employed(on))
    return frozenset(session.scalars(statement))


def communities(session: Session, *, area: Area) -> list[SettlementCommunity]:
    """Give the communities that *area* touches, for a choice in a filter."""
    statement = select(SettlementCommunity).order_by(SettlementCommunity.id)
    if not area.is_whole_district:
        of_buildings = select(Building.community_id).where(Building.id.in_(area.building_ids))
        statement = statement.where(
            or_(
                SettlementCommunity.id.in_(area.community_ids),
                SettlementCommunity.id.in_(of_buildings),
            )
        )
    return list(session.scalars(statement))


def area_names(session: Session, *, area: Area) -> list[str]:
    """Give the names of the communities and buildings that make up *area*."""
    by_community = select(SettlementCommunity.name).where(
        SettlementCommunity.id.in_(area.community_ids)
    )
    by_building = (
        select(SettlementCommunity.name + Building.name)
        .join(Building, Building.community_id == SettlementCommunity.id)
        .where(Building.id.in_(area.building_ids))
    )
    return [*session.scalars(by_community), *session.scalars(by_building)]


def workers_of(area: Area) -> Select[Worker]:
    """Select the workers of *area* who live there, joined with person and household."""
    return (
        select(Worker)
        .join(Worker.person)
        .outerjoin(Person.household)
        .where(areas.lies_in(area), Person.left_on.is_(None))
    )


def _conditions(narrowed: WorkerFilter, on: date) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if narrowed.community_id is not None:
        wanted.append(Household.community_id == narrowed.community_id)
    if narrowed.employed is not None:
        chosen = workforce.employed_workers if narrowed.employed else workforce.unemployed_workers
        wanted.append(Worker.id.in_(chosen(on)))
    return wanted
