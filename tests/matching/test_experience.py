from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.experience import EXPERIENCE
from jobmatch.matching.readings import GAP, ReadKind, WishReading, claim
from jobmatch.matching.wishes import read_wishes
from tests import matchmaking


def read(text: str) -> WishReading:
    reading = WishReading(rest=text)
    for rule in EXPERIENCE:
        claim(reading, rule)
    return reading


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("开了10年车", "开车"),
        ("种了一辈子地", "种地"),
        ("做了几年缝纫", "缝纫"),
        ("缝纫做了3年", "缝纫"),
        ("开过三年叉车", "开叉车"),
        ("有3年电焊经验", "电焊"),
        ("干过保安", "保安"),
        ("喂过猪", "喂猪"),
        ("以前当过厨师", "厨师"),
        ("熟手平车", "平车"),
        ("会一点电焊", "会电焊"),
        ("带过徒弟的电焊师傅", "电焊师傅"),
        ("保安，干过", "保安"),
    ],
)
def test_experience_is_echoed_and_its_work_stays(text: str, left: str) -> None:
    reading = read(text)
    assert reading.rest.strip(GAP) == left
    assert [each.kind for each in reading.reads] == [ReadKind.EXPERIENCE]


@pytest.mark.parametrize("text", ["没做过", "没有干过", "没得经验", "没有经验", "不会电脑", "过年"])
def test_what_is_denied_or_only_looks_alike_is_no_experience(text: str) -> None:
    assert read(text).reads == []


@given(st.text(alphabet="开了十年车做过会一点没有经验熟手3，种地", max_size=20))
def test_any_saying_keeps_its_signs(text: str) -> None:
    assert set(read(text).rest) <= set(text) | {GAP}


def test_who_has_brought_up_children_can_look_after_them() -> None:
    reading = read_wishes("带过三个娃，想做育儿嫂", matchmaking.knowledge().conditions, None)
    assert reading.wishes.conditions == ()
    assert "带娃" in reading.rest
