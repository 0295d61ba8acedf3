"""The table of minimum wages."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import pytest

from jobmatch.domain.minimum_wages import MinimumWages
from jobmatch.domain.places import Regions
from jobmatch.resources import folder

DAY = date(2026, 3, 15)


@pytest.fixture(scope="module")
def regions() -> Regions:
    with (folder("seeds") / "regions.csv").open(encoding="utf-8", newline="") as rows:
        return Regions.from_rows(csv.DictReader(rows))


@pytest.fixture(scope="module")
def wages() -> MinimumWages:
    with (folder("seeds") / "wages.csv").open(encoding="utf-8", newline="") as rows:
        return MinimumWages.from_rows(csv.DictReader(rows))


@pytest.mark.parametrize(
    ("code", "day", "figure"),
    [
        ("520603", DAY, ("2130", "22.4")),
        ("520603004", DAY, ("2130", "22.4")),
        ("520603", date(2025, 1, 31), ("1890", "19.6")),
        ("520603", date(2025, 2, 1), ("2130", "22.4")),
        ("520628", DAY, ("1890", "19.8")),
        ("441900", DAY, ("2080", "19.8")),
        ("441302", DAY, ("1850", "18.3")),
    ],
)
def test_the_nearest_figure_above_holds(
    regions: Regions, wages: MinimumWages, code: str, day: date, figure: tuple[str, str]
) -> None:
    found = wages.find(regions, regions[code], day)
    assert found is not None
    assert (found.month_yuan, found.hour_yuan) == tuple(map(Decimal, figure))


@pytest.mark.parametrize("code", ["52", "330603", "5206"])
def test_places_without_a_figure(regions: Regions, wages: MinimumWages, code: str) -> None:
    assert wages.find(regions, regions[code], DAY) is None


def test_no_place_and_no_day(regions: Regions, wages: MinimumWages) -> None:
    assert wages.find(regions, None, DAY) is None
    assert wages.find(regions, regions["520603"], date(2020, 1, 1)) is None


def test_every_figure_stands_on_a_region_of_the_table(regions: Regions) -> None:
    with (folder("seeds") / "wages.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            region = regions.get(row["region_code"])
            assert region is not None
            assert region.name == row["region_name"]
