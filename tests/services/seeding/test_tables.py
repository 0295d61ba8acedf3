from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.services.seeding import tables

NAMES = [
    "cell_styles",
    "collectives",
    "communities",
    "destinations",
    "enterprises",
    "kinds_of_work",
    "parks",
    "property_companies",
    "sites",
    "titles",
    "welfare_units",
    "workshops",
]


def test_the_same_part_draws_the_same_and_another_part_differs() -> None:
    draws = [tables.chance(part).random() for part in ("a", "a", "b")]
    assert draws[0] == draws[1] != draws[2]


@given(
    st.integers(0, 5_000),
    st.lists(st.floats(0.1, 50, allow_nan=False), min_size=1, max_size=30),
)
def test_divided_parts_sum_to_the_whole_and_follow_the_weights(
    total: int, weights: list[float]
) -> None:
    parts = tables.divide(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part - total * weight / sum(weights)) < 1.0001
        for part, weight in zip(parts, weights, strict=True)
    )


def test_weighted_things_come_about_as_often_as_they_weigh() -> None:
    weighted = tables.Weighted([("often", 3.0), ("seldom", 1.0), ("never", 0.0)])
    rng = tables.chance("test")
    drawn = Counter(weighted.pick(rng) for _ in range(4_000))
    assert 2_800 < drawn["often"] < 3_200
    assert drawn["never"] == 0


@pytest.mark.parametrize("odds", [0.0, 1.0])
def test_what_must_or_cannot_happen(odds: float) -> None:
    rng = tables.chance("test")
    assert all(tables.happens(rng, odds) is bool(odds) for _ in range(100))


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_rows_without_stray_blanks(name: str) -> None:
    rows = tables.rows(name)
    assert rows
    for row in rows:
        assert None not in row.values(), row
        assert all(text == text.strip() for text in row.values()), row


def test_the_tables_meet_the_published_numbers() -> None:
    def total(name: str, column: str) -> int:
        return sum(int(row[column]) for row in tables.rows(name))

    assert len(tables.rows("sites")) == 9
    assert len(tables.rows("communities")) == 8
    assert len({row["name"] for row in tables.rows("enterprises")}) == 141
    assert len(tables.rows("parks")) == 3
    assert (len(tables.rows("workshops")), total("workshops", "places")) == (13, 850)
    assert total("workshops", "taken") == 556
    assert len(tables.rows("collectives")) == 12
    assert total("collectives", "people") >= 1_200
    assert total("property_companies", "places") == 260
    assert total("welfare_units", "places") == 733
    assert len({row["title"] for row in tables.rows("titles")}) >= 400
