"""What stands behind a figure: the very rows that were counted, and how they split.

A list asks with the conditions of its figure, so that both agree row by row; a test holds them
together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.domain.kinds import EmployerKind
from jobmatch.queries import areas, figures, workforce
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.districts import SettlementCommunity
from jobmatch.store.fairs import Booth, Fair
from jobmatch.store.households import Household, MonitoringCase
from jobmatch.store.people import Person
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """The labour force of one community; *name* is None where no community is known."""

    name: str | None
    workers: int
    employed: int

    @property
    def unemployed(self) -> int:
        """Give how many are without work."""
        return self.workers - self.employed

    @property
    def rate(self) -> float:
        """Give the employment rate in percent, one decimal, as the district's is counted."""
        return round(self.employed / self.workers * 100, 1) if self.workers else 0


@dataclass(frozen=True, slots=True)
class FairRow:
    """What a fair came to: employers with a booth, workers who began to work."""

    uuid: str
    name: str
    starts_on: date
    employers: int
    placed: int


def _workers(as_of: date) -> Select[Any]:
    return workforce.workforce(as_of, Worker.id)


def _placed(as_of: date) -> Select[Any]:
    return select(Placement.worker_id).where(figures.placed_at_fairs(as_of))


def _watched(as_of: date) -> Select[Any]:
    return select(MonitoringCase.household_id).where(figures.watched(as_of))


PEOPLE: dict[str, Callable[[date], Select[Any]]] = {
    "workers": _workers,
    "employed": workforce.employed_workers,
    "unemployed": workforce.unemployed_workers,
    "placed_at_fairs": _placed,
}
"""Figures that count workers: which ids."""
HOUSEHOLDS: dict[str, Callable[[date], Select[Any]]] = {
    "zero_employment_households": workforce.zero_employment_households,
    "watched_households": _watched,
}
"""Figures that count households: which ids."""
POSTINGS = "enterprise_places"
"""The figure that adds up the places of postings."""


def people_behind(
    session: Session, *, key: str, as_of: date, area: Area | None, number: int
) -> Page[Worker]:
    """Give a page of the workers that the figure *key* counts, by where they live."""
    ids = (
        select(Worker.id)
        .join(Worker.person)
        .outerjoin(Person.household)
        .where(Worker.id.in_(PEOPLE[key](as_of)), areas.lies_in(area))
        .order_by(Household.community_id, Household.building_id, Household.unit, Worker.id)
    )
    page = page_of(session, ids, number=number)  # thousands are sorted as numbers, thirty are read
    statement = (
        select(Worker)
        .where(Worker.id.in_(page.rows))
        .options(
            joinedload(Worker.person)
            .joinedload(Person.household)
            .options(joinedload(Household.community), joinedload(Household.building))
        )
    )
    found = {worker.id: worker for worker in session.scalars(statement)}
    return Page([found[each] for each in page.rows], page.number, page.total, page.size)


def households_behind(
    session: Session, *, key: str, as_of: date, area: Area | None, number: int
) -> Page[Household]:
    """Give a page of the households that the figure *key* counts, with their people."""
    statement = (
        select(Household)
        .where(Household.id.in_(HOUSEHOLDS[key](as_of)), areas.lies_in(area))
        .options(
            joinedload(Household.community),
            joinedload(Household.building),
            selectinload(Household.people).selectinload(Person.worker),
        )
        .order_by(Household.community_id, Household.building_id, Household.unit, Household.id)
    )
    return page_of(session, statement, number=number)


def postings_behind(session: Session, *, as_of: date, number: int) -> Page[Posting]:
    """Give a page of the enterprise postings whose places are added up, the most places first."""
    ids = figures.offering(EmployerKind.ENTERPRISE, as_of)
    statement = (
        select(Posting)
        .where(Posting.id.in_(ids))
        .options(joinedload(Posting.employer))
        .order_by(func.coalesce(Posting.places_min, 0).desc(), Posting.id)
    )
    return page_of(session, statement, number=number)


def placements_of(
    session: Session, *, worker_ids: Iterable[int], as_of: date
) -> dict[int, Placement]:
    """Give for workers of *worker_ids* the placement that came of a fair, the last of each."""
    statement = (
        select(Placement)
        .where(figures.placed_at_fairs(as_of), Placement.worker_id.in_(set(worker_ids)))
        .options(joinedload(Placement.posting).joinedload(Posting.employer))
        .order_by(Placement.started_on, Placement.id)
    )
    return {row.worker_id: row for row in session.scalars(statement)}


def by_community(session: Session, as_of: date, *, area: Area | None) -> list[CommunityRow]:
    """Split labour force and employed by community; who has none comes last."""
    statement = (
        workforce.workforce(
            as_of,
            SettlementCommunity.name,
            func.count(Worker.id),
            func.count(Worker.id).filter(workforce.is_employed(as_of)),
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(SettlementCommunity, SettlementCommunity.id == Household.community_id)
        .where(areas.lies_in(area))
        .group_by(SettlementCommunity.id, SettlementCommunity.name)
        .order_by(SettlementCommunity.id.is_(None), SettlementCommunity.id)
    )
    return [CommunityRow(*row) for row in session.execute(statement)]


def by_fair(session: Session, as_of: date, *, area: Area | None) -> list[FairRow]:
    """Give what each fair that was over on *as_of* came to, the oldest first."""
    booths = (
        select(func.count(distinct(Booth.employer_id)))
        .where(Booth.fair_id == Fair.id, Booth.state.in_(EXPECTED_STATES))
        .scalar_subquery()
    )
    placed = (
        select(func.count(distinct(Placement.worker_id)))
        .where(
            Placement.fair_id == Fair.id,
            figures.placed_at_fairs(as_of),
            areas.holds_worker(area, Placement.worker_id),
        )
        .scalar_subquery()
    )
    statement = (
        select(Fair.uuid, Fair.name, Fair.starts_on, booths, placed)
        .where(Fair.ends_on <= as_of)
        .order_by(Fair.starts_on, Fair.id)
    )
    return [FairRow(*row) for row in session.execute(statement)]
