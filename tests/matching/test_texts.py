from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.texts import Cleaner, Noise, squeeze

CLEANER = Cleaner(Noise(("包吃住", "五险一金", "高薪", "急聘", "双休", "月薪")))


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("普 工", "普工"),
        ("缝纫工（包吃住）", "缝纫工"),
        ("焊工5名", "焊工"),
        ("高薪急聘电工6000-8000元/月", "电工"),
        ("（保安）", "保安"),
        ("万山某某公司招聘叉车司机", "叉车司机"),
        ("ＣＮＣ操机", "cnc操机"),
        ("销售经理-双休+五险一金", "销售经理"),
        ("招聘师", "招聘师"),
        ("招商经理", "招商经理"),
        ("包吃住", "包吃住"),
    ],
)
def test_advertising_is_taken_off(written: str, cleaned: str) -> None:
    assert CLEANER.clean(written) == cleaned


def test_without_noise_words_only_shapes_are_cleaned() -> None:
    assert Cleaner().clean("高薪 电工 (急)") == "高薪电工"


@given(st.text(max_size=60))
def test_any_text_is_cleaned_without_inventing(text: str) -> None:
    cleaned = CLEANER.clean(text)
    whole = squeeze(text)
    assert all(mark in whole for mark in cleaned)
    assert set(re.findall(r"\d", cleaned)) <= set(re.findall(r"\d", whole))
    if re.search(r"[一-鿿]", whole):
        assert cleaned


@given(st.text(max_size=30))
def test_blanks_never_decide(text: str) -> None:
    assert squeeze(f" {text} ") == squeeze(text)
