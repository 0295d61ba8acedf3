from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.intake import columns
from jobmatch.intake.column_names import Role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("企业名称", Role.EMPLOYER),
        ("企业（公司）", Role.EMPLOYER),
        ("单 位 名 称", Role.EMPLOYER),
        ("哪家要人", Role.EMPLOYER),
        ("Position 岗位", Role.TITLE),
        ("招聘岗位及人数", Role.TITLE),
        ("活路", Role.TITLE),
        ("招几个", Role.PLACES),
        ("人　数", Role.PLACES),
        ("缺工数", Role.PLACES),
        ("Salary(RMB)薪资", Role.PAY),
        ("补贴标准（元/人/月）", Role.PAY),
        ("工价/综合工资", Role.PAY),
        ("工资单位", Role.PAY_UNIT),
        ("最小年龄", Role.AGE_MIN),
        ("最大年龄", Role.AGE_MAX),
        ("年龄条件", Role.AGES),
        ("年龄及性别", Role.DEMANDS),
        ("安置对象及年龄", Role.DEMANDS),
        ("食宿及保险", Role.WELFARE),
        ("是否包吃住", Role.BOARDING),
        ("Dorm 住宿", Role.LODGING),
        ("五险", Role.INSURANCE),
        ("在哪点", Role.WORKPLACE),
        ("负责人及电话", Role.PHONE),
        ("手机/座机", Role.PHONE),
        ("有效期至", Role.DEADLINE),
        ("用工日期", Role.IGNORED),
        ("统一社会信用代码", Role.SERIAL),
        ("企业数", Role.IGNORED),
        ("身份证号码", Role.ROSTER),
        ("联系电活", Role.PHONE),
        ("招聘人敖", Role.PLACES),
    ],
)
def test_names_say_what_a_column_holds(header: str, role: Role) -> None:
    assert columns.guess_name(header).role is role


@pytest.mark.parametrize(
    ("levels", "role"),
    [
        (("联系方式", "姓名"), Role.CONTACT),
        (("联系方式", "电话"), Role.PHONE),
        (("工资（元/月）", "试用期"), Role.PAY_PROBATION),
        (("工资（元/月）", "转正后"), Role.PAY),
        (("福利待遇", "包吃"), Role.BOARD),
        (("福利待遇", "住"), Role.LODGING),
        (("年龄", "男"), Role.AGES_MALE),
        (("需求人数", "女"), Role.PLACES_FEMALE),
        (("任职要求", "文化程度"), Role.SCHOOLING),
        (("序号", "序号"), Role.SERIAL),
        (("薪资", "说不清"), Role.PAY),
    ],
)
def test_levels_together_say_more(levels: tuple[str, ...], role: Role) -> None:
    assert columns.guess_path(levels).role is role


def test_a_confirmed_guess_is_remembered() -> None:
    path = columns.path_name(("用工情况", "空缺"))
    assert columns.guess_path(("用工情况", "空缺"), {path: "places"}) == columns.Guess(
        Role.PLACES, 1.0
    )
    assert columns.guess_path(("用工情况", "空缺"), {path: "no such role"}).role is not Role.PLACES


@given(st.text(max_size=40))
def test_any_header_gives_a_guess(text: str) -> None:
    guess = columns.guess_name(text)
    assert 0 <= guess.confidence <= 1
    assert columns.plain_name(columns.plain_name(text)) == columns.plain_name(text)
