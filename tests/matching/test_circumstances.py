from __future__ import annotations

import pytest

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.circumstances import CIRCUMSTANCES
from jobmatch.matching.readings import WishReading, claim


def read(text: str) -> WishReading:
    reading = WishReading(rest=text)
    for rule in CIRCUMSTANCES:
        claim(reading, rule)
    return reading


@pytest.mark.parametrize(
    "text",
    ["晚上要回家煮饭给娃娃吃", "中午还要回屋头喂猪", "下班得回去照顾老人", "天天要给孩子做饭"],
)
def test_who_is_needed_at_home_goes_home_each_day(text: str) -> None:
    reading = read(text)
    assert reading.rest.strip("，") == ""
    assert reading.wishes.near_home
    assert WorkRegion.OUT_OF_PROVINCE not in reading.wishes.regions


@pytest.mark.parametrize(
    "text",
    [
        "带孙子走不开",
        "在家带孙女",
        "要照看外孙",
        "带娃娃脱不开身",
        "能带娃娃上班的",
        "可以带着孩子做活",
    ],
)
def test_looking_after_children_is_no_wish_for_such_work(text: str) -> None:
    reading = read(text)
    assert reading.rest.strip("，") == ""
    assert "child_care" in reading.wishes.conditions


def test_where_the_family_works_is_no_wish() -> None:
    reading = read("男人在工地，我想和他一起去")
    assert reading.rest.strip("，") == ""
    assert reading.wishes.conditions == ("couple",)
    assert read("女儿在电子厂上班，扫地").rest.strip("，") == "扫地"


def test_piece_work_will_do() -> None:
    assert read("计件也行").rest.strip("，") == ""
    assert read("临时工都可以，保洁").rest.strip("，") == "保洁"


@pytest.mark.parametrize("text", ["会带娃", "想找带娃娃的活", "会煮饭", "回家做手工", "在工地做过"])
def test_wishes_for_such_work_stay(text: str) -> None:
    assert read(text).rest == text
