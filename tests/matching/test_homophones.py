from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching import homophones


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("缝纫工", ("feng", "ren", "gong")),
        ("保洁", ("bao", "jie")),
        ("绿化", ("lv", "hua")),
        ("银行", ("yin", "hang")),
        ("CNC", ("cnc",)),
        ("", ()),
    ],
)
def test_a_word_is_said_syllable_by_syllable(text: str, said: tuple[str, ...]) -> None:
    assert homophones.syllables(text) == said


@given(st.text(max_size=20))
@settings(max_examples=50, deadline=None)
def test_any_text_can_be_said(text: str) -> None:
    assert all(isinstance(syllable, str) for syllable in homophones.syllables(text))
