from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import Schooling, Sex
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake.rosters import stories
from jobmatch.intake.rosters.layout import Context
from tests.intake.rosters.made import MAN, WOMAN

TODAY = date(2026, 3, 15)


def _read(text: str) -> dict[str, Any]:
    return stories.read_story("表", 2, text, Context(), today=TODAY).values


def test_who_and_where() -> None:
    for text in (
        f"1、张三，男，3栋，身份证号{MAN}，会电焊。电话：13800001111",
        f"2、3栋的张三，男，{MAN}，13800001111，会电焊",
        f"3、张三（身份证{MAN}，电话13800001111），3栋，电焊会",
        f"3栋张三，男，{MAN}，13800001111，会电焊",
        f"4. 张三 男 家住3栋 身份证{MAN} 电话13800001111 会电焊",
    ):
        said = _read(text)
        assert (said["name"], said["id_number"], said["phone"]) == ("张三", MAN, "13800001111")
        assert (said["sex"], said["building"], said["skills"]) == (Sex.MALE, "3栋", ("电焊",))


@pytest.mark.parametrize(
    ("clauses", "field", "value"),
    [
        ("会缝纫、会绣花", "skills", ("缝纫", "绣花")),
        ("砌砖、粉墙都会", "skills", ("砌砖", "粉墙")),
        ("学过数控", "skills", ("数控",)),
        ("以前在广东做过保洁", "skills", ("保洁",)),
        ("开过挖机", "skills", ("开挖机",)),
        ("有B2驾照和电工证", "certificates", ("B2驾照", "电工证")),
        ("会电焊，有焊工证", "certificates", ("焊工证",)),
        ("想在社区里面干，要接娃娃", "wishes", ("社区里面", "接娃娃")),
        ("想找送货的，工资4000以上", "wishes", ("送货", "工资4000以上")),
        ("包住就去", "wishes", ("包住",)),
        ("不要夜班", "wishes", ("不要夜班",)),
        ("不愿意出去工作", "willing_to_work", False),
        ("暂时不想出门打工", "willing_to_work", False),
        ("想去东莞", "wishes", ("东莞",)),
        ("想找养殖场，夫妻一起", "wishes", ("养殖场", "夫妻一起")),
        ("想找个离家近的活", "wishes", ("离家近",)),
        ("想换工作", "wishes", ("换工作",)),
        ("会做饭、会带娃", "skills", ("做饭", "带娃")),
        ("日结的活都可以", "wishes", ("日结",)),
        ("不倒班就去", "wishes", ("不倒班",)),
        ("想带回家做", "wishes", ("带回家做",)),
        ("想在本地找", "wishes", ("本地",)),
        ("什么都愿意做", "willing_to_work", True),
        ("现在没活干", "employed", False),
        ("在社区做公益性岗位", "employer", None),
        ("身体不太好（长期慢性病）", "health", "长期慢性病"),
        ("身体健康", "health", "健康"),
        ("中专毕业", "schooling", Schooling.SENIOR),
        ("大专", "schooling", Schooling.COLLEGE),
        ("现在某某电子有限公司上班", "skills", None),
        ("现在在某某电子有限公司上班，一个月6000", "employer", "某某电子有限公司"),
        ("现在在某某电子有限公司上班，一个月6000", "monthly_income", Decimal(6000)),
        ("在东莞打工", "workplace", "东莞"),
        ("在旺家社区居民委员会做保洁", "employed", True),
        ("现在没有工作", "employed", False),
        ("不想出去", "willing_to_work", False),
        ("想上班", "willing_to_work", True),
    ],
)
def test_clauses(clauses: str, field: str, value: object) -> None:
    assert _read(f"1、张三，男，{MAN}，{clauses}").get(field) == value


def test_a_wish_for_pay_is_no_income() -> None:
    said = _read(f"张三，男，{MAN}，想找送货的，工资4000")
    assert "monthly_income" not in said
    assert said["wishes"] == ("送货", "工资4000")


def test_defects_are_reported() -> None:
    wrong = MAN[:17] + ("1" if MAN[17] != "1" else "2")
    draft = stories.read_story("表", 3, f"张三，男，{wrong}，会电焊", Context(), today=TODAY)
    assert [(p.field, p.kind) for p in draft.problems] == [("id_number", ProblemKind.INVALID)]
    assert "id_number" not in draft.values
    assert draft.values["sex"] is Sex.MALE
    draft = stories.read_story(
        "表", 3, f"张三，女，{MAN}，电话：1380000111", Context(), today=TODAY
    )
    assert [(p.field, p.kind) for p in draft.problems] == [
        ("sex", ProblemKind.CONFLICT),
        ("phone", ProblemKind.INVALID),
    ]


def test_what_is_a_story() -> None:
    assert stories.is_story(f"张三，{MAN}", prose_only=False)
    assert stories.is_story("张三，13800001111，会电焊", prose_only=True)
    assert not stories.is_story("张三，13800001111，会电焊", prose_only=False)
    assert not stories.is_story("管家：石某某 13800001111", prose_only=True)
    assert not stories.is_story("以上人员请帮忙联系岗位。", prose_only=True)
    assert stories.split_stories(f"张三 {MAN}\n李四 {WOMAN}") == [f"张三 {MAN}", f"李四 {WOMAN}"]
    assert stories.split_stories(f"张三\n{MAN}") == [f"张三\n{MAN}"]


@given(st.text(alphabet="张三李四男女，。、（）会有想在做上班证 0123456789Xx栋元月"))
def test_any_paragraph(text: str) -> None:
    said = _read(text)
    if said.get("phone"):
        assert said["phone"] in text.replace(" ", "").replace("-", "")
    for field in ("skills", "wishes", "certificates"):
        assert all(said.get(field, ()))
