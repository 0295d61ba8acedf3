"""Wording that the law forbids, and what only looks like it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from jobmatch.domain import ages, legality, wages
from jobmatch.domain.kinds import LEGAL_FLAG_NAMES, EmployerKind, LegalFlag, Sex
from jobmatch.domain.minimum_wages import MinimumWage
from tests.domain.cell_texts import cell_texts

WANSHAN = MinimumWage("520603", Decimal(2130), Decimal("22.4"), date(2025, 2, 1), None)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("仅限女性", {LegalFlag.SEX_LIMIT}),
        ("只要男工", {LegalFlag.SEX_LIMIT}),
        ("女士优先", {LegalFlag.SEX_LIMIT}),
        ("女的优先", {LegalFlag.SEX_LIMIT}),
        ("已婚优先", {LegalFlag.MARRIAGE_OR_BIRTH}),
        ("已生育者优先", {LegalFlag.MARRIAGE_OR_BIRTH}),
        ("入职三年内不得怀孕", {LegalFlag.MARRIAGE_OR_BIRTH}),
        ("身高165以上", {LegalFlag.HEIGHT_OR_LOOKS}),
        ("身高1米6", {LegalFlag.HEIGHT_OR_LOOKS}),
        ("形象气质佳", {LegalFlag.HEIGHT_OR_LOOKS}),
        ("五官端正", {LegalFlag.HEIGHT_OR_LOOKS}),
        ("色弱勿扰", {LegalFlag.HEIGHT_OR_LOOKS}),
        ("限本县户籍", {LegalFlag.LOCAL_HUKOU}),
        ("本地户口优先", {LegalFlag.LOCAL_HUKOU}),
        ("外地人勿扰", {LegalFlag.LOCAL_HUKOU}),
        ("乙肝五项", {LegalFlag.PATHOGEN_CARRIER}),
        ("两对半检查", {LegalFlag.PATHOGEN_CARRIER}),
        ("无传染病", {LegalFlag.PATHOGEN_CARRIER}),
        ("仅限汉族", {LegalFlag.ETHNICITY_OR_RELIGION}),
        ("无宗教信仰", {LegalFlag.ETHNICITY_OR_RELIGION}),
        ("少数民族勿扰", {LegalFlag.ETHNICITY_OR_RELIGION}),
        ("住宿押金300元", {LegalFlag.DEPOSIT_OR_FEE}),
        ("未满一周离职扣150元", {LegalFlag.DEPOSIT_OR_FEE}),
        ("工服60元自付", {LegalFlag.DEPOSIT_OR_FEE}),
        ("体检费自理", {LegalFlag.DEPOSIT_OR_FEE}),
        ("工作未满三个月离职不退保证金", {LegalFlag.DEPOSIT_OR_FEE}),
        ("需交报名费50元", {LegalFlag.DEPOSIT_OR_FEE}),
        ("车费自理", {LegalFlag.DEPOSIT_OR_FEE}),
        ("押一个月工资", {LegalFlag.DEPOSIT_OR_FEE}),
        ("扣押身份证", {LegalFlag.KEEPS_ID_CARD}),
        ("身份证由公司统一保管", {LegalFlag.KEEPS_ID_CARD}),
        ("身份证原件押在厂部，满一年退还", {LegalFlag.KEEPS_ID_CARD}),
    ],
)
def test_forbidden_wording(text: str, flags: set[LegalFlag]) -> None:
    assert legality.find_wording(text) == flags


@pytest.mark.parametrize(
    "text",
    [
        "不收任何费用", "免费体检", "求职不交押金，谨防上当", "不收押金、服装费", "体检费公司报销",
        "退伍军人优先", "搬迁户优先", "残疾人优先", "夫妻优先", "陪读家长优先", "男女不限",
        "男18-45岁，女18-40岁", "携带身份证报名", "提供身份证复印件", "不扣押身份证", "水电费自理",
        "住宿自理，五险", "缴纳社保", "计件，月收入2900——5100元", "苗族刺绣", "高楼坪侗族乡",
        "形象店店长", "户籍不限", "身高不限", "婚否不限", "单身宿舍", "母婴护理证", "女装缝纫",
        "年满16周岁", "有事请假不扣钱", "视力好", "收银员", "押运员", "",
    ],
)  # fmt: skip
def test_lawful_wording(text: str) -> None:
    assert legality.find_wording(text) == set()


def test_a_demanded_sex_and_ages_under_sixteen_are_flagged() -> None:
    found = legality.find_flags(["吃苦耐劳"], sex=Sex.MALE, ages=ages.read_ages("15-25岁"))
    assert found == (LegalFlag.SEX_LIMIT, LegalFlag.UNDERAGE)
    assert legality.find_flags([], sex=Sex.ANY, ages=ages.read_ages("16-60")) == ()


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("1800元", True),
        ("2130", False),
        ("2000-3000", True),
        ("底薪1820元+提成+工龄奖", True),
        ("底薪2200+提成", False),
        ("底薪1800，综合4000-5000", True),
        ("15元/小时", True),
        ("22.4元/小时", False),
        ("100元/天", False),
        ("90元/天", True),
        ("年薪2万", True),
        ("面议", False),
        ("计件0.5元/件", False),
        ("", False),
    ],
)
def test_the_base_is_compared_with_the_minimum(text: str, below: bool) -> None:  # noqa: FBT001 - a table
    assert legality.is_below(wages.read_pay(text), WANSHAN) is below


def test_no_figure_and_public_welfare_are_not_compared() -> None:
    pay = wages.read_pay("400元/月")
    assert not legality.is_below(pay, None)
    assert legality.find_flags([], pay=pay, minimum=WANSHAN) == (LegalFlag.BELOW_MINIMUM_WAGE,)
    welfare = EmployerKind.PUBLIC_WELFARE
    assert legality.find_flags([], pay=pay, minimum=WANSHAN, kind=welfare) == ()


def test_every_flag_has_a_law_and_a_name() -> None:
    assert set(legality.RULES) == set(LegalFlag) == set(LEGAL_FLAG_NAMES)
    assert all(rule.law and rule.advice.endswith("。") for rule in legality.RULES.values())


@given(cell_texts)
def test_any_text(text: str) -> None:
    flags = legality.find_flags([text, text])
    assert list(flags) == sorted(flags)
    assert flags == legality.find_flags([text])
