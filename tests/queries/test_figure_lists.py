"""Lists and splits agree with the figures they stand behind, for the district and for a part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import Area
from jobmatch.queries import figure_lists, figures
from jobmatch.queries.paging import SIZE
from jobmatch.store.districts import Building, SettlementCommunity
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2023, 6, 30)


def counted(session: Session, area: Area | None) -> dict[str, float]:
    found = figures.count_figures(session, DAY, area=area)
    return {figure.key: figure.value for figure in found}


@pytest.fixture(params=["whole", "community", "building"])
def area(request: pytest.FixtureRequest, small_session: Session) -> Area:
    """Give the district, one community of it, one building of it."""
    community = small_session.scalars(select(SettlementCommunity.id)).first()
    building = small_session.scalars(select(Building.id)).all()[-1]
    return {
        "whole": Area(),
        "community": Area(community_ids=frozenset({community or 0})),
        "building": Area(building_ids=frozenset({building})),
    }[request.param]


def test_a_list_has_as_many_rows_as_its_figure_says(small_session: Session, area: Area) -> None:
    values = counted(small_session, area)
    for key in figure_lists.PEOPLE:
        page = figure_lists.people_behind(small_session, key=key, as_of=DAY, area=area, number=1)
        assert page.total == values[key], key
        assert len(page.rows) == min(SIZE, page.total)
        for worker in page.rows:
            home = worker.person.household
            assert home is not None
            assert area.holds(community_id=home.community_id, building_id=home.building_id)
    for key in figure_lists.HOUSEHOLDS:
        homes = figure_lists.households_behind(
            small_session, key=key, as_of=DAY, area=area, number=1
        )
        assert homes.total == values[key], key


def test_the_places_behind_add_up(small_session: Session) -> None:
    values = counted(small_session, None)
    first = figure_lists.postings_behind(small_session, as_of=DAY, number=1)
    pages = [
        figure_lists.postings_behind(small_session, as_of=DAY, number=number + 1)
        for number in range(first.pages)
    ]
    places = sum(row.places_min or 0 for page in pages for row in page.rows)
    assert places == values["enterprise_places"]
    assert first.total == values["enterprise_postings"]


def test_communities_add_up_to_the_figures(small_session: Session, area: Area) -> None:
    values = counted(small_session, area)
    rows = figure_lists.by_community(small_session, DAY, area=area)
    assert sum(row.workers for row in rows) == values["workers"]
    assert sum(row.employed for row in rows) == values["employed"]
    assert sum(row.unemployed for row in rows) == values["unemployed"]
    if len(rows) == 1:
        assert rows[0].rate == values["employment_rate"]


def test_fairs_add_up_where_nobody_was_placed_twice(small_session: Session, area: Area) -> None:
    values = counted(small_session, area)
    rows = figure_lists.by_fair(small_session, DAY, area=area)
    assert len(rows) == values["fairs"]
    assert sum(row.placed for row in rows) == values["placed_at_fairs"]
    placed = figure_lists.people_behind(
        small_session, key="placed_at_fairs", as_of=DAY, area=area, number=1
    )
    ids = [worker.id for worker in placed.rows]
    found = figure_lists.placements_of(small_session, worker_ids=ids, as_of=DAY)
    assert set(found) == set(ids)


def test_the_parts_add_up_to_the_district(small_session: Session) -> None:
    whole = counted(small_session, None)
    communities = small_session.scalars(select(SettlementCommunity.id)).all()
    parts = [counted(small_session, Area(community_ids=frozenset({each}))) for each in communities]
    for key in (
        *("workers", "employed", "unemployed", "people", "households", "buildings"),
        *("zero_employment_households", "placed_at_fairs", "watched_people", "workshop_taken"),
    ):
        assert sum(part[key] for part in parts) == whole[key], key
    # What belongs to no community is told of the district to everybody.
    assert all(part["enterprise_places"] == whole["enterprise_places"] for part in parts)


def test_who_has_no_community_is_counted_last(any_session: Session) -> None:
    make_worker(any_session, name="罗春梅", is_employed=True)
    make_worker(any_session, name="杨秀英", community=make_community(any_session, name="旺家社区"))
    rows = figure_lists.by_community(any_session, DAY, area=None)
    assert [(row.name, row.workers, row.employed, row.rate) for row in rows] == [
        ("旺家社区", 1, 0, 0),
        (None, 1, 1, 100),
    ]
    assert figure_lists.by_fair(any_session, DAY, area=Area(community_ids=frozenset({1}))) == []
