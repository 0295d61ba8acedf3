from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.imports import ImportKind
from jobmatch.services import imports
from jobmatch.store.districts import Building, District, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from tests.factories import make_building, make_community
from tests.intake.rosters.made import BOY, MAN, WOMAN
from tests.services.imports.made import TODAY, bring_in, content, outcomes, roster

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_known_communities_and_buildings_are_used(session: Session) -> None:
    building = make_building(
        session, community=make_community(session, name="旺家社区"), name="3栋"
    )
    bring_in(session, roster(("张三", MAN, "H1", "户主", "", "旺家", "3")))
    (household,) = session.scalars(select(Household)).all()
    assert household.building is building
    assert len(session.scalars(select(SettlementCommunity)).all()) == 1


def test_a_new_store_gets_its_district_from_the_regions(session: Session) -> None:
    bring_in(session, roster(("张三", MAN, "H1", "户主", "", "旺家社区", "3栋")))
    (district,) = session.scalars(select(District)).all()
    assert district.name == "万山区"
    assert [one.name for one in session.scalars(select(Building))] == ["3栋"]


def test_people_of_one_room_share_a_household(session: Session) -> None:
    rows = (
        ("房号", "姓名", "身份证号", "社区", "楼栋"),
        ("101", "张三", MAN, "旺家社区", "3栋"),
        ("101", "李四", WOMAN, "旺家社区", "3栋"),
        ("102", "王五", BOY, "旺家社区", "3栋"),
    )
    incoming = imports.read_content(
        content(*rows), name="板.csv", kind=ImportKind.WORKERS, today=TODAY
    )
    bring_in(session, incoming)
    households = session.scalars(select(Household).order_by(Household.room_no)).all()
    assert [(one.room_no, len(one.people)) for one in households] == [("101", 2), ("102", 1)]


def test_a_household_learns_its_number_and_moves(session: Session) -> None:
    bring_in(session, roster(("张三", MAN, "", "", "", "旺家社区", "3栋")))
    batch = bring_in(
        session, roster(("张三", MAN, "H1", "户主", "", "旺家社区", "4栋"), name="改.csv")
    )
    assert outcomes(batch) == {"updated": 1}
    (household,) = session.scalars(select(Household)).all()
    assert household.household_no == "H1"
    assert household.building is not None
    assert household.building.name == "4栋"


def test_nobody_is_put_anywhere_that_the_sheet_does_not_tell(session: Session) -> None:
    bring_in(session, roster(("张三", MAN)))
    assert session.scalars(select(Person)).one().household is None
