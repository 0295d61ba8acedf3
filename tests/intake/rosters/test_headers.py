from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.intake.rosters import headers
from jobmatch.intake.rosters.headers import RosterField as F


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("姓 名", F.NAME),
        ("1、您的姓名：", F.NAME),
        ("劳动力姓名", F.NAME),
        ("户主", F.HEAD_NAME),
        ("公民身份号码", F.ID_NUMBER),
        ("证件号码", F.ID_NUMBER),
        ("户主证件号码", None),
        ("证件类型", None),
        ("户编号", F.HOUSEHOLD_NO),
        ("家庭编号", F.HOUSEHOLD_NO),
        ("人口编号", None),
        ("与户主关系", F.RELATION),
        ("户联系电话", F.HOUSEHOLD_PHONE),
        ("成员联系电话", F.PHONE),
        ("文化程度", F.SCHOOLING),
        ("在校生状况", None),
        ("劳动技能", F.CAPACITY),
        ("技能特长", F.SKILLS),
        ("9、您会做什么？（可多选）", F.SKILLS),
        ("证书名称", F.CERTIFICATES),
        ("证书编号", None),
        ("技能与证书", F.SKILLS_AND_PAPERS),
        ("是否已务工", F.EMPLOYED),
        ("6、您目前是否有工作？", F.EMPLOYED),
        ("在不在上班", F.EMPLOYED),
        ("务工企业名称", F.EMPLOYER),
        ("务工所在地", F.WORKPLACE),
        ("上班的地方", F.WHEREABOUTS),
        ("现在在哪务工", F.WHEREABOUTS),
        ("务工时间（月）", F.MONTHS),
        ("公益性岗位(月数)", F.WELFARE_POSTING),
        ("一个月挣多少", F.INCOME),
        ("人均纯收入", None),
        ("是否计划务工", F.WILLING),
        ("就业意愿", F.WILLING),
        ("求职意向", F.WISHES),
        ("意向工种", F.WISHES),
        ("想找什么样的活", F.WISHES),
        ("愿意从事的工种", F.WISHES),
        ("培训意愿", None),
        ("4、您住在哪个社区？", F.COMMUNITY),
        ("社区管家", None),
        ("村", F.COMMUNITY),
        ("楼栋号", F.BUILDING),
        ("家庭住址", F.ADDRESS),
        ("户籍地址", None),
        ("是否享受低保", None),
        ("是否残疾", F.DISABLED),
        ("失业原因", None),
        ("民族", None),
    ],
)
def test_fields_of_headers(header: str, field: F | None) -> None:
    assert headers.field_of(header) is field


def test_known_without_a_field_is_not_unknown() -> None:
    assert headers.known_as("备注") == (True, None)
    assert headers.known_as("来源") == (False, None)
    assert headers.known_as("长" * 60) == (False, None)


@given(st.text())
def test_any_header(text: str) -> None:
    known, field = headers.known_as(text)
    assert known or field is None
