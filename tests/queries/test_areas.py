"""Areas as conditions: every kind of row is inside for its own area alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import Area
from jobmatch.queries import areas
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker
from tests.factories import (
    make_building,
    make_community,
    make_employer,
    make_posting,
    make_worker,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

WHOLE = Area()


@pytest.fixture
def places(any_session: Session) -> dict[str, Area]:
    """Make one worker in a community, one in a building of another, one in none; give the areas."""
    here = make_community(any_session, name="旺家社区")
    there = make_building(
        any_session, community=make_community(any_session, name="龙生社区"), name="3栋"
    )
    make_worker(any_session, name="杨秀英", community=here)
    make_worker(any_session, name="田茂林", building=there)
    make_worker(any_session, name="罗春梅")
    return {
        "community": Area(community_ids=frozenset({here.id})),
        "building": Area(building_ids=frozenset({there.id})),
        "both": Area(frozenset({here.id}), frozenset({there.id})),
        "nobody": Area(building_ids=frozenset({0})),
        "employer": Area(employer_id=7),
    }


def names(session: Session, wanted: ColumnElement[bool]) -> list[str]:
    statement = (
        select(Person.name)
        .join(Worker, Worker.person_id == Person.id)
        .join(Household, Household.id == Person.household_id)
        .where(wanted)
        .order_by(Person.id)
    )
    return list(session.scalars(statement))


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("community", ["杨秀英"]),
        ("building", ["田茂林"]),
        ("both", ["杨秀英", "田茂林"]),
        ("nobody", []),
        ("employer", []),
    ],
)
def test_each_condition_holds_for_those_who_live_there(
    any_session: Session, places: dict[str, Area], area: str, expected: list[str]
) -> None:
    chosen = places[area]
    for condition in (
        areas.lies_in(chosen),
        areas.holds_household(chosen, Household.id),
        areas.holds_person(chosen, Person.id),
        areas.holds_worker(chosen, Worker.id),
    ):
        assert names(any_session, condition) == expected


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("area", [WHOLE, None])
def test_the_whole_district_holds_even_those_without_a_place(
    any_session: Session, area: Area | None
) -> None:
    for condition in (
        areas.lies_in(area),
        areas.holds_household(area, Household.id),
        areas.holds_person(area, Person.id),
        areas.holds_worker(area, Worker.id),
    ):
        assert names(any_session, condition) == ["杨秀英", "田茂林", "罗春梅"]


def test_an_employer_holds_its_own_postings_and_a_community_all(any_session: Session) -> None:
    own, other = (make_employer(any_session, name=name) for name in ("旺家制衣厂", "龙生电子"))
    for employer in (own, other):
        make_posting(any_session, title=f"{employer.name}普工", employer=employer)

    def titles(area: Area) -> list[str]:
        wanted = areas.holds_employer(area, Posting.employer_id)
        return list(any_session.scalars(select(Posting.title).where(wanted).order_by(Posting.id)))

    assert titles(Area(employer_id=own.id)) == ["旺家制衣厂普工"]
    assert titles(Area(employer_id=0)) == []
    assert len(titles(WHOLE)) == len(titles(Area(community_ids=frozenset({1})))) == 2
