"""The sex a posting asks for."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.kinds import Sex
from jobmatch.domain.sexes import read_sex_demand
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("男", Sex.MALE),
        ("女", Sex.FEMALE),
        ("F", Sex.FEMALE),
        ("女的", Sex.FEMALE),
        ("男的", Sex.MALE),
        ("M/F", Sex.ANY),
        ("不限", Sex.ANY),
        ("均可", Sex.ANY),
        ("", None),
        ("/", None),
    ],
)
def test_cells(text: str, sex: Sex | None) -> None:
    assert read_sex_demand(text) is sex


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("限男性，会开三轮车", Sex.MALE),
        ("男，20-50岁", Sex.MALE),
        ("汉族，男，20-45岁", Sex.MALE),
        ("女，45岁以下，会苗绣", Sex.FEMALE),
        ("未婚女性，18-28岁", Sex.FEMALE),
        ("只招女工", Sex.FEMALE),
        ("1个，女的，50岁以下", Sex.FEMALE),
        ("女的优先", None),
        ("男女不限，熟手", Sex.ANY),
        ("不限男女，65岁以下", Sex.ANY),
        ("男18-45岁，女18-40岁", Sex.ANY),
        ("女性优先，18-40周岁", None),
        ("夫妻优先", None),
        ("女装裁剪", None),
        ("学历不限", None),
    ],
)
def test_sentences(text: str, sex: Sex | None) -> None:
    assert read_sex_demand(text, in_sentence=True) is sex


@given(cell_texts)
def test_any_text(text: str) -> None:
    if "男" not in text and "女" not in text:
        assert read_sex_demand(text, in_sentence=True) is None
