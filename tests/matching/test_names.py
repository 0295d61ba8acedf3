"""How names are found: syllables, initials, mixes, surnames with a sound of their own."""

from __future__ import annotations

import pytest

from jobmatch.matching import names
from jobmatch.matching.corrections import fold


def begins(name: str, typed: str) -> bool:
    keys = names.keys_of(name).sounds
    return names.LEADING + typed in keys or names.INNER + typed in keys


@pytest.mark.parametrize(
    "typed",
    [
        *("杨秀英", "yangxiuying", "yangxiuy", "yang", "yxy", "yx", "yangxy", "yxiuying"),
        *("xiuying", "xiuy", "ying", "xy"),
    ],
)
def test_a_name_is_found_by_what_people_type_of_it(typed: str) -> None:
    assert begins("杨秀英", typed)


@pytest.mark.parametrize("typed", ["xiu yang", "yangying", "iuying", "yyx", "y.", "秀英"])
def test_and_not_by_what_does_not_begin_a_key(typed: str) -> None:
    assert not begins("杨秀英", typed)


@pytest.mark.parametrize(
    ("name", "right", "typed_as_well"),
    [
        ("单晓梅", "shanxiaomei", "dan"),
        ("仇丽", "qiuli", "chou"),
        ("查正明", "zhazhengming", "cha"),
        ("解玉兰", "xieyulan", "jie"),
        ("覃国华", "qinguohua", "tan"),
        ("翟小燕", "zhaixiaoyan", "di"),
        ("曾凡", "zengfan", "ceng"),
        ("区志强", "ouzhiqiang", "qu"),
        ("任小红", "renxiaohong", "ren"),
        ("尉迟恭", "yuchigong", "weichi"),
        ("单于明", "chanyuming", "shanyu"),
        ("万俟静", "moqijing", "wan"),
    ],
)
def test_surnames_are_said_their_own_way(name: str, right: str, typed_as_well: str) -> None:
    assert names.sound_of(name) == right
    assert begins(name, right)
    assert begins(name, typed_as_well)


def test_a_surname_of_two_signs_is_typed_whole_before_initials() -> None:
    assert begins("欧阳小红", "ouyangxh")
    # Somebody called Shan Yu is no family of two signs.
    assert names.sound_of("单于") == "shanyu"


def test_signs_with_two_sounds_are_found_by_both() -> None:
    assert begins("杨长乐", "yangchangle")
    assert begins("杨长乐", "ycy")


def test_names_are_compared_without_dots_blanks_and_width() -> None:
    assert names.plain_name("阿依古丽・买买提") == names.plain_name(" 阿依古丽·买买提")
    assert names.plain_name("Ｌü") == "lv"
    assert begins("阿依古丽·买买提", "ayglmmt")
    assert begins("阿依古丽·买买提", "maimaiti")


def test_what_has_no_sound_stays_a_sign() -> None:
    rare = "\ue123"
    assert rare in names.keys_of(f"杨{rare}").sounds
    assert names.keys_of("").sounds == ""
    assert names.keys_of("·%_").sounds == ""


def test_local_confusions_fold_to_one_key() -> None:
    folded = names.keys_of("林志芳").folded
    for typed in ("linzhifang", "ninzihang", "lingzhifan"):
        assert names.LEADING + fold(typed) in folded


def test_half_signs_half_letters_have_a_sound() -> None:
    assert names.sound_of("杨xy") == "yangxy"
