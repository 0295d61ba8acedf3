from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import PayUnit, PhysicalDemand, Shift
from jobmatch.matching.conditions import Condition, OfferedWork, degree, find_asked
from tests import matchmaking


def asked(text: str) -> set[str]:
    found = find_asked(text, matchmaking.knowledge().conditions)
    return {condition.key for condition, _ in found}


def condition(key: str) -> Condition:
    return next(each for each in matchmaking.knowledge().conditions if each.key == key)


def offer(words: str, **fields: Any) -> OfferedWork:
    plain: dict[str, Any] = {"codes": (), "shift": None, "demand": None, "pay_unit": None}
    return OfferedWork(title=words[:3], words=words, **(plain | fields))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("想找坐着上班的", "seated"),
        ("屋头有娃娃要接送", "child_care"),
        ("五点前下得了班", "child_care"),
        ("可以拿回家做的手工", "take_home"),
        ("两口子一起", "couple"),
        ("没得经验，想学个手艺", "apprentice"),
        ("要日结的", "day_pay"),
        ("想进厂", "factory"),
        ("活路轻点的", "light"),
        ("脚不太好", "light"),
        ("膝盖受过伤", "light"),
        ("腿脚不方便", "disabled_ok"),
        ("双休的", "weekend"),
    ],
)
def test_plain_words_ask_for_conditions(text: str, key: str) -> None:
    assert key in asked(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("不想进厂", "factory"),
        ("想要带娃的活", "child_care"),
        ("化工厂", "factory"),
    ],
)
def test_refusals_and_kinds_of_work_ask_for_nothing(text: str, key: str) -> None:
    assert key not in asked(text)


def test_a_named_condition_is_offered_most_in_the_title() -> None:
    assert degree(condition("seated"), offer("坐着插件")) == 1.0
    assert degree(condition("seated"), offer("插件工，坐着插件")) == 0.9
    assert degree(condition("seated"), offer("插件工")) == 0.0


def test_typed_fields_offer_by_rule() -> None:
    assert degree(condition("child_care"), offer("手工", shift=Shift.FLEXIBLE)) == 0.9
    assert degree(condition("day_pay"), offer("小工", pay_unit=PayUnit.DAY)) == 0.6
    assert degree(condition("light"), offer("保洁", demand=PhysicalDemand.HEAVY)) == 0.0


def test_a_posting_that_says_it_is_light_goes_before_a_light_kind_of_work() -> None:
    told = degree(condition("light"), offer("插件工，坐着插件", demand=PhysicalDemand.LIGHT))
    assert told > degree(condition("light"), offer("导购", demand=PhysicalDemand.LIGHT)) > 0.5
    assert degree(condition("light"), offer("绣花工，可领回家", demand=None)) == told


def test_an_unwanted_demand_counts_the_other_way_round() -> None:
    assert degree(condition("no_computer"), offer("文员，会用电脑")) == 0.0
    assert degree(condition("no_computer"), offer("保洁")) == 1.0


def test_a_guard_of_a_factory_is_not_production() -> None:
    guard = degree(condition("factory"), offer("门卫，砖厂", codes=("4-07-05-01",)))
    worker = degree(condition("factory"), offer("电子厂普工", codes=("6-25-04-07",)))
    assert guard < worker


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for_conditions(text: str) -> None:
    for _, words in find_asked(text, matchmaking.knowledge().conditions):
        assert words in text


def test_each_of_the_words_that_ask_is_told() -> None:
    found = find_asked("要接娃娃，五点前下得了班", matchmaking.knowledge().conditions)
    assert [words for condition, words in found if condition.key == "child_care"] == [
        "接娃娃",
        "五点前下得了班",
    ]


@pytest.mark.parametrize(
    ("work", "first"),
    [
        (offer("包装工，手脚麻利", demand=PhysicalDemand.LIGHT), True),
        (offer("外墙工，清洗外墙"), False),
        (offer("搬运工，扛包", demand=PhysicalDemand.HEAVY), False),
        (offer("包装工，要叉车证", guarded=True), False),
        (offer("保洁员，公益性岗位", reserved=True), False),
        (offer("绕线工，包教包会"), True),
        (offer("绕线工，熟手"), False),
    ],
)
def test_work_for_anybody_needs_no_trade_and_is_not_dangerous(
    work: OfferedWork, *, first: bool
) -> None:
    assert (degree(condition("plain"), work) >= 0.45) is first


@pytest.mark.parametrize(
    ("oldest", "asked_first"), [(65, True), (60, True), (50, False), (None, False)]
)
def test_ages_that_reach_far_are_for_older_people(oldest: int | None, *, asked_first: bool) -> None:
    assert (degree(condition("senior_ok"), offer("采茶工", oldest=oldest)) >= 0.45) is asked_first


def test_dangerous_work_is_not_first_for_whoever_fears_no_heavy_work() -> None:
    heavy = condition("heavy_ok")
    scaffold = offer("高空清洗外墙", demand=PhysicalDemand.HEAVY)
    assert degree(heavy, scaffold) < degree(heavy, offer("搬运货物", demand=PhysicalDemand.HEAVY))


def test_work_by_the_hour_is_no_pay_by_the_day() -> None:
    assert asked("找钟点工") == set()
    assert asked("打点工") == {"day_pay"}
    assert asked("打螺丝，要坐起的") == {"seated"}
    assert asked("去浙江，厂里") == {"factory"}
