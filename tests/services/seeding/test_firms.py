from __future__ import annotations

from collections import Counter

import pytest

from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.services import seeds
from jobmatch.services.seeding import firms, tables
from jobmatch.services.seeding.identities import Identities
from jobmatch.services.seeding.scales import SIZES, Scale


def _firms(scale: Scale) -> list[firms.Firm]:
    return firms.make_firms(SIZES[scale], Identities(tables.chance("test")))


def test_the_district_has_its_employers() -> None:
    made = _firms(Scale.DISTRICT)
    kinds = Counter(firm.kind for firm in made)
    assert kinds[EmployerKind.ENTERPRISE] == 141
    assert kinds[EmployerKind.WORKSHOP] == 13
    assert kinds[EmployerKind.COLLECTIVE] == 12
    assert len({firm.name for firm in made}) == len(made)
    assert {firm.park for firm in made if firm.kind is EmployerKind.WORKSHOP} == {
        "旺家产业园",
        "龙生产业园",
        "微企园",
    }


@pytest.mark.parametrize("scale", list(Scale))
def test_no_more_is_taken_than_there_are_places(scale: Scale) -> None:
    for firm in _firms(scale):
        assert firm.taken <= firm.places
        assert firm.contact
        assert firm.phone


def test_every_small_kind_of_employer_is_there() -> None:
    kinds = {firm.kind for firm in _firms(Scale.SMALL)}
    assert kinds == set(EmployerKind) - {EmployerKind.LABOUR_COOPERATIVE}


def test_every_region_code_stands_in_the_table_of_regions() -> None:
    known = {row["code"] for row in seeds.rows("regions.csv")}
    assert {firm.region_code for firm in _firms(Scale.DISTRICT)} <= known


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("520603004", WorkRegion.IN_COUNTY),
        ("520602", WorkRegion.IN_CITY),
        ("5201", WorkRegion.IN_PROVINCE),
        ("4419", WorkRegion.OUT_OF_PROVINCE),
    ],
)
def test_regions_are_classed_as_seen_from_the_district(code: str, region: WorkRegion) -> None:
    assert firms.region_of(code) is region
