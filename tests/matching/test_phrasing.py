from __future__ import annotations

from decimal import Decimal

import pytest

from jobmatch.domain.kinds import PayUnit, Sex
from jobmatch.matching.phrasing import ages_text, amount_text, pay_text
from jobmatch.matching.profiles import AgeLimit, PostingProfile


@pytest.mark.parametrize(
    ("ages", "text"),
    [
        ((), ""),
        ((AgeLimit(),), ""),
        ((AgeLimit(min=18, max=45),), "18-45岁"),
        ((AgeLimit(max=60),), "60岁以下"),
        ((AgeLimit(min=50),), "50岁以上"),
        ((AgeLimit(Sex.MALE, 18, 55), AgeLimit(Sex.FEMALE, 18, 50)), "男18-55岁、女18-50岁"),
        ((AgeLimit(min=18, max=40, soft=True),), "18-40岁（可放宽）"),
    ],
)
def test_ages_are_written_as_people_write_them(ages: tuple[AgeLimit, ...], text: str) -> None:
    assert ages_text(PostingProfile(id=1, title="普工", ages=ages)) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        ("3000", "4500", PayUnit.MONTH, "3000-4500元/月"),
        ("4000", None, PayUnit.MONTH, "4000元/月起"),
        (None, "5000", PayUnit.MONTH, "5000元/月以内"),
        ("200", "200", PayUnit.DAY, "200元/天"),
        ("0.30", "1.20", PayUnit.PIECE, "0.3-1.2元/件"),
        (None, None, None, "工资面议"),
    ],
)
def test_pay_is_written_with_its_unit(
    low: str | None, high: str | None, unit: PayUnit | None, text: str
) -> None:
    profile = PostingProfile(
        id=1,
        title="普工",
        pay_min=None if low is None else Decimal(low),
        pay_max=None if high is None else Decimal(high),
        pay_unit=unit,
    )
    assert pay_text(profile) == text


def test_amounts_have_no_exponent() -> None:
    assert amount_text(Decimal("4E+3")) == "4000"
    assert amount_text(None) == ""
