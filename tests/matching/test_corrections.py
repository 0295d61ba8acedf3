from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import corrections, homophones
from jobmatch.matching.corrections import Corrections

WEIGHTS = {
    "缝纫工": 5.0,
    "保洁": 4.0,
    "报界": 0.5,
    "保安": 4.0,
    "焊工": 3.0,
    "快递员": 3.0,
    "叉车司机": 3.0,
    "男工": 0.5,
    "东莞": 0.8,
}
KNOWN = Corrections(WEIGHTS, homophones.syllables)


@pytest.mark.parametrize(
    ("token", "meant"),
    [
        ("fengrengong", "缝纫工"),
        ("FengRenGong", "缝纫工"),
        ("fenrengong", "缝纫工"),
        ("fengren", "缝纫工"),
        ("frg", "缝纫工"),
        ("baojie", "保洁"),
        ("kuaidiyuan", "快递员"),
        ("dongguan", "东莞"),
    ],
)
def test_latin_letters_become_words(token: str, meant: str) -> None:
    assert KNOWN.of_latin(token)[0] == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("风认工", "缝纫工"),
        ("保结", "保洁"),
        ("含工", "焊工"),
        ("快弟员", "快递员"),
        ("叉车师机", "叉车司机"),
        ("换工", ()),
    ],
)
def test_words_of_the_same_sound_are_meant(written: str, meant: str) -> None:
    assert KNOWN.of_chinese(written)[:1] == ((meant,) if meant else ())


@pytest.mark.parametrize(
    ("one", "other"),
    [("lan", "nan"), ("hu", "fu"), ("zhi", "zi"), ("cha", "ca"), ("shi", "si"), ("feng", "fen")],
)
def test_local_confusions_fold(one: str, other: str) -> None:
    assert corrections.fold(one) == corrections.fold(other)


def test_a_likelier_word_leaves_the_unlikely_one_out() -> None:
    assert KNOWN.of_chinese("保结") == ("保洁",)


def test_a_part_that_only_sounds_right_is_found() -> None:
    assert KNOWN.inside("招风认工人") == ("风认工", "缝纫工")
    assert KNOWN.inside("养鱼") is None


def test_known_latin_words_stay() -> None:
    written, made = KNOWN.romanised("cnc dongguan", {"cnc"}.__contains__)
    assert written == "cnc 东莞"
    assert [each.words for each in made] == ["dongguan"]


def test_syllables_typed_apart_are_one_word() -> None:
    written, made = KNOWN.romanised("Feng ren gong", set().__contains__)
    assert written == "缝纫工"
    assert [each.words for each in made] == ["Feng ren gong"]


@given(st.text(max_size=20))
def test_any_text_is_corrected_to_known_words_only(text: str) -> None:
    for word in (*KNOWN.of_latin(text), *KNOWN.of_chinese(text)):
        assert word in {
            "缝纫工",
            "保洁",
            "报界",
            "保安",
            "焊工",
            "快递员",
            "叉车司机",
            "男工",
            "东莞",
        }


def test_syllables_fold_one_by_one() -> None:
    assert KNOWN.of_latin("hanggong")[0] == "焊工"
    assert KNOWN.of_chinese("杭工") == ("焊工",)


def test_letters_are_cut_into_syllables_in_every_way() -> None:
    assert {("han", "gong"), ("hang", "ong")} <= set(corrections.split_syllables("hangong"))
    assert corrections.split_syllables("xyz") == ()


def test_syllables_apart_are_never_guessed_one_by_one() -> None:
    written, made = KNOWN.romanised("bao an chu fang", set().__contains__)
    assert written.startswith("保安")
    assert [each.words for each in made] == ["bao an"]


def test_words_half_in_letters_are_mended() -> None:
    assert KNOWN.romanised("保an", set().__contains__)[0] == "保安"
    assert KNOWN.romanised("招 cha车司机", set().__contains__)[0] == "招 叉车司机"
    assert KNOWN.romanised("做cnc", {"cnc"}.__contains__)[0] == "做cnc"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("bu zuo bao jie", "不做保洁"),
        ("wo xiang zuo baojie", "我想做保洁"),
        ("bu yao baoan", "不要保安"),
        ("Bu dang bao an", "不当保安"),
        ("buzuobaojie", "不要保洁"),
        ("fengren gong", "缝纫工"),
    ],
)
def test_little_words_typed_in_letters_keep_their_sense(typed: str, written: str) -> None:
    assert KNOWN.romanised(typed, set().__contains__)[0] == written
