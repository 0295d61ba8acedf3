"""Schooling asked for and attained."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.kinds import Schooling
from jobmatch.domain.schooling import read_attained_schooling, read_schooling
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("不限", Schooling.NONE),
        ("识字即可", Schooling.NONE),
        ("学历不限", Schooling.NONE),
        ("无", Schooling.NONE),
        ("小学", Schooling.PRIMARY),
        ("初中及以上", Schooling.JUNIOR),
        ("初中级以上", Schooling.JUNIOR),
        ("初中 Junior", Schooling.JUNIOR),
        ("中专/技校", Schooling.SENIOR),
        ("高中(中专)及以上", Schooling.SENIOR),
        ("高中以上，大专优先", Schooling.SENIOR),
        ("初中或高中", Schooling.JUNIOR),
        ("大专及以上学历", Schooling.COLLEGE),
        ("高职高专", Schooling.COLLEGE),
        ("职高", Schooling.SENIOR),
        ("本科及以上", Schooling.BACHELOR),
        ("/", None),
        ("", None),
        ("大专优先", None),
    ],
)
def test_demand_of_a_cell(text: str, level: Schooling | None) -> None:
    assert read_schooling(text) is level


def test_in_a_sentence_only_named_schooling_counts() -> None:
    assert read_schooling("年龄不限，男女不限", in_sentence=True) is None
    assert read_schooling("不限学历，18至55周岁", in_sentence=True) is Schooling.NONE
    assert read_schooling("招1名，大专以上，4000元", in_sentence=True) is Schooling.COLLEGE
    assert read_schooling("小学文化即可", in_sentence=True) is Schooling.PRIMARY


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("文盲或半文盲", Schooling.ILLITERATE),
        ("小学", Schooling.PRIMARY),
        ("初中", Schooling.JUNIOR),
        ("中专中技", Schooling.SENIOR),
        ("大专", Schooling.COLLEGE),
        ("本科及以上", Schooling.BACHELOR),
        ("高中，在读大专", Schooling.COLLEGE),
        ("", None),
    ],
)
def test_attained(text: str, level: Schooling | None) -> None:
    assert read_attained_schooling(text) is level


@given(cell_texts)
def test_any_text(text: str) -> None:
    level = read_schooling(text)
    if text.isdigit() or not text.strip():
        assert level is None
    assert read_attained_schooling(text) is not Schooling.NONE
