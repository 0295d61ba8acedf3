from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.workers import HousekeeperKind
from jobmatch.services.seeding import settlements, tables
from jobmatch.services.seeding.identities import Identities
from jobmatch.services.seeding.scales import SIZES, Scale

if TYPE_CHECKING:
    from jobmatch.services.seeding.settlements import Building, Home


@pytest.fixture(params=list(Scale))
def settled(request: pytest.FixtureRequest) -> tuple[Scale, list[Building], list[Home]]:
    scale: Scale = request.param
    buildings = settlements.make_buildings(SIZES[scale])
    return scale, buildings, settlements.settle(buildings, SIZES[scale].households)


def test_every_household_has_a_flat_of_its_own(
    settled: tuple[Scale, list[Building], list[Home]],
) -> None:
    scale, _, homes = settled
    assert len(homes) == SIZES[scale].households
    assert len({(home.building, home.unit, home.room_no) for home in homes}) == len(homes)


def test_all_sites_and_communities_are_lived_in(
    settled: tuple[Scale, list[Building], list[Home]],
) -> None:
    _, buildings, homes = settled
    lived = [buildings[home.building] for home in homes]
    assert {building.site for building in lived} == set(range(9))
    assert {building.community for building in lived} == set(range(8))


def test_buildings_are_numbered_within_their_community(
    settled: tuple[Scale, list[Building], list[Home]],
) -> None:
    _, buildings, _ = settled
    names = Counter((building.community, building.name) for building in buildings)
    assert set(names.values()) == {1}


@pytest.mark.parametrize("kind", [HousekeeperKind.HOUSEKEEPER, HousekeeperKind.GRID_WORKER])
def test_keepers_of_either_kind_cover_all_buildings_and_each_has_one(
    settled: tuple[Scale, list[Building], list[Home]], kind: HousekeeperKind
) -> None:
    scale, buildings, homes = settled
    identities = Identities(tables.chance("test"))
    every = settlements.make_keepers(SIZES[scale], buildings, homes, identities)
    keepers = [keeper for keeper in every if keeper.kind is kind]
    assert len(every) == SIZES[scale].housekeepers + SIZES[scale].grid_workers
    assert len(keepers) >= SIZES[scale].grid_workers
    assert all(keeper.buildings for keeper in keepers)
    assert {at for keeper in keepers for at in keeper.buildings} == set(range(len(buildings)))
    for keeper in keepers:
        assert {buildings[at].community for at in keeper.buildings} == {keeper.community}
