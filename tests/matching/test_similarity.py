"""Spelling links a word that nothing knows to one that is known, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.homophones import syllables
from jobmatch.matching.similarity import (
    EDITED_DEGREE,
    SOUND_DEGREE,
    SWAPPED_DEGREE,
    Speller,
)

KNOWN = ("电工", "电镀工", "车工", "叉车工", "缝纫工", "叉车司机", "服务员", "电焊工", "保洁员")
SPELLER = Speller(KNOWN, syllables)
WORDS = st.text(alphabet="电镀车工叉缝纫韧司机服务员站焊保洁结", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("written", "meant", "degree"),
    [
        ("缝韧工", "缝纫工", SOUND_DEGREE),
        ("保结员", "保洁员", SOUND_DEGREE),
        ("电工焊", "电焊工", SWAPPED_DEGREE),
        ("叉车司仉", "叉车司机", EDITED_DEGREE),
    ],
)
def test_slips_of_the_pen_are_found(written: str, meant: str, degree: float) -> None:
    assert SPELLER.like(written) == [(meant, degree)]


@pytest.mark.parametrize("word", KNOWN)
def test_two_known_words_are_never_linked_by_their_looks(word: str) -> None:
    """电工 and 电镀工, 车工 and 叉车工 look alike and are different trades."""
    assert SPELLER.like(word) == []


@pytest.mark.parametrize("word", ["服务站", "电", "车功", "ABC", ""])
def test_other_words_are_left_alone(word: str) -> None:
    assert SPELLER.like(word) == []


@given(st.lists(WORDS, max_size=5))
def test_a_block_says_what_each_word_alone_says(words: list[str]) -> None:
    found = SPELLER.matrix(words, KNOWN).toarray()
    for row, word in enumerate(words):
        alone = dict(SPELLER.like(word))
        assert {KNOWN[c]: found[row, c] for c in range(len(KNOWN)) if found[row, c]} == alone
        assert all(0 < degree < 1 for degree in alone.values())


@given(WORDS, WORDS)
def test_linking_is_mutual(one: str, other: str) -> None:
    there = SPELLER.matrix([one], [other])[0, 0]
    assert there == SPELLER.matrix([other], [one])[0, 0]
