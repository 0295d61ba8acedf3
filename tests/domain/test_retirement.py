"""Legal retirement ages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import retirement
from jobmatch.domain.retirement import RetirementKind

MAN, CADRE, WORKER = RetirementKind.MAN, RetirementKind.WOMAN_CADRE, RetirementKind.WOMAN_WORKER


@pytest.mark.parametrize(
    ("kind", "birth", "years", "months"),
    [
        (MAN, date(1964, 12, 31), 60, 0),
        (MAN, date(1965, 1, 1), 60, 1),
        (MAN, date(1965, 4, 30), 60, 1),
        (MAN, date(1965, 5, 1), 60, 2),
        (MAN, date(1976, 9, 1), 63, 0),
        (MAN, date(1990, 1, 1), 63, 0),
        (CADRE, date(1969, 12, 1), 55, 0),
        (CADRE, date(1981, 9, 1), 58, 0),
        (CADRE, date(1981, 8, 1), 57, 11),
        (WORKER, date(1975, 1, 1), 50, 1),
        (WORKER, date(1975, 3, 1), 50, 2),
        (WORKER, date(1984, 11, 1), 55, 0),
        (WORKER, date(1984, 10, 1), 54, 11),
    ],
)
def test_end_points(kind: RetirementKind, birth: date, years: int, months: int) -> None:
    assert retirement.retirement_age_months(kind, birth) == years * 12 + months


def test_the_month_of_retirement() -> None:
    assert retirement.retirement_month(MAN, date(1965, 1, 15)) == date(2025, 2, 1)
    assert retirement.retirement_month(WORKER, date(1974, 12, 1)) == date(2024, 12, 1)


def test_within_five_years() -> None:
    birth = date(1970, 6, 10)
    month = retirement.retirement_month(MAN, birth)
    five_before = date(month.year - 5, month.month, 1)
    assert retirement.is_within_years_of_retirement(MAN, birth, five_before)
    assert not retirement.is_within_years_of_retirement(MAN, birth, date(2020, 1, 1))
    assert retirement.is_within_years_of_retirement(MAN, birth, date(2060, 1, 1))


@given(st.sampled_from(RetirementKind), st.dates(date(1930, 1, 1), date(2015, 12, 31)))
def test_later_births_never_retire_younger(kind: RetirementKind, birth: date) -> None:
    earlier = date(birth.year - 1, birth.month, 1)
    ages = [retirement.retirement_age_months(kind, day) for day in (earlier, birth)]
    assert ages[0] <= ages[1] <= ages[0] + 6
