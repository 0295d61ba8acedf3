from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import refusals
from jobmatch.matching.readings import ReadKind, WishReading, claim


def read(text: str) -> WishReading:
    reading = WishReading(rest=text)
    rules = (refusals.AFTERWARDS, refusals.CANNOT, refusals.TIRED, *refusals.DENIED)
    for rule in (refusals.LEARNING, refusals.UNTAUGHT, *rules, refusals.REFUSED):
        claim(reading, rule)
    return reading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("不会做饭", ("做饭",)),
        ("我不懂电工", ("电工",)),
        ("不会开车不会电焊", ("开车", "电焊")),
        ("我不是厨师，也不是司机", ("厨师", "司机")),
        ("洗碗不要", ("洗碗",)),
        ("搬砖我不干了", ("搬砖",)),
        ("养殖场那种都不去", ("养殖场",)),
        ("不要保洁不要环卫", ("保洁", "环卫")),
        ("不做保安也不做保洁", ("保安", "保洁")),
        ("不要洗碗、保洁", ("洗碗", "保洁")),
        ("不要洗碗和保洁", ("洗碗", "保洁")),
        ("绣不得花", ("绣花",)),
        ("端盘子端够了", ("端盘子",)),
    ],
)
def test_what_is_refused_or_cannot_be_done(text: str, words: tuple[str, ...]) -> None:
    reading = read(text)
    assert set(reading.refused) == set(words)
    assert set(reading.wishes.avoided) == set(words)


@pytest.mark.parametrize(
    "text",
    [
        "要不要保洁",
        "身体不要紧",
        "不是太重",
        "是不是保安",
        "不会嫌脏",
        "啥都不要",
        "社保不要",
        "不怕苦",
    ],
)
def test_other_denials_refuse_no_work(text: str) -> None:
    assert read(text).refused == ()


def test_what_is_named_again_is_wanted_all_the_same() -> None:
    reading = read("不会电焊，想做电焊")
    assert reading.refused == ()
    assert [each.kind for each in reading.reads] == [ReadKind.PERSON]
    assert read("不会开叉车，但是肯学").rest.strip("，") == "开叉车，肯学"


def test_who_can_do_nothing_takes_what_there_is() -> None:
    assert read("我什么都不会").any_work
    assert not read("只会扫地，别的都不会").any_work


@given(
    st.lists(st.sampled_from(list("不会要做想学饭保洁，、和也都是我了工地去")), max_size=20).map(
        "".join
    )
)
def test_refused_words_stand_in_the_text(text: str) -> None:
    for word in read(text).refused:
        assert word
        assert set(word) <= set(text)
