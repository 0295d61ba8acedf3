from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import licences


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("C1驾照", ("drive:C1",)),
        ("驾驶证C1", ("drive:C1",)),
        ("Ｃ１", ("drive:C1",)),
        ("b2", ("drive:B2",)),
        ("A2本", ("drive:A2",)),
        ("驾照", ("drive:C1",)),
        ("保安证", ("保安",)),
        ("保安员证", ("保安",)),
        ("叉车操作证", ("叉车",)),
        ("低压电工证", ("电工",)),
        ("电焊工证", ("焊工",)),
        ("健康证", ("健康",)),
        ("网约车驾驶员证", ("网约车",)),
        ("茶艺师证", ("茶艺",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_one_paper_has_one_key_however_it_is_written(text: str, keys: tuple[str, ...]) -> None:
    assert licences.read_keys(text) == keys


@pytest.mark.parametrize(
    ("held", "asked", "covered"),
    [
        ("A1驾照", "drive:B2", True),
        ("A2驾照", "drive:B2", True),
        ("B2驾照", "drive:C1", True),
        ("A2驾照", "drive:A1", False),
        ("A1驾照", "drive:A2", False),
        ("C1驾照", "drive:B2", False),
        ("叉车证", "drive:C1", False),
        ("高压电工证", "电工", True),
        ("低压电工证", "高压电工", False),
    ],
)
def test_higher_licences_cover_lower_ones(held: str, asked: str, *, covered: bool) -> None:
    assert (asked in licences.held_keys([held])) is covered


def test_what_nobody_asked_may_be_held() -> None:
    asked = frozenset({"焊工"})
    assert licences.may_hold(asked, None, more=False)
    assert not licences.may_hold(asked, frozenset(), more=False)
    assert licences.may_hold(asked, frozenset({"drive:C1"}), more=True)


def test_who_names_a_driving_licence_names_the_best() -> None:
    held = licences.held_keys(["C1驾照"])
    assert not licences.may_hold(frozenset({"drive:B2"}), held, more=True)


@given(st.text(max_size=30))
def test_any_text_gives_keys_without_error(text: str) -> None:
    for key in licences.read_keys(text):
        assert key


def test_a_bare_letter_means_the_licence_that_the_register_names() -> None:
    assert licences.is_told_exactly("A驾照", ["A1驾照"])
    assert not licences.is_told_exactly("A驾照", ["B2驾照"])
    assert not licences.is_told_exactly("A2驾照", ["A1驾照"])


def test_who_lacks_a_paper_lacks_what_covers_it() -> None:
    assert licences.lacked_keys(("驾照",)) >= licences.DRIVING
    assert licences.lacked_keys(("B2驾照",)) == {"drive:B2", "drive:A1", "drive:A2"}
    assert licences.lacked_keys(("低压电工证",)) == {"电工", "高压电工"}


def test_a_paper_lacked_counts_where_others_may_be_held() -> None:
    welder, lacked = frozenset({"焊工"}), frozenset({"焊工"})
    held = frozenset({"电工"})
    assert licences.may_hold(welder, held, more=True)
    assert not licences.may_hold(welder, held, more=True, lacked=lacked)
    assert not licences.may_hold(welder, None, more=False, lacked=lacked)
    assert licences.may_hold(welder, welder, more=False, lacked=lacked)
    assert licences.may_hold(welder | held, None, more=False, lacked=lacked)
