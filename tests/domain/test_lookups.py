"""What was typed into the box is told apart, and what may stand in an address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.lookups import LookupKind, Place, numeral, read_lookup

K = LookupKind


def kinds(typed: str) -> list[LookupKind]:
    return [word.kind for word in read_lookup(typed).words]


def place(typed: str) -> Place | None:
    (word,) = read_lookup(typed).words
    return word.place


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("杨秀英", [K.NAME]),
        ("阿依古丽·买买提", [K.NAME]),
        ("杨xy", [K.NAME]),
        ("yxy", [K.SOUND]),
        ("Yang Xiu Ying", [K.SOUND]),
        ("yang'xiu-ying", [K.SOUND]),
        ("lü", [K.SOUND]),
        ("5678", [K.TAIL]),
        ("１２３４", [K.TAIL]),
        ("123x", [K.TAIL]),
        ("13800005678", [K.NUMBER]),
        ("138 0000 5678", [K.NUMBER]),
        ("138-0000-5678", [K.NUMBER]),
        ("99000019850504123x", [K.NUMBER]),
        ("990000 19850504 123X", [K.NUMBER]),
        ("990000850504123", [K.NUMBER]),
        ("99000000000001", [K.HOUSEHOLD]),
        ("501", [K.ROOM]),
        ("3栋2单元501", [K.HOME]),
        ("龙湾社区", [K.COMMUNITY]),
        ("0123456789abcdef0123456789abcdef", [K.CODE]),
        ("杨秀英 5678", [K.NAME, K.TAIL]),
        ("yang xiuying 3栋", [K.SOUND, K.HOME]),
        ("杨 3栋", [K.NAME, K.HOME]),
        ("？？", [K.UNREADABLE]),
        ("   ", []),
    ],
)
def test_each_word_is_known(typed: str, expected: list[LookupKind]) -> None:
    assert kinds(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3栋2单元501", Place("", "3", "2", "501")),
        ("3 栋 2 单元 501", Place("", "3", "2", "501")),
        ("3-2-501", Place("", "3", "2", "501")),
        ("3栋二单元501室", Place("", "3", "2", "501")),
        ("三栋", Place("", "3")),
        ("十二号楼", Place("", "12")),
        ("3#1501", Place("", "3", "", "1501")),
        ("3-501", Place("", "3", "", "501")),
        ("A座", Place("", "A")),
        ("龙湾3栋501", Place("龙湾", "3", "", "501")),
        ("龙湾社区十栋1单元", Place("龙湾社区", "10", "1")),
        ("2单元501", Place("", "", "2", "501")),
        ("501室", Place("", "", "", "501")),
    ],
)
def test_homes_are_read_as_people_write_them(typed: str, expected: Place) -> None:
    assert place(typed) == expected


@pytest.mark.parametrize(
    ("typed", "private"),
    [
        ("杨秀英", False),
        ("yxy 3栋2单元501", False),
        ("501", False),
        ("5678", True),
        ("杨秀英 5678", True),
        ("138 0000 5678", True),
        ("99000000000001", True),
        ("电话13800005678", True),
        ("#13800005678#", True),
    ],
)
def test_numbers_of_people_stand_in_no_address(typed: str, private: bool) -> None:  # noqa: FBT001 - a table
    assert read_lookup(typed).is_private == private


def test_only_whole_numbers_and_codes_name_one_person() -> None:
    assert read_lookup("13800005678").names_one
    assert not read_lookup("5678").names_one
    assert not read_lookup("杨秀英 13800005678").names_one


@pytest.mark.parametrize(
    ("number", "written"),
    [("1", "一"), ("10", "十"), ("12", "十二"), ("20", "二十"), ("35", "三十五"), ("A", "A")],
)
def test_numbers_are_written_as_chinese_does(number: str, written: str) -> None:
    assert numeral(number) == written


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_anything_can_be_read_and_no_long_number_goes_into_an_address(typed: str) -> None:
    lookup = read_lookup(typed)
    if not lookup.is_private:
        digits = [sum(sign.isdigit() for sign in word.text) for word in lookup.words]
        assert all(count <= 10 for count in digits)


@given(st.text(alphabet="0123456789Xx -", min_size=1, max_size=24))
@settings(max_examples=200, deadline=None)
def test_four_digits_in_a_row_are_private_unless_a_room(typed: str) -> None:
    lookup = read_lookup(typed)
    if not lookup.is_private:
        assert {word.kind for word in lookup.words} <= {K.ROOM, K.HOME, K.SOUND}
