"""What lies in an area: the conditions that limit every question to the part somebody works on.

A question about people takes `area` and puts one of these into its WHERE; nothing is filtered
after reading, so that counts, pages and look-ups by id agree. For the whole district they are
TRUE and cost nothing. A household whose place is unknown lies in the whole district alone, and an
employer's area holds no people at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, true

from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from jobmatch.domain.accounts import Area


def lies_in(area: Area | None) -> ColumnElement[bool]:
    """Tell of the joined table household whether it lies in *area*; None is the whole district."""
    if area is None or area.is_whole_district:
        return true()
    return or_(
        Household.community_id.in_(area.community_ids),
        Household.building_id.in_(area.building_ids),
    )


def holds_household(area: Area | None, column: Any) -> ColumnElement[bool]:
    """Tell of a *column* with ids of households whether they lie in *area*."""
    if area is None or area.is_whole_district:
        return true()
    return _among(column, select(Household.id).where(lies_in(area)))


def holds_person(area: Area | None, column: Any) -> ColumnElement[bool]:
    """Tell of a *column* with ids of people whether they live in *area*."""
    if area is None or area.is_whole_district:
        return true()
    people = select(Person.id).join(Household, Household.id == Person.household_id)
    return _among(column, people.where(lies_in(area)))


def holds_worker(area: Area | None, column: Any) -> ColumnElement[bool]:
    """Tell of a *column* with ids of workers whether they live in *area*.

    NULL (a walk-in at a fair) lies in no narrowed area; who may see those says so beside it.
    """
    if area is None or area.is_whole_district:
        return true()
    workers = (
        select(Worker.id)
        .join(Person, Person.id == Worker.person_id)
        .join(Household, Household.id == Person.household_id)
    )
    return _among(column, workers.where(lies_in(area)))


def holds_building(area: Area | None, column: Any) -> ColumnElement[bool]:
    """Tell of a *column* with ids of buildings whether they stand in *area*."""
    if area is None or area.is_whole_district:
        return true()
    return _among(column, _buildings(area))


def touches(area: Area | None, column: Any) -> ColumnElement[bool]:
    """Tell of the ids of communities or sites whether a part of *area* lies there.

    *column* is SettlementCommunity.id or ResettlementSite.id.
    """
    if area is None or area.is_whole_district:
        return true()
    if column is SettlementCommunity.id:
        of_buildings = select(Building.community_id).where(Building.id.in_(area.building_ids))
        return or_(_among(column, area.community_ids), _among(column, of_buildings))
    sites = select(Building.site_id).where(Building.id.in_(_buildings(area)))
    return _among(column, sites)


def _buildings(area: Area) -> Select[int]:
    return select(Building.id).where(
        or_(Building.community_id.in_(area.community_ids), Building.id.in_(area.building_ids))
    )


def holds_employer(area: Area | None, column: Any) -> ColumnElement[bool]:
    """Tell of a *column* with ids of employers whether *area* is not another employer's."""
    if area is None or area.employer_id is None:
        return true()
    own: ColumnElement[bool] = column == area.employer_id
    return own


def _among(column: Any, ids: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.in_(ids)
    return found
