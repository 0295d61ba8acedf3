"""Sites, communities and buildings; which household lives where; which housekeeper covers what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import Sex
from jobmatch.domain.workers import HousekeeperKind
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.tables import happens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.services.seeding.identities import Identities
    from jobmatch.services.seeding.scales import Size

_FLATS_PER_FLOOR = 2
_LOW_HOUSE = 11
"""Floors up to which a house has three units."""
_UNIT_WORDS = ("一单元", "二单元", "三单元", "四单元")


@dataclass(frozen=True, slots=True)
class Building:
    """A building: places in the lists of communities and sites, and how high it is."""

    name: str
    community: int
    site: int
    units: int
    floors: int


@dataclass(frozen=True, slots=True)
class Home:
    """A household's flat, and since when and from where it came."""

    building: int
    unit: str
    room_no: str
    relocated_year: int
    origin: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """A housekeeper or grid worker and the places of his or her buildings."""

    name: str
    phone: str
    community: int
    buildings: tuple[int, ...]
    kind: HousekeeperKind = HousekeeperKind.HOUSEKEEPER


def make_buildings(size: Size) -> list[Building]:
    """Make the buildings of every site, numbered within their community."""
    communities = {row["name"]: at for at, row in enumerate(tables.rows("communities"))}
    numbers = [0] * len(communities)
    buildings = []
    for site, row in enumerate(tables.rows("sites")):
        community = communities[row["community"]]
        for _ in range(max(int(row["buildings"]) // (size.share + size.share // 5), 1)):
            numbers[community] += 1
            floors = int(row["floors"])
            units = 2 if floors > _LOW_HOUSE else 3
            buildings.append(Building(f"{numbers[community]}栋", community, site, units, floors))
    return buildings


def settle(buildings: Sequence[Building], households: int) -> list[Home]:
    """Give *households* homes, site by site in proportion to the sites' shares, in list order."""
    rng = tables.chance("settlements")
    sites = tables.rows("sites")
    origins = tables.Weighted(
        (f"{row['county']}{row['town']}", int(row["weight"])) for row in tables.rows("origins")
    )
    homes: list[Home] = []
    parts = tables.divide(households, [int(row["share"]) for row in sites])
    for site, part in enumerate(parts):
        mine = [at for at, building in enumerate(buildings) if building.site == site]
        shares = tables.divide(part, [_flats(buildings[at]) for at in mine])
        for at, count in zip(mine, shares, strict=True):
            year = int(sites[site]["moved_in_year"])
            rooms = _rooms(buildings[at], count)
            homes.extend(Home(at, unit, room, year, origins.pick(rng)) for unit, room in rooms)
    return homes


def _flats(building: Building) -> int:
    return building.units * building.floors * _FLATS_PER_FLOOR


def _rooms(building: Building, count: int) -> list[tuple[str, str]]:
    """Give *count* flats from the ground up; a third and fourth door per floor when needed."""
    doors = -(-count // (building.units * building.floors))
    flats = [
        (_UNIT_WORDS[unit], f"{floor}{door:02d}")
        for floor in range(1, building.floors + 1)
        for unit in range(building.units)
        for door in range(1, max(doors, _FLATS_PER_FLOOR) + 1)
    ]
    return flats[:count]


def make_keepers(
    size: Size, buildings: Sequence[Building], homes: Sequence[Home], identities: Identities
) -> list[Keeper]:
    """Make housekeepers, then grid workers: each kind covers all buildings.

    Either kind is divided among communities by households; where there are fewer of them than
    buildings, neighbours share one; where there are more, large buildings have two.
    """
    rng = tables.chance("keepers")
    load = [0] * len(buildings)
    for home in homes:
        load[home.building] += 1
    communities = sorted({building.community for building in buildings})
    weights = [
        sum(load[at] for at, building in enumerate(buildings) if building.community == community)
        for community in communities
    ]
    keepers = []
    for kind, number in (
        (HousekeeperKind.HOUSEKEEPER, size.housekeepers),
        (HousekeeperKind.GRID_WORKER, size.grid_workers),
    ):
        spare = tables.divide(number - len(communities), weights)
        for community, extra in zip(communities, spare, strict=True):
            mine = [at for at, building in enumerate(buildings) if building.community == community]
            for covered in _shares(mine, extra + 1):
                sex = Sex.FEMALE if happens(rng, 0.7) else Sex.MALE
                name = identities.surname() + identities.given(sex, rng.randint(1975, 1998))
                keepers.append(Keeper(name, identities.phone(), community, covered, kind))
    return keepers


def _shares(buildings: Sequence[int], keepers: int) -> list[tuple[int, ...]]:
    """Divide *buildings* among *keepers* in runs; spare keepers double up from the front."""
    if keepers >= len(buildings):
        return [(buildings[at % len(buildings)],) for at in range(keepers)]
    parts = tables.divide(len(buildings), [1.0] * keepers)
    bounds = [sum(parts[:at]) for at in range(keepers + 1)]
    return [tuple(buildings[low:high]) for low, high in pairwise(bounds)]
