"""Certificates and licences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from jobmatch.domain.certificates import read_certificates
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("持叉车证", ["叉车证"]),
        ("高压电工证、低压电工证", ["高压电工证", "低压电工证"]),
        ("有电工证或焊工证", ["电工证", "焊工证"]),
        ("健康证", ["健康证"]),
        ("18-55周岁，持安全员C证", ["安全员C证"]),
        ("会计证，五险", ["会计证"]),
        ("有会计证", ["会计证"]),
        ("须持有效健康证", ["健康证"]),
        ("要有B2驾照，28-52岁", ["B2驾照"]),
        ("C1驾照；五险；不包吃住", ["C1驾照"]),
        ("C1及以上驾照", ["C1驾照"]),
        ("持A2、B2驾照", ["A2驾照", "B2驾照"]),
        ("有B证", ["B证"]),
        ("驾驶证B2以上", ["B2驾驶证"]),
        ("C1", ["C1驾照"]),
        ("健康证、叉车证、健康证", ["健康证", "叉车证"]),
        ("持叉车证上岗", ["叉车证"]),
        ("执业药师资格证", ["执业药师资格证"]),
    ],
)
def test_named(text: str, names: list[str]) -> None:
    assert list(read_certificates(text)) == names


@pytest.mark.parametrize(
    "text",
    ["", "无", "/", "不限", "有叉车证优先", "无需健康证", "持证上岗", "身份证原件", "毕业证",
     "保证工资", "会电焊，有证", "以上都没有", "有本科学历"],
)  # fmt: skip
def test_none(text: str) -> None:
    assert read_certificates(text) == ()


@given(cell_texts)
def test_any_text_names_only_what_it_holds(text: str) -> None:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for name in read_certificates(text):
        core = name.removesuffix("驾照") or name
        assert core in plain
        assert "身份证" not in name
