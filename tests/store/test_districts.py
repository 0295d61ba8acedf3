from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.store.districts import Building, ResettlementSite, SettlementCommunity
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_sites_and_communities_are_two_things_of_one_district(any_session: Session) -> None:
    district = factories.make_district(any_session)
    site = ResettlementSite(district_id=district.id, name="旺家")
    community = SettlementCommunity(district_id=district.id, name="旺家")
    any_session.add_all([site, community])
    any_session.flush()
    any_session.add(Building(community_id=community.id, site_id=site.id, name="1栋", units=2))
    any_session.flush()
    any_session.expire_all()
    assert [each.name for each in district.sites] == ["旺家"]
    assert [each.name for each in community.buildings] == ["1栋"]


def test_a_name_stands_once_in_its_district_and_community(any_session: Session) -> None:
    community = factories.make_community(any_session, name="旺家社区")
    with refused(any_session, "uq_settlement_community_district_id_name"):
        any_session.add(SettlementCommunity(district_id=community.district_id, name="旺家社区"))
    factories.make_building(any_session, community=community, name="1栋")
    with refused(any_session, "uq_building_community_id_name"):
        any_session.add(Building(community_id=community.id, name="1栋"))
