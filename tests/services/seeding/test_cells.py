from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import ages, headcounts, wages
from jobmatch.services.seeding import cells, tables
from jobmatch.services.seeding.cells import HEADER, Draft, Writer

DRAFT = Draft(
    title="普工",
    duty="车间一般生产工作",
    low=3500,
    high=5200,
    youngest=18,
    oldest=50,
    schooling="初中",
    certificate="叉车证",
    shift="two",
    board="far",
    insurance="large",
    pay_case="any",
    places=12,
    places_case="one",
    workplace="丹都街道金砂路9号",
    contact="田主管",
    phone="13000000001",
)


def test_a_row_has_every_column() -> None:
    assert tuple(Writer(tables.chance("test")).write(DRAFT)) == HEADER


def test_the_same_draft_is_written_in_many_ways() -> None:
    writer = Writer(tables.chance("test"))
    rows = [writer.write(DRAFT) for _ in range(300)]
    assert len({row["薪资待遇"] for row in rows}) > 20
    assert len({row["年龄"] for row in rows}) > 12
    assert "普 工" in {row["岗位名称"] for row in rows}


@given(st.integers(18, 120).map(lambda hundreds: hundreds * 100), st.integers(2, 40))
def test_every_template_can_be_filled(low: int, more: int) -> None:
    amounts = cells.amounts(low, low + more * 100)
    for row in tables.rows("cell_styles"):
        if row["field"] == "pay":
            assert "{" not in row["template"].format(**amounts)


@pytest.mark.parametrize("case", ["any", "piece", "sales", "daily", "welfare"])
def test_pay_cells_are_read_as_amounts_that_stand_in_them(case: str) -> None:
    writer = Writer(tables.chance(f"test {case}"))
    read = 0
    for _ in range(200):
        text = writer.write(replace(DRAFT, pay_case=case))["薪资待遇"]
        pay = wages.read_pay(text)
        read += pay.min_yuan is not None
        if pay.min_yuan is not None and pay.max_yuan is not None:
            assert pay.min_yuan <= pay.max_yuan
    assert read > 100


def test_ages_and_places_are_read_or_their_flaw_is_said() -> None:
    writer = Writer(tables.chance("test"))
    for _ in range(200):
        row = writer.write(DRAFT)
        found = ages.read_ages(row["年龄"])
        assert found.ranges or found.flaw or not re.search(r"\d", row["年龄"])
        places = headcounts.read_headcount(row["招聘人数"])
        assert places.min == 12


def test_few_cells_are_damaged_and_say_so_when_read() -> None:
    writer = Writer(tables.chance("test"))
    texts = [writer.write(DRAFT)["年龄"] for _ in range(2_000)]
    damaged = [text for text in texts if ages.read_ages(text).flaw]
    assert 0 < len(damaged) < 60
