from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.homophones import syllables
from jobmatch.matching.spellings import Nearness, Spellings

WORDS = ("缝纫工", "电焊工", "焊工", "保洁员", "女裤缝制工", "叉车司机", "CNC操机工", "旅店值班")


def found(typed: str, words: tuple[str, ...] = WORDS) -> dict[str, Nearness]:
    spellings = Spellings(words, syllables)
    numbers, near = spellings.find(typed)
    return {words[n]: Nearness(each) for n, each in zip(numbers, near, strict=True)}


@pytest.mark.parametrize(
    ("typed", "word", "nearness"),
    [
        ("焊工", "焊工", Nearness.WHOLE),
        ("缝", "缝纫工", Nearness.START),
        ("焊", "电焊工", Nearness.INSIDE),
        ("纫", "缝纫工", Nearness.INSIDE),
        ("fengrengong", "缝纫工", Nearness.WHOLE),
        ("fengre", "缝纫工", Nearness.SOUND),
        ("feng ren", "缝纫工", Nearness.SOUND),
        ("FengRen", "缝纫工", Nearness.SOUND),
        ("frg", "缝纫工", Nearness.INITIALS),
        ("hang", "电焊工", Nearness.SOUND_INSIDE),
        ("hg", "电焊工", Nearness.INITIALS_INSIDE),
        ("fengrg", "缝纫工", Nearness.INITIALS_INSIDE),
        ("frengong", "缝纫工", Nearness.INITIALS_INSIDE),
        ("cnc", "CNC操机工", Nearness.START),
        ("hengrengong", "缝纫工", Nearness.CONFUSED),
        ("nvdian", "旅店值班", Nearness.CONFUSED),
        ("baojieyuan", "保洁员", Nearness.WHOLE),
        ("风认", "缝纫工", Nearness.CONFUSED),
        ("保结", "保洁员", Nearness.CONFUSED),
    ],
)
def test_each_way_of_typing_a_word(typed: str, word: str, nearness: Nearness) -> None:
    assert found(typed).get(word) == nearness


@pytest.mark.parametrize("typed", ["", "  ", "飞机", "xyz"])
def test_nothing_is_found_where_nothing_is_meant(typed: str) -> None:
    assert found(typed) == {}


def test_words_that_are_spelt_so_are_found_before_confusions() -> None:
    assert "旅店值班" not in found("nv", (*WORDS, "女工", "女装", "女鞋"))


def test_words_laid_over_others_are_found_with_them() -> None:
    both = Spellings(WORDS[4:], syllables, base=Spellings(WORDS[:4], syllables))
    assert both.words == WORDS
    assert both.said(0) == "feng ren gong"
    assert both.said(5) == "cha che si ji"
    for typed in ("缝", "frg", "chache", "g", "hengreng"):
        numbers, near = both.find(typed)
        assert {WORDS[n]: e for n, e in zip(numbers, near, strict=True)} == found(typed)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(WORDS), st.data())
def test_whatever_begins_a_word_or_its_sound_finds_it(word: str, data: st.DataObject) -> None:
    sounds = syllables(word)
    start = data.draw(st.integers(0, len(sounds) - 1))
    whole = "".join(sounds[start:])
    initials = "".join(sound[0] for sound in sounds[start:])
    for text in (whole, initials, word[start:] if len(word) == len(sounds) else word):
        end = data.draw(st.integers(1, len(text)))
        assert word in found(text[:end])


def test_begun_syllables_in_a_row_spell_a_word() -> None:
    found = Spellings(("缝纫工", "风扇", "工人"), syllables)
    assert [found.words[n] for n in found.find("fegong")[0]] == []
    assert [found.words[n] for n in found.find("fengrg")[0]] == ["缝纫工"]
    assert [found.words[n] for n in found.find("ferg")[0]] == ["缝纫工"]
    assert [found.words[n] for n in found.find("gongre")[0]] == ["工人"]
