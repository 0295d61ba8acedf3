from __future__ import annotations

import pytest

from jobmatch.matching import classification
from jobmatch.matching.classification import Occupation, clean_rows, group_of

RAW = [
    {"level": "3", "code": "2-03-01-00", "name": "土壤肥料技术人员", "aliases": ""},
    {"level": "4", "code": "2-03-01-00", "name": "土壤肥料技术人员", "aliases": ""},
    {"level": "4", "code": "4-12-04-02", "name": "修鞋工", "aliases": ""},
    {"level": "4", "code": "4-12-04-02", "name": "修鞋工", "aliases": ""},
    {"level": "4", "code": "4-02-02-02", "name": "道路货运汽车驾驶员L", "aliases": "货运司机"},
    {"level": "4", "code": "4-04-05-05", "name": "人工智能训练师S", "aliases": "标注|标注|训练"},
    {"level": "4", "code": "2-02-38-11", "name": "增材制造工程技术人员L/S", "aliases": ""},
    {"level": "4", "code": "4-10-01-03", "name": "保育师", "aliases": "保育员|育婴师"},
    {"level": "3", "code": "4-01-99-00", "name": "其他批发与零售服务人员", "aliases": ""},
    {"level": "3", "code": "6-28-02-00", "name": "气体生产、 处理和输送人员", "aliases": ""},
    {"level": "4", "code": "6-20-03-00", "name": "金属加工机械制造人员", "aliases": ""},
    {"level": "4", "code": "6-20-03-01", "name": "机床装调维修工", "aliases": ""},
    {"level": "4", "code": "5-02-02-00", "name": "造林更新工L", "aliases": ""},
    {"level": "2", "code": "5-03-00-00", "name": "畜牧业生产人员", "aliases": ""},
    {"level": "2", "code": "5-03-00-00", "name": "畜牧业生产人员", "aliases": ""},
    {"level": "3", "code": "4-04-03-00", "name": "信息通信网络运行管理人员", "aliases": ""},
]


@pytest.fixture
def cleaned() -> dict[str, Occupation]:
    rows = clean_rows(RAW)
    assert len({each.code for each in rows}) == len(rows)
    return {each.code: each for each in rows}


def test_repeated_codes_stand_once_at_their_deepest_level(cleaned: dict[str, Occupation]) -> None:
    assert cleaned["2-03-01-00"].level == 4
    assert cleaned["4-12-04-02"].name == "修鞋工"
    assert cleaned["5-03-00-00"].level == 2


def test_marks_become_flags(cleaned: dict[str, Occupation]) -> None:
    def told(code: str) -> tuple[str, bool, bool]:
        return cleaned[code].name, cleaned[code].green, cleaned[code].digital

    assert told("4-02-02-02") == ("道路货运汽车驾驶员", True, False)
    assert told("4-04-05-05") == ("人工智能训练师", False, True)
    assert told("2-02-38-11") == ("增材制造工程技术人员", True, True)


def test_invented_rows_go_and_missing_ones_come(cleaned: dict[str, Occupation]) -> None:
    assert "4-01-99-00" not in cleaned
    assert cleaned["5-02-03-00"] == Occupation("5-02-03-00", "森林经营和管护人员", 3)
    assert cleaned["4-10-01-02"].aliases == ("育婴师",)
    assert cleaned["4-10-01-03"].aliases == ("保育员",)


def test_names_are_repaired(cleaned: dict[str, Occupation]) -> None:
    assert cleaned["6-28-02-00"].name == "气体生产、处理和输送人员"
    assert cleaned["4-04-03-00"].name == "广播电视传输服务人员"
    assert cleaned["4-04-05-05"].aliases == ("标注", "训练")


def test_a_group_among_its_members_is_a_group(cleaned: dict[str, Occupation]) -> None:
    assert cleaned["6-20-03-00"].level == 3
    assert cleaned["5-02-02-00"].level == 4


def test_group_of_a_code() -> None:
    assert group_of("6-05-01-03") == "6-05-01"


@pytest.mark.parametrize(
    ("one", "other", "degree"),
    [
        ("6-05-01-03", "6-05-01-03", 1.0),
        ("6-05-01-03", "6-05-01-04", classification.SAME_GROUP),
        ("6-05-01-03", "6-05-02-01", classification.SAME_FIELD),
        ("6-05-01-03", "4-05-01-03", 0.0),
    ],
)
def test_neighbours_satisfy_in_part(one: str, other: str, degree: float) -> None:
    assert classification.neighbour_degree(one, other) == degree
