from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex
from jobmatch.domain.problems import Flaw, ProblemKind
from jobmatch.intake.rosters import people
from jobmatch.intake.rosters.headers import field_of
from jobmatch.intake.rosters.layout import Column, Context
from jobmatch.intake.rosters.people import Cell, Draft
from tests.intake.rosters.made import MAN, WOMAN

TODAY = date(2026, 3, 15)


def _read(context: Context = Context(), numeric: str = "", **cells: str) -> Draft:  # noqa: B008 - frozen
    made = [
        Cell(Column(place, header, field_of(header)), text, header == numeric)
        for place, (header, text) in enumerate(cells.items(), 1)
    ]
    return people.read_person("表", 3, made, context, today=TODAY)


def _said(context: Context = Context(), numeric: str = "", **cells: str) -> dict[str, Any]:  # noqa: B008 - frozen
    return _read(context, numeric, **cells).values


def test_the_number_tells_sex_and_birth() -> None:
    reading = _read(姓名="张 三", 身份证号=MAN).reading()
    assert (reading.name, reading.id_number) == ("张三", MAN)
    assert (reading.sex, reading.birth_on) == (Sex.MALE, date(1980, 1, 1))
    assert reading.cells["id_number"] == MAN
    assert reading.confidence["birth_on"] < reading.confidence["id_number"]


def test_a_damaged_number_keeps_what_other_columns_say() -> None:
    draft = _read(numeric="身份证号", 姓名="张三", 身份证号=MAN, 性别="男", 出生日期="1980.01.01")
    assert "id_number" not in draft.values
    assert draft.values["sex"] is Sex.MALE
    assert draft.values["birth_on"] == date(1980, 1, 1)
    assert [(p.field, p.kind, p.column) for p in draft.problems] == [
        ("id_number", ProblemKind.INVALID, "B")
    ]
    assert MAN not in draft.problems[0].sentence


def test_sex_against_the_number() -> None:
    draft = _read(姓名="张三", 性别="女", 身份证号=MAN)
    assert "sex" not in draft.values
    assert draft.values["id_number"] == MAN
    assert [(p.field, p.kind) for p in draft.problems] == [("sex", ProblemKind.CONFLICT)]


def test_what_is_missing_is_reported_once() -> None:
    assert [(p.field, p.kind) for p in _read(姓名="张三", 身份证号="").problems] == [
        ("id_number", ProblemKind.MISSING)
    ]
    assert [(p.field, p.kind) for p in _read(姓名="", 身份证号=MAN).problems] == [
        ("name", ProblemKind.MISSING)
    ]
    assert _read(姓名="张三", 性别="男").problems == []
    assert [(p.field, p.kind) for p in _read(姓名="张三", 电话="1380000111").problems] == [
        ("phone", ProblemKind.INVALID)
    ]


def test_particulars() -> None:
    said = _said(
        姓名="李四",
        证件号=WOMAN,
        文化程度="中专",
        健康状况="长期慢性病",
        劳动能力="弱劳动力或半劳动力",
        户编号="5206",
        与户主关系="配偶",
    )
    assert said["schooling"] is Schooling.SENIOR
    assert said["labour_capacity"] is LabourCapacity.WEAK_OR_HALF
    assert (said["health"], said["household_no"], said["relation_to_head"]) == (
        "长期慢性病",
        "5206",
        "配偶",
    )


@pytest.mark.parametrize(
    ("cells", "employed"),
    [
        ({"是否就业": "否", "单位名称": "某厂"}, False),
        ({"单位名称": "某厂"}, True),
        ({"务工时间（月）": "5"}, True),
        ({"务工时间（月）": "0"}, None),
        ({"公益性岗位类型": "保洁"}, True),
        ({"现在在哪务工": "在家"}, False),
        ({"现在在哪务工": "广东省东莞市　某某电子厂"}, True),
        ({"单位名称": ""}, None),
    ],
)
def test_whether_somebody_works(cells: dict[str, str], employed: bool | None) -> None:  # noqa: FBT001 - a table
    assert _said(Context(), "", 姓名="张三", **cells).get("employed") is employed


def test_the_title_speaks_where_the_row_is_silent() -> None:
    context = Context(
        community="旺家社区", building="3栋", employed=False, willing=True, household_no="5206"
    )
    said = _said(context, 姓名="张三", 单位名称="")
    assert (said["community"], said["building"], said["household_no"]) == (
        "旺家社区",
        "3栋",
        "5206",
    )
    assert (said["employed"], said["willing_to_work"]) == (False, True)
    said = _said(context, 姓名="张三", 社区="观山社区", 家庭住址="观山社区5栋2单元", 是否就业="是")
    assert (said["community"], said["building"], said["employed"]) == ("观山社区", "5栋", True)


def test_wills_and_wishes_find_their_place() -> None:
    said = _said(姓名="张三", 就业意愿="保洁、看门", 求职意向="愿意")
    assert (said["wishes"], said["willing_to_work"]) == (("保洁", "看门"), True)
    said = _said(姓名="张三", 技能与证书="电焊、焊工证")
    assert (said["skills"], said["certificates"]) == (("电焊",), ("焊工证",))


def test_the_first_word_counts() -> None:
    draft = Draft("表", 1)
    draft.set("health", "健康", 1.0)
    draft.set("health", "残疾", 0.5)
    draft.set("phone", None, 1.0)
    draft.report("phone", Flaw(ProblemKind.INVALID, "电话不对"))
    assert draft.values == {"health": "健康"}
    assert draft.problems[0].row == 1
