"""Answers of employers as they write them, read only where they are sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.list_answers import read_answers
from jobmatch.domain.recommendations import OutcomeReason as R

CASES = [
    (
        "1录用，2没来，3年龄大了不要",
        {1: ("place", None), 2: ("decline", R.NOT_COME), 3: ("refuse", R.AGE)},
    ),
    (
        "1、录用了\n2、没有来\n3、来面试了",
        {1: ("place", None), 2: ("decline", R.NOT_COME), 3: ("come", None)},
    ),
    (
        "2、3没来，1号可以来上班",
        {1: ("place", None), 2: ("decline", R.NOT_COME), 3: ("decline", R.NOT_COME)},
    ),
    (
        "1 嫌工资低 2 嫌远 3 不想上夜班",
        {1: ("decline", R.PAY), 2: ("decline", R.FAR), 3: ("decline", R.SHIFT)},
    ),
    (
        "１．没录用，没有经验；２．没录用，缺证",
        {1: ("refuse", R.EXPERIENCE), 2: ("refuse", R.CERTIFICATE)},
    ),
    ("3不会踩平车，不要。1体检没通过", {3: ("refuse", R.SKILL), 1: ("refuse", R.FITNESS)}),
    ("1录用 2已经招满了", {1: ("place", None), 2: ("refuse", R.FULL)}),
    ("1不录用", {1: ("refuse", R.OTHER)}),
    ("1打不通电话", {1: ("decline", R.NOT_COME)}),
]


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_what_is_written_is_read(text: str, meant: dict[int, tuple[str, R | None]]) -> None:
    read = read_answers(text, {1, 2, 3})
    assert {each.number: (each.action, each.why) for each in read.answers} == meant
    assert read.unread == ()


@pytest.mark.parametrize("text", ["1再看看", "9录用", "1", "谢谢", "", "1明天答复，2下周"])
def test_what_is_not_sure_is_left_to_the_clerk(text: str) -> None:
    assert read_answers(text, {1, 2, 3}).answers == ()


def test_a_number_that_comes_twice_counts_once_and_is_shown() -> None:
    read = read_answers("1录用，1没来", {1})
    assert [each.action for each in read.answers] == ["place"]
    assert read.unread == ("1 没来",)


def test_an_age_is_no_number_of_the_list() -> None:
    read = read_answers("1，50岁年龄大了不要", {1, 50})
    assert [(each.number, each.action) for each in read.answers] == [(1, "refuse")]


@given(st.text(alphabet="123录用没来不要、，。 号岁\n", max_size=40))
def test_anything_is_read_without_falling(text: str) -> None:
    numbers = {1, 2, 3}
    read = read_answers(text, numbers)
    assert {each.number for each in read.answers} <= numbers
