"""The district's figures, counted from the rows on a day.

Nothing is stored: delete one worker and the figure is one less. What each figure means stands in
domain.figures; here is how it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, distinct, func, or_, select

from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.domain.figures import MEANINGS, Meaning
from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.postings import PostingState
from jobmatch.domain.workers import EmploymentChannel, HousekeeperKind
from jobmatch.queries import areas, workforce
from jobmatch.store.districts import Building, ResettlementSite, SettlementCommunity
from jobmatch.store.employers import CollectiveMember, Employer
from jobmatch.store.fairs import Booth, Fair
from jobmatch.store.households import Household, MonitoringCase
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding
from jobmatch.store.people import Person
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Employment, Worker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area

_UNPUBLISHED = (PostingState.DRAFT, PostingState.IN_REVIEW, PostingState.REJECTED)
_NEVER_BEGUN = (
    PlacementState.PROPOSED,
    PlacementState.CONFIRMED,
    PlacementState.DISPATCHED,
    PlacementState.DECLINED,
    PlacementState.NO_SHOW,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted number and what it means."""

    meaning: Meaning
    value: float

    @property
    def key(self) -> str:
        """Give the key of its meaning."""
        return self.meaning.key


def count_figures(session: Session, as_of: date, *, area: Area | None = None) -> tuple[Figure, ...]:
    """Count every figure on *as_of*, in the order in which they are shown.

    *area* narrows what belongs to people and places; employers and fairs belong to the district.
    """
    counted: dict[str, float] = {
        **_count_places(session, area),
        **_count_keepers(session, as_of, area),
        **_count_people(session, as_of, area),
        **_count_labour(session, as_of, area),
        **_count_employers(session, as_of, area),
        **_count_fairs(session, as_of, area),
        **_count_monitoring(session, as_of, area),
    }
    return tuple(Figure(meaning, counted[meaning.key]) for meaning in MEANINGS)


def _count_places(session: Session, area: Area | None) -> dict[str, int]:
    sites, communities = (
        select(func.count(column)).where(areas.touches(area, column))
        for column in (ResettlementSite.id, SettlementCommunity.id)
    )
    buildings = select(func.count(Building.id)).where(areas.holds_building(area, Building.id))
    return {
        "sites": _number(session, sites),
        "communities": _number(session, communities),
        "buildings": _number(session, buildings),
    }


def _count_keepers(session: Session, as_of: date, area: Area | None) -> dict[str, int]:
    def covering(kind: HousekeeperKind, column: Any) -> int:
        statement = (
            select(func.count(distinct(column)))
            .select_from(HousekeeperBuilding)
            .join(Housekeeper, Housekeeper.id == HousekeeperBuilding.housekeeper_id)
            .where(
                Housekeeper.kind == kind,
                areas.holds_building(area, HousekeeperBuilding.building_id),
                or_(Housekeeper.active_from.is_(None), Housekeeper.active_from <= as_of),
                workforce.still(Housekeeper.active_until, as_of),
            )
        )
        return _number(session, statement)

    return {
        "housekeepers": covering(HousekeeperKind.HOUSEKEEPER, Housekeeper.id),
        "covered_buildings": covering(HousekeeperKind.HOUSEKEEPER, HousekeeperBuilding.building_id),
        "grid_workers": covering(HousekeeperKind.GRID_WORKER, Housekeeper.id),
    }


def _count_people(session: Session, as_of: date, area: Area | None) -> dict[str, int]:
    lives_here = and_(workforce.still(Household.left_on, as_of), areas.lies_in(area))
    people = (
        select(func.count(Person.id))
        .outerjoin(Household, Household.id == Person.household_id)
        .where(workforce.still(Person.left_on, as_of), lives_here)
    )
    return {
        "households": _number(session, select(func.count(Household.id)).where(lives_here)),
        "people": _number(session, people),
    }


def _count_labour(session: Session, as_of: date, area: Area | None) -> dict[str, float]:
    here = areas.holds_worker(area, Worker.id)
    workers = _number(session, workforce.workforce(as_of, func.count(Worker.id)).where(here))
    employed = _rows(session, workforce.employed_workers(as_of).where(here))
    regions = _split(session, Employment.work_region, as_of, area)
    channels = _split(session, Employment.channel, as_of, area)
    without = workforce.zero_employment_households(as_of).where(areas.lies_in(area))
    return {
        "workers": workers,
        "employed": employed,
        "unemployed": workers - employed,
        "employment_rate": round(employed / workers * 100, 1) if workers else 0,
        "zero_employment_households": _rows(session, without),
        **{f"employed_{region.value}": regions.get(region, 0) for region in WorkRegion},
        **{f"channel_{channel.value}": channels.get(channel, 0) for channel in EmploymentChannel},
    }


def _count_employers(session: Session, as_of: date, area: Area | None) -> dict[str, int]:
    kinds = EmployerKind
    offered = offering(kinds.ENTERPRISE, as_of)
    workshop, collective = (_exists_on(kind, as_of) for kind in (kinds.WORKSHOP, kinds.COLLECTIVE))

    def ask(column: Any) -> int:
        return _number(session, offered.with_only_columns(func.count(column)))

    return {
        "enterprises": ask(distinct(Employer.id)),
        "enterprise_postings": ask(Posting.id),
        "enterprise_titles": ask(distinct(Posting.title)),
        "enterprise_places": _places(session, kinds.ENTERPRISE, as_of),
        "public_welfare_places": _places(session, kinds.PUBLIC_WELFARE, as_of),
        "public_welfare_on_duty": _on_duty(session, kinds.PUBLIC_WELFARE, as_of, area),
        "parks": _number(session, select(func.count(distinct(Employer.park_id))).where(workshop)),
        "workshops": _number(session, select(func.count(Employer.id)).where(workshop)),
        "workshop_places": _places(session, kinds.WORKSHOP, as_of),
        "workshop_taken": _on_duty(session, kinds.WORKSHOP, as_of, area),
        "collectives": _number(session, select(func.count(Employer.id)).where(collective)),
        "collective_people": _number(
            session, _members(as_of).where(areas.holds_worker(area, Worker.id))
        ),
        "property_places": _places(session, kinds.PROPERTY_COMPANY, as_of),
    }


def _places(session: Session, kind: EmployerKind, as_of: date) -> int:
    total = func.coalesce(func.sum(Posting.places_min), 0)
    return _number(session, offering(kind, as_of).with_only_columns(total))


def _on_duty(session: Session, kind: EmployerKind, as_of: date, area: Area | None) -> int:
    statement = (
        workforce.workforce(as_of, func.count(distinct(Worker.id)))
        .join(Employment, Employment.worker_id == Worker.id)
        .join(Employer, Employer.id == Employment.employer_id)
        .where(workforce.holds(as_of), Employer.kind == kind, areas.holds_worker(area, Worker.id))
    )
    return _number(session, statement)


def _count_fairs(session: Session, as_of: date, area: Area | None) -> dict[str, int]:
    guests = (
        select(func.count(distinct(Booth.employer_id)))
        .join(Fair, Fair.id == Booth.fair_id)
        .where(Fair.ends_on <= as_of, Booth.state.in_(EXPECTED_STATES))
    )
    placed = select(func.count(distinct(Placement.worker_id))).where(
        placed_at_fairs(as_of), areas.holds_worker(area, Placement.worker_id)
    )
    return {
        "fairs": _number(session, select(func.count(Fair.id)).where(Fair.ends_on <= as_of)),
        "fair_employers": _number(session, guests),
        "placed_at_fairs": _number(session, placed),
    }


def placed_at_fairs(as_of: date) -> ColumnElement[bool]:
    """Tell of a placement whether it came of a fair and work had begun by *as_of*."""
    return and_(
        Placement.fair_id.is_not(None),
        Placement.started_on <= as_of,
        Placement.state.not_in(_NEVER_BEGUN),
    )


def watched(as_of: date) -> ColumnElement[bool]:
    """Tell of a monitoring case whether measures were at work on *as_of*."""
    return and_(
        MonitoringCase.watched_on <= as_of,
        or_(MonitoringCase.cleared_on.is_(None), MonitoringCase.cleared_on > as_of),
    )


def _count_monitoring(session: Session, as_of: date, area: Area | None) -> dict[str, int]:
    conditions = {
        "monitored": MonitoringCase.verified_on <= as_of,
        "cleared": MonitoringCase.cleared_on <= as_of,
        "watched": watched(as_of),
    }
    counted = {}
    for key, condition in conditions.items():
        here = areas.holds_household(area, MonitoringCase.household_id)
        households = select(MonitoringCase.household_id).where(condition, here).distinct()
        people = select(func.count(Person.id)).where(
            Person.household_id.in_(households), workforce.still(Person.left_on, as_of)
        )
        counted[f"{key}_households"] = _rows(session, households)
        counted[f"{key}_people"] = _number(session, people)
    return counted


def _exists_on(kind: EmployerKind, as_of: date) -> ColumnElement[bool]:
    return and_(Employer.kind == kind, workforce.still(Employer.closed_on, as_of))


def offering(kind: EmployerKind, as_of: date) -> Select[Any]:
    """Select over the postings that employers of *kind* had published on *as_of*."""
    return (
        select(Posting.id)
        .join(Employer, Employer.id == Posting.employer_id)
        .where(
            _exists_on(kind, as_of),
            Posting.published_on <= as_of,
            Posting.state.not_in(_UNPUBLISHED),
        )
    )


def _members(as_of: date) -> Select[Any]:
    return (
        workforce.workforce(as_of, func.count(distinct(Worker.id)))
        .join(CollectiveMember, CollectiveMember.worker_id == Worker.id)
        .join(Employer, Employer.id == CollectiveMember.employer_id)
        .where(
            Employer.kind == EmployerKind.COLLECTIVE,
            or_(CollectiveMember.joined_on.is_(None), CollectiveMember.joined_on <= as_of),
            workforce.still(CollectiveMember.left_on, as_of),
        )
    )


def _split(session: Session, column: Any, as_of: date, area: Area | None) -> dict[Any, int]:
    """Count employed workers by *column* of their main employment on *as_of*."""
    statement = (
        workforce.workforce(as_of, column, func.count(distinct(Worker.id)))
        .join(Employment, Employment.worker_id == Worker.id)
        .where(workforce.holds(as_of), Employment.is_main, areas.holds_worker(area, Worker.id))
        .group_by(column)
    )
    return {value: number for value, number in session.execute(statement) if value is not None}


def _rows(session: Session, statement: Select[Any]) -> int:
    return _number(session, select(func.count()).select_from(statement.subquery()))


def _number(session: Session, statement: Select[Any]) -> int:
    return int(session.scalar(statement) or 0)
