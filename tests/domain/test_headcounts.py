"""Headcounts in every form."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.headcounts import Headcount, read_headcount
from jobmatch.domain.problems import ProblemKind
from tests.domain.cell_texts import cell_texts, stands_in


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12人", 12, 12),
        ("12", 12, 12),
        ("80.0", 80, 80),
        ("5人人", 5, 5),
        ("3-5名", 3, 5),
        ("10～20", 10, 20),
        ("２-４人", 2, 4),
        ("２员", 2, 2),
        ("五十名", 50, 50),
        ("两个", 2, 2),
        ("三四个", 3, 4),
        ("两三人", 2, 3),
        ("3、4人", 3, 4),
        ("34人", 34, 34),
        ("二十三人", 23, 23),
        ("十名", 10, 10),
        ("约20人", 20, 20),
        ("20名以上", 20, None),
        ("男2女3", 5, 5),
        ("10人（含班长1人）", 10, 10),
    ],
)
def test_counts(text: str, low: int, high: int | None) -> None:
    assert read_headcount(text) == Headcount(low, high)


@pytest.mark.parametrize(
    "text", ["若干", "若 干", "若干人", "数名", "数名人", "不限", "多名", "几个"]
)
def test_open_counts(text: str) -> None:
    assert read_headcount(text) == Headcount(open=True)


@pytest.mark.parametrize("text", ["", "/", "待定", "-"])
def test_nothing_said(text: str) -> None:
    assert read_headcount(text) == Headcount()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("人", ProblemKind.MISSING),
        ("名", ProblemKind.MISSING),
        ("0", ProblemKind.INVALID),
        ("20-10", ProblemKind.INVALID),
        ("10-2", ProblemKind.TRUNCATED),
        ("3+2", ProblemKind.INVALID),
        ("5.5", ProblemKind.INVALID),
        ("999999999", ProblemKind.INVALID),
    ],
)
def test_broken_counts_are_never_guessed(text: str, kind: ProblemKind) -> None:
    found = read_headcount(text)
    assert (found.min, found.max, found.open) == (None, None, False)
    assert found.flaw is not None
    assert found.flaw.kind is kind


@given(cell_texts)
def test_any_text_gives_counts_from_its_own_digits(text: str) -> None:
    found = read_headcount(text)
    if found.open or found.flaw:
        assert found.min is None
    if found.min is not None and found.max is not None:
        assert found.max > 0
        assert found.min <= found.max
    by_sex = "男" in text and "女" in text
    for value in (found.min, found.max):
        assert value is None or by_sex or stands_in(value, text)
