"""Age demands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import ages
from jobmatch.domain.ages import AgeRange
from jobmatch.domain.kinds import Sex
from jobmatch.domain.problems import ProblemKind
from tests.domain.cell_texts import cell_texts, stands_in


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20-48周岁", 20, 48),
        ("20—48岁", 20, 48),
        ("20---48", 20, 48),
        ("18至52", 18, 52),
        ("满18周岁", 18, None),
        ("48岁以下", None, 48),
        ("60岁(含)以下", None, 60),
        ("65周岁（含）以下", None, 65),
        ("60周岁及以下", None, 60),
        ("55岁以内", None, 55),
        ("50岁内", None, 50),
        ("50岁一下", None, 50),
        ("65一下", None, 65),
        ("18一一40岁", 18, 40),
        ("16周岁以上45岁以下", 16, 45),
        ("年满18周岁，60周岁以下", 18, 60),
        ("18周岁（含）-45周岁（含）", 18, 45),
        ("≤60", None, 60),
        ("≥25", 25, None),
        ("-52", None, 52),
        ("20-", 20, None),
        ("四十五岁以下", None, 45),
        ("年龄﹕２０～５０岁", 20, 50),
        ("18.0-45.0", 18, 45),
        ("18-60岁（女性18-55岁）", 18, 60),
    ],
)
def test_one_range(text: str, low: int | None, high: int | None) -> None:
    assert ages.read_ages(text) == ages.Ages((AgeRange(Sex.ANY, low, high),))


@pytest.mark.parametrize(
    ("text", "men", "women"),
    [
        ("男55女50以下", (None, 55), (None, 50)),
        ("男22-45, 女20-42", (22, 45), (20, 42)),
        ("女45周岁及以上、男50周岁及以上", (50, None), (45, None)),
        ("男性60岁以下、女性55岁以下", (None, 60), (None, 55)),
        ("男18-45岁，女18-40岁，持叉车证", (18, 45), (18, 40)),
    ],
)
def test_ranges_by_sex(
    text: str, men: tuple[int | None, int | None], women: tuple[int | None, int | None]
) -> None:
    found = ages.read_ages(text)
    assert set(found.ranges) == {AgeRange(Sex.MALE, *men), AgeRange(Sex.FEMALE, *women)}


@pytest.mark.parametrize("text", ["男，20-50岁", "女 20-50岁", "女20-50岁"])
def test_one_sex_alone_leaves_the_range_common(text: str) -> None:
    assert ages.read_ages(text).ranges == (AgeRange(Sex.ANY, 20, 50),)


def test_soft_ages() -> None:
    about = ages.read_ages("38岁左右")
    assert (about.ranges, about.soft) == ((AgeRange(Sex.ANY, 33, 43),), True)
    relaxed = ages.read_ages("18-45岁，优秀者可放宽")
    assert (relaxed.ranges, relaxed.soft) == ((AgeRange(Sex.ANY, 18, 45),), True)


@pytest.mark.parametrize("text", ["", "不限", "-", "/", "0-0", "年龄可放宽", "45岁以下优先", "无"])
def test_no_demand(text: str) -> None:
    assert ages.read_ages(text).ranges == ()
    assert ages.read_ages(text).flaw is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("18-4", ProblemKind.TRUNCATED),
        ("18-5", ProblemKind.TRUNCATED),
        ("45-18", ProblemKind.INVALID),
        ("18-455", ProblemKind.INVALID),
        ("45", ProblemKind.INVALID),
    ],
)
def test_broken_ages_are_never_guessed(text: str, kind: ProblemKind) -> None:
    found = ages.read_ages(text)
    assert found.ranges == ()
    assert found.flaw is not None
    assert found.flaw.kind is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2人，25至50岁，月工资5000元至6000元", (25, 50)),
        ("不上夜班，2800，18-45", (18, 45)),
        ("年龄65以下，工资3000以下不要", (None, 65)),
        ("满18周岁，会电脑", (18, None)),
    ],
)
def test_ages_in_a_sentence(text: str, expected: tuple[int | None, int | None]) -> None:
    assert ages.read_ages(text, in_sentence=True).ranges == (AgeRange(Sex.ANY, *expected),)


@pytest.mark.parametrize("text", ["招20-30人", "25-30元/天", "3号楼18-20层", "每天8-12小时"])
def test_other_numbers_of_a_sentence_are_no_ages(text: str) -> None:
    assert ages.read_ages(text, in_sentence=True) == ages.Ages()


def test_two_columns_are_joined() -> None:
    assert ages.join_ages("18", "45").ranges == (AgeRange(Sex.ANY, 18, 45),)
    assert ages.join_ages("0", "65").ranges == (AgeRange(Sex.ANY, None, 65),)
    assert ages.join_ages("0", "0") == ages.Ages()
    assert ages.join_ages("50", "20").flaw is not None


@given(cell_texts, st.booleans())
def test_any_text_gives_ages_from_its_own_digits(text: str, in_sentence: bool) -> None:  # noqa: FBT001 - drawn
    found = ages.read_ages(text, in_sentence=in_sentence)
    for one in found.ranges:
        assert one.min is not None or one.max is not None
        assert one.min is None or one.max is None or one.min <= one.max
        for value in (one.min, one.max):
            if value is not None and not found.soft:
                assert 10 <= value <= 99
                assert stands_in(value, text)


@given(cell_texts, cell_texts)
def test_any_two_columns_join(low: str, high: str) -> None:
    for one in ages.join_ages(low, high).ranges:
        assert one.min is None or one.max is None or one.min <= one.max
