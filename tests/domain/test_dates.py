"""Dates in cells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.dates import ReadDate, read_date
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-30", date(2026, 4, 30)),
        ("2026/6/30", date(2026, 6, 30)),
        ("2026.5.31", date(2026, 5, 31)),
        ("2026年4月15日", date(2026, 4, 15)),
        ("20260430", date(2026, 4, 30)),
        ("2026-04-30 00:00:00", date(2026, 4, 30)),
        ("46053", date(2026, 1, 31)),
        ("46142.0", date(2026, 4, 30)),
        ("2026年3月9日至2026年3月20日", date(2026, 3, 20)),
        ("2026年3月9日至3月20日", date(2026, 3, 20)),
        ("2026.3.9-3.20", date(2026, 3, 20)),
        ("2026年6月底", date(2026, 6, 30)),
        ("2026年12月底", date(2026, 12, 31)),
        ("即日起至2026年5月1日", date(2026, 5, 1)),
    ],
)
def test_full_dates(text: str, day: date) -> None:
    assert read_date(text) == ReadDate(day)


def test_a_day_without_a_year_needs_the_sheets() -> None:
    assert read_date("3月20日") == ReadDate()
    assert read_date("3月20日", year=2026) == ReadDate(date(2026, 3, 20))
    assert read_date("4.30", year=2026) == ReadDate(date(2026, 4, 30))


@pytest.mark.parametrize("text", ["", "长期", "长期有效", "招满为止", "/", "无", "一个月内"])
def test_open_ends(text: str) -> None:
    assert read_date(text, year=2026) == ReadDate()


@pytest.mark.parametrize("text", ["2026/2/30", "2026-13-01", "12345", "下个月"])
def test_no_such_day(text: str) -> None:
    found = read_date(text)
    assert found.value is None
    assert found.flaw is not None


@given(cell_texts, st.one_of(st.none(), st.integers(2000, 2100)))
def test_any_text(text: str, year: int | None) -> None:
    found = read_date(text, year=year)
    assert found.value is None or found.flaw is None


@given(st.dates(date(1960, 1, 1), date(2090, 12, 31)))
def test_every_writing_of_a_day_comes_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        str(serial),
    ):
        assert read_date(text).value == day
