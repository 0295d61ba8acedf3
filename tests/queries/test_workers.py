from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Area
from jobmatch.domain.lookups import read_lookup
from jobmatch.queries import people, workers
from jobmatch.queries.workers import WorkerFilter
from jobmatch.store.workers import Employment
from tests.factories import make_building, make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.districts import Building, SettlementCommunity

ALL = Area()
TODAY = date(2026, 3, 15)


@pytest.fixture
def places(session: Session) -> tuple[SettlementCommunity, Building]:
    """Give one community and a building of another, with one worker in each and one in none."""
    here = make_community(session, name="旺家社区")
    there = make_building(session, community=make_community(session, name="龙生社区"), name="3栋")
    make_worker(session, name="杨秀英", community=here, is_employed=False)
    make_worker(session, name="田茂林", building=there, is_employed=True)
    make_worker(session, name="罗春梅", is_employed=None)
    return here, there


def names(session: Session, area: Area = ALL, **narrowed: object) -> list[str]:
    wanted = WorkerFilter(**narrowed)  # type: ignore[arg-type]  # any one field of the filter
    page = workers.found_workers(session, area=area, narrowed=wanted, on=TODAY, number=1)
    return sorted(row.person.name for row in page.rows)


@pytest.mark.usefixtures("places")
def test_the_whole_district_holds_everybody(session: Session) -> None:
    assert names(session) == sorted(["杨秀英", "田茂林", "罗春梅"])


def test_an_area_holds_its_own_alone(
    session: Session, places: tuple[SettlementCommunity, Building]
) -> None:
    here, there = places
    assert names(session, Area(community_ids=frozenset({here.id}))) == ["杨秀英"]
    assert names(session, Area(building_ids=frozenset({there.id}))) == ["田茂林"]
    assert names(session, Area(employer_id=7)) == []


@pytest.mark.usefixtures("places")
def test_lists_are_narrowed(session: Session) -> None:
    sought = people.seek(session, read_lookup("茂"))
    assert names(session, sought=sought) == ["田茂林"]
    # Of whom nobody said anything counts as without work, as in the figures.
    assert names(session, employed=False) == sorted(["杨秀英", "罗春梅"])
    assert names(session, employed=True) == ["田茂林"]
    community = workers.communities(session, area=ALL)[0]
    assert names(session, community_id=community.id) == ["杨秀英"]


def test_a_worker_outside_the_area_does_not_exist(
    session: Session, places: tuple[SettlementCommunity, Building]
) -> None:
    here, _ = places
    other = make_worker(session, name="吴昌文")
    area = Area(community_ids=frozenset({here.id}))
    assert workers.worker_by_uuid(session, area=area, uuid=other.uuid) is None
    assert workers.worker_by_uuid(session, area=ALL, uuid=other.uuid) is other


def test_who_has_left_is_not_listed_or_counted(session: Session) -> None:
    worker = make_worker(session, name="杨秀英", is_employed=False)
    assert workers.count_workers(session, area=ALL, on=TODAY) == 1
    worker.person.left_on = worker.person.birth_on
    session.flush()
    assert workers.count_workers(session, area=ALL, on=TODAY) == 0
    assert names(session) == []


@pytest.mark.usefixtures("places")
def test_counts(session: Session) -> None:
    assert workers.count_workers(session, area=ALL, on=TODAY) == 3
    assert workers.count_workers(session, area=ALL, on=TODAY, employed=False) == 2


def test_names_of_areas(session: Session, places: tuple[SettlementCommunity, Building]) -> None:
    here, there = places
    both = Area(frozenset({here.id}), frozenset({there.id}))
    assert workers.area_names(session, area=both) == ["旺家社区", "龙生社区3栋"]
    touched = workers.communities(session, area=Area(building_ids=frozenset({there.id})))
    assert [community.name for community in touched] == ["龙生社区"]


def test_employment_rows_decide_who_is_employed_today(session: Session) -> None:
    ended = make_worker(session, name="杨秀英", is_employed=True)
    ended.employments = [Employment(started_on=date(2024, 1, 1), ended_on=date(2026, 3, 1))]
    begun = make_worker(session, name="田茂林", is_employed=False)
    begun.employments = [Employment(started_on=date(2026, 3, 15))]
    said = make_worker(session, name="罗春梅", is_employed=True)
    session.flush()
    ids = [ended.id, begun.id, said.id]
    assert workers.employed_ids(session, ids=ids, on=TODAY) == {begun.id, said.id}
    assert names(session, employed=False) == ["杨秀英"]
