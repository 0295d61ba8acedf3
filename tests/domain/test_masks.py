from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain import masks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13800001234", "电话*******1234"),
        ("990000198001010015", "**************0015"),
        ("99000019800101001x。", "**************001x。"),
        ("990000800101001", "***********1001"),
        ("卡6222000011112222", "卡************2222"),
        ("4200元，2026-03-15，岗位12345", "4200元，2026-03-15，岗位12345"),
        ("a" * 64, "a" * 64),
        ("", ""),
    ],
)
def test_identifying_numbers_keep_their_last_four(text: str, expected: str) -> None:
    assert masks.mask_numbers(text) == expected


def test_nested_values_are_masked_and_others_kept() -> None:
    value = {"phone": ["13800001234", None], "deep": {"n": 5, "ok": True, "t": ("x", "y")}}
    assert masks.masked(value) == {
        "phone": ["*******1234", None],
        "deep": {"n": 5, "ok": True, "t": ["x", "y"]},
    }


@given(st.text(), st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
@settings(max_examples=60)
def test_a_phone_between_other_words_never_stays(text: str, phone: str) -> None:
    shown = masks.mask_numbers(f"{text}，{phone}，{text}")
    assert phone not in re.split(r"[^0-9]", shown) or phone in re.split(r"[^0-9]", text)
