from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_housekeeper_covers_each_building_once(any_session: Session) -> None:
    community = factories.make_community(any_session, name="旺家社区")
    building = factories.make_building(any_session, community=community, name="1栋")
    keeper = Housekeeper(
        name="某管家",
        phone="13800001234",
        buildings=[HousekeeperBuilding(building_id=building.id)],
    )
    any_session.add(keeper)
    any_session.flush()
    any_session.expire_all()
    assert (keeper.phone, keeper.phone_last4) == ("13800001234", "1234")
    assert [each.building.name for each in keeper.buildings] == ["1栋"]
    with refused(any_session, "uq_housekeeper_building_housekeeper_id_building_id"):
        any_session.add(HousekeeperBuilding(housekeeper_id=keeper.id, building_id=building.id))
