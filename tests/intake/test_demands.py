from __future__ import annotations

import pytest

from jobmatch.domain.ages import AgeRange
from jobmatch.domain.kinds import Schooling, Sex
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import demands
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.readers import Reader
from tests.intake.sheets import TODAY, posting_tables


def _read(**texts: str) -> Reader:
    draft = Draft(None, 2)
    for column, (name, text) in enumerate(texts.items(), 1):
        draft.add(Role(name), Cell(text, column))
    reader = Reader(draft, "表.csv", TODAY, posting_tables())
    demands.read_places(reader)
    demands.read_sex(reader, demands.read_ages(reader))
    demands.read_schooling(reader)
    demands.read_certificates(reader)
    return reader


def _conflicts(reader: Reader) -> list[str]:
    return [one.field for one in reader.problems if one.kind is ProblemKind.CONFLICT]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"places": "10-20"}, (10, 20, False)),
        ({"places": "若干"}, (None, None, True)),
        ({"places_male": "3", "places_female": "2"}, (5, 5, False)),
        ({"title": "招聘保洁员5名"}, (5, 5, False)),
        ({"remark": "招2名，包吃住"}, (2, 2, False)),
        ({"title": "保洁员5名", "places": "5人"}, (5, 5, False)),
    ],
)
def test_places(texts: dict[str, str], expected: tuple[int | None, int | None, bool]) -> None:
    values = _read(**texts).values
    assert (values["places_min"], values["places_max"], values["places_open"]) == expected


def test_places_that_contradict_or_are_missing() -> None:
    assert _conflicts(_read(title="招聘保洁员5名", places="10人")) == ["places_min"]
    (problem,) = _read(places="人").problems
    assert (problem.field, problem.kind) == ("places_min", ProblemKind.MISSING)


def test_ages_of_columns_and_texts() -> None:
    assert _read(ages="18-45").values["ages"] == (AgeRange(Sex.ANY, 18, 45),)
    assert _read(age_min="20", age_max="0").values["ages"] == (AgeRange(Sex.ANY, 20, None),)
    assert _read(demands="初中以上，55岁以下").values["ages"] == (AgeRange(Sex.ANY, None, 55),)
    both = _read(ages_male="18-50", ages_female="18-45").values
    assert both["ages"] == (AgeRange(Sex.MALE, 18, 50), AgeRange(Sex.FEMALE, 18, 45))
    assert both["sex"] is Sex.ANY


def test_ages_that_contradict() -> None:
    assert _conflicts(_read(ages="18-40", demands="要求18-45岁")) == ["ages"]
    assert _conflicts(_read(ages="18-45", demands="45岁以下，有三年以上经验")) == []
    (problem,) = _read(ages="50-20").problems
    assert (problem.field, problem.kind) == ("ages", ProblemKind.INVALID)


def test_sex_of_columns_titles_and_texts() -> None:
    assert _read(sex="男").values["sex"] is Sex.MALE
    assert _read(title="收银员(女)").values["sex"] is Sex.FEMALE
    assert _read(demands="限女性，18-50岁").values["sex"] is Sex.FEMALE
    assert "sex" not in _read(demands="女性优先").values


@pytest.mark.parametrize(
    ("column", "text"),
    [("女", "限男性"), ("男", "限女性"), ("不限", "仅限女性"), ("男", "男女不限")],
)
def test_sex_that_contradicts(column: str, text: str) -> None:
    reader = _read(sex=column, remark=text)
    assert _conflicts(reader) == ["sex"]
    assert "sex" not in reader.values


def test_schooling() -> None:
    assert _read(schooling="高中（中专）").values["schooling"] is Schooling.SENIOR
    assert _read(schooling="不限", remark="大专优先").values["schooling"] is Schooling.NONE
    assert _conflicts(_read(schooling="初中", demands="大专以上学历")) == ["schooling"]


def test_certificates_of_every_text_once() -> None:
    reader = _read(certificates="高压电工证、健康证", demands="持健康证，有C1驾照")
    assert reader.values["certificates"] == ("高压电工证", "健康证", "C1驾照")
    assert "certificates" not in _read(certificates="无").values
    assert "certificates" not in _read(certificates="叉车证优先").values
