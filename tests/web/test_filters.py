from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.accounts import Role
from jobmatch.domain.kinds import EmployerKind, LegalFlag, Sex, WorkRegion
from jobmatch.domain.postings import PostingState
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.web import filters


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal(4200), "4,200"),
        (Decimal("18.50"), "18.5"),
        (Decimal("0.035"), "0.035"),
        (12000.0, "12,000"),
        (0, "0"),
        (None, "不清楚"),
    ],
)
def test_yuan(amount: Decimal | float | None, text: str) -> None:
    assert filters.yuan(amount) == text


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_yuan_says_the_same_number(amount: Decimal) -> None:
    assert Decimal(filters.yuan(amount).replace(",", "")) == amount


def test_days_and_moments_follow_shanghai() -> None:
    late = datetime(2026, 3, 14, 17, 5, tzinfo=UTC)
    assert filters.day(date(2026, 3, 15)) == "2026年3月15日"
    assert filters.day(late) == "2026年3月15日"
    assert filters.moment(late) == "2026年3月15日 01:05"
    assert filters.day(None) == filters.moment(None) == "不清楚"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Sex.FEMALE, "女"),
        (EmployerKind.WORKSHOP, "就业帮扶车间"),
        (LegalFlag.SEX_LIMIT, "限定或优先性别"),
        (PostingState.PUBLISHED, "招聘中"),
        (Role.CLERK, "就业服务中心经办人"),
        (True, "是"),
        (False, "否"),
        (None, "不清楚"),
    ],
)
def test_named(value: object, text: str) -> None:
    assert filters.named(value) == text


def test_every_member_of_every_vocabulary_has_a_name() -> None:
    for kind, names in filters.NAMES.items():
        members: Any = kind
        assert set(names) == set(members), kind


def test_a_sealed_number_shows_its_last_four_alone() -> None:
    assert filters.tail("123X") == "尾号 123X"
    assert filters.tail(None) == "没有登记"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("电话13800005678找王经理", "电话*******5678找王经理"),
        ("138 0000 5678", "*******5678"),
        ("138-0000-5678", "*******5678"),
        ("99000019850504123X", "**************123X"),
        ("990000 19850504 123x", "**************123x"),
        ("3800-4600元/月，2026-03-15止", "3800-4600元/月，2026-03-15止"),
        ("0856-3521234", "0856-3521234"),
    ],
)
def test_numbers_of_people_are_hidden_in_raw_text(raw: str, shown: str) -> None:
    assert filters.hide_numbers(raw) == shown


def test_age() -> None:
    assert filters.age(date(1988, 3, 16), date(2026, 3, 15)) == "37 岁"
    assert filters.age(None, date(2026, 3, 15)) == "不清楚"


def test_home() -> None:
    household = Household(
        community=SettlementCommunity(name="旺家社区"), building=Building(name="3栋"), room_no="501"
    )
    assert filters.home(household) == "旺家社区 3栋 501"
    assert filters.home(Household()) == filters.home(None) == "不清楚"


def test_regions_stand_nearest_first() -> None:
    values = [WorkRegion.OUT_OF_PROVINCE.value, WorkRegion.IN_COUNTY.value]
    assert filters.regions(values) == "县内、省外"


def test_the_first_cell_of_joined_columns() -> None:
    assert filters.first_of({"pay_min": "a", "pay": "b"}, ["pay", "pay_min"]) == "b"
    assert filters.first_of({}, ["pay"]) is None
    assert filters.first_of(None, ["pay"]) is None


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.98, "有把握（98%）"), (0.7, "基本可信（70%）"), (0.2, "请核对（20%）"), (None, "")],
)
def test_sureness(confidence: float | None, words: str) -> None:
    assert filters.sureness(confidence) == words


def test_percent_and_unknown() -> None:
    assert filters.percent(0.834) == "83%"
    assert filters.or_unknown("") == filters.or_unknown(None) == "不清楚"
    assert filters.or_unknown(0) == 0
