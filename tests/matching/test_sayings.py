from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.matching import refusals, sayings
from jobmatch.matching.readings import WishReading, claim

if TYPE_CHECKING:
    from jobmatch.matching.profiles import Wishes


def read(text: str) -> Wishes:
    reading = WishReading(rest=text)
    for rule in (*sayings.OPERATORS, *sayings.ABOUT_WORK, refusals.REFUSED):
        claim(reading, rule)
    return reading.wishes


@pytest.mark.parametrize(
    "text",
    [
        "不上夜班",
        "不想上夜班",
        "不能熬夜",
        "上不了夜班",
        "怕上夜班",
        "只上白班",
        "长白班",
        "-夜班",
        "不要夜班",
        "夜班不要",
        "晚班我不想上",
    ],
)
def test_refusing_nights_is_a_limit(text: str) -> None:
    assert read(text).no_night


@pytest.mark.parametrize("text", ["不要两班倒", "不倒班", "不想上三班倒"])
def test_refusing_shifts_is_a_limit(text: str) -> None:
    wishes = read(text)
    assert wishes.no_shifts
    assert not wishes.no_night


@pytest.mark.parametrize("text", ["倒班可以", "能上夜班", "夜班也行", "可以倒班"])
def test_accepting_nights_refuses_nothing(text: str) -> None:
    wishes = read(text)
    assert wishes.shift_welcome
    assert not wishes.no_night
    assert not wishes.night_only


@pytest.mark.parametrize("text", ["只能上晚班", "想上夜班", "夜班"])
def test_asking_for_nights(text: str) -> None:
    assert read(text).night_only


def test_working_hours_at_home_are_no_wish_for_care_work() -> None:
    assert read("白天要照顾老人，只能上晚班").night_only


@pytest.mark.parametrize("text", ["包吃住", "包吃包住", "要包食宿", "管吃管住", "吃住都包"])
def test_board_and_lodging(text: str) -> None:
    wishes = read(text)
    assert wishes.board
    assert wishes.lodging


def test_lodging_alone_and_refused() -> None:
    assert read("要包住").lodging
    assert not read("要包住").board
    assert not read("不用包住").lodging


@pytest.mark.parametrize(
    "text",
    ["想在家门口做", "离家近点", "在社区头找点活", "就近", "想在本地", "不出远门", "不想离家"],
)
def test_near_home_is_a_limit_and_a_wish(text: str) -> None:
    wishes = read(text)
    assert wishes.near_home
    assert wishes.regions == {WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY}


def test_going_away_and_coming_back() -> None:
    assert WorkRegion.OUT_OF_PROVINCE in read("想出去打工").regions
    assert read("从广东回来了").regions == frozenset()
    assert WorkRegion.IN_CITY in read("天天能回家").regions
    assert read("不跑长途").avoided == ("长途",)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("工资要5000以上", 5000),
        ("每个月2500", 2500),
        ("至少4k", 4000),
        ("1万", 10000),
        ("每天200", 4350),
    ],
)
def test_asked_pay_is_per_month(text: str, yuan: int) -> None:
    assert read(text).min_pay == Decimal(yuan)


@pytest.mark.parametrize("text", ["3个人", "20岁", "8小时", "2号厂房", "做了3年"])
def test_other_numbers_are_no_pay(text: str) -> None:
    assert read(text).min_pay is None


def test_kinds_of_employers() -> None:
    assert read("想要个公岗").kinds == {EmployerKind.PUBLIC_WELFARE}
    assert read("帮扶车间").kinds == {EmployerKind.WORKSHOP}


def test_operators() -> None:
    wishes = read('普工 +白班 -电子 "包吃"')
    assert set(wishes.required) == {"白班", "包吃"}
    assert wishes.avoided == ("电子",)


def test_refused_work_is_avoided() -> None:
    assert read("不做保洁").avoided == ("保洁",)
    assert read("不怕苦").avoided == ()


def test_quotes_and_signs_bind_whole_phrases() -> None:
    wishes = read('普工 -"两班倒" +"包吃住"')
    assert wishes.avoided == ("两班倒",)
    assert wishes.required == ("包吃住",)


@pytest.mark.parametrize(
    "text",
    ["不想去外地打工", "不去外省", "出不了远门", "走不远", "离不开家", "不想外出", "去不了外地"],
)
def test_refusing_to_leave_is_no_wish_to_leave(text: str) -> None:
    assert read(text).regions == {WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY}


def test_refusing_to_leave_the_province_or_the_city() -> None:
    assert WorkRegion.IN_PROVINCE in read("不想出省").regions
    assert WorkRegion.OUT_OF_PROVINCE not in read("不出省").regions
    assert WorkRegion.IN_PROVINCE not in read("不想出市").regions


def test_all_but_one_thing() -> None:
    assert read("除了夜班都行").no_night
    assert read("除了保洁啥都可以").avoided == ("保洁",)


@pytest.mark.parametrize(
    "text", ["啥子都干", "什么活都行", "只要有活干就行", "不挑活", "做什么都可以"]
)
def test_whatever_there_is_will_do(text: str) -> None:
    reading = WishReading(rest=text)
    for rule in sayings.ABOUT_WORK:
        claim(reading, rule)
    assert reading.any_work


@pytest.mark.parametrize(
    ("text", "word"), [("不想做缝纫了", "缝纫"), ("不进工地", "工地"), ("莫做保洁的活", "保洁")]
)
def test_the_refused_work_is_named_without_its_particles(text: str, word: str) -> None:
    assert read(text).avoided == (word,)


def test_only_the_evening_is_free() -> None:
    assert read("晚上才有空").night_only
    assert read("莫喊我上夜班").no_night


@pytest.mark.parametrize("text", ["出省也行", "外地也可以", "远点都行"])
def test_accepting_a_far_place_asks_for_none(text: str) -> None:
    assert read(text).regions == frozenset()
    assert not read(text).near_home


@pytest.mark.parametrize(
    "text",
    [
        "不要太远",
        "不远",
        "离家不要太远",
        "莫离家太远了",
        "远了不去",
        "外地不去",
        "哪里都不去",
        "安置点楼下",
    ],
)
def test_not_far_is_near_home(text: str) -> None:
    wishes = read(text)
    assert wishes.near_home
    assert wishes.avoided == ()


def test_a_mark_belongs_to_no_word() -> None:
    reading = WishReading(rest="除了保洁,别的都可以")
    for rule in sayings.ABOUT_WORK:
        claim(reading, rule)
    assert reading.reads[0].words == "除了保洁"


def test_pay_and_its_little_words_are_one_piece() -> None:
    for text in ("要得4000", "每个月找得4000"):
        reading = WishReading(rest=text)
        for rule in sayings.ABOUT_WORK:
            claim(reading, rule)
        assert reading.rest == "，"
