"""Facts pulled from free sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from jobmatch.domain.ages import AgeRange
from jobmatch.domain.boarding import Boarding
from jobmatch.domain.headcounts import Headcount
from jobmatch.domain.kinds import Insurance, PayUnit, Schooling, Sex, Shift
from jobmatch.domain.phones import Contact
from jobmatch.domain.remarks import read_remark
from tests.domain.cell_texts import cell_texts, stands_in, values


def test_everything_in_one_cell() -> None:
    remark = read_remark(
        "2人，25至50岁，高中学历，月工资5000元至6000元，包吃包住，买五险，两班倒，"
        "地址大坪乡，电话13800004001王站长"
    )
    assert remark.headcount == Headcount(2, 2)
    assert remark.ages.ranges == (AgeRange(Sex.ANY, 25, 50),)
    assert remark.schooling is Schooling.SENIOR
    assert values(remark.pay.min_yuan, remark.pay.max_yuan, remark.pay.unit) == (
        5000,
        6000,
        PayUnit.MONTH,
    )
    assert remark.boarding == Boarding(board=True, lodging=True)
    assert remark.insurance is Insurance.FIVE
    assert remark.shift is Shift.TWO_SHIFT
    assert remark.workplace == "大坪乡"
    assert remark.contact == Contact("王站长", "13800004001")
    assert remark.sex is None
    assert remark.certificates == ()


def test_a_chat_message() -> None:
    remark = read_remark(
        "普工100人 男女不限 16周岁以上45岁一下\n一个小时21块，一个月5500一一6500\n"
        "包住 夫妻有夫妻房\n不收任何费用\n"
        "想去的找我报名 石管家 17700006034"
    )
    assert remark.headcount == Headcount(100, 100)
    assert remark.sex is Sex.ANY
    assert remark.ages.ranges == (AgeRange(Sex.ANY, 16, 45),)
    assert values(remark.pay.min_yuan, remark.pay.max_yuan, remark.pay.unit) == (
        5500,
        6500,
        PayUnit.MONTH,
    )
    assert remark.boarding == Boarding(board=None, lodging=True)
    assert remark.contact == Contact("石管家", "17700006034")


def test_labelled_lines() -> None:
    remark = read_remark(
        "人数：15个\n工资：130一天，中午管饭\n年龄：65一下\n上班时间：7:00-18:00\n13500006067"
    )
    assert remark.headcount == Headcount(15, 15)
    assert values(remark.pay.min_yuan, remark.pay.unit) == (130, PayUnit.DAY)
    assert remark.boarding == Boarding(board=True, lodging=None)
    assert remark.ages.ranges == (AgeRange(Sex.ANY, None, 65),)
    assert remark.shift is Shift.DAY
    assert remark.contact == Contact(None, "13500006067")


def test_a_paragraph_with_numerals_and_trial_pay() -> None:
    remark = read_remark(
        "因扩大生产，现招装配工五十名，18至48周岁，初中以上文化，"
        "月综合工资5000至7000元，试用期4000元，签合同交社保，"
        "地址温州市瓯海区，0577-0005048。"
    )
    assert remark.headcount == Headcount(50, 50)
    assert values(remark.pay.min_yuan, remark.pay.max_yuan) == (5000, 7000)
    assert remark.pay.probation_yuan == 4000
    assert remark.workplace == "温州市瓯海区"
    assert remark.contact.phone == "0577-0005048"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2人，55岁以下，一天110，管两餐", 110, 110, PayUnit.DAY),
        ("找厨工1个，一个月2500，管吃，要健康证", 2500, 2500, PayUnit.MONTH),
        ("急招两名搬运工，男，一天二百二包吃，日结", 220, 220, PayUnit.DAY),
        ("招小工，工资日结，男工180，女工150", 150, 180, PayUnit.DAY),
        ("不上夜班，2800，18-45", 2800, 2800, PayUnit.MONTH),
        ("住宿押金300元，月薪4000", 4000, 4000, PayUnit.MONTH),
        ("有健康证，3年经验", None, None, None),
        ("包吃住，年终奖5000元", None, None, None),
        ("18-50岁，夜班", None, None, None),
    ],
)
def test_pay_of_a_sentence(
    text: str, low: int | None, high: int | None, unit: PayUnit | None
) -> None:
    pay = read_remark(text).pay
    assert values(pay.min_yuan, pay.max_yuan, pay.unit) == (low, high, unit)


@pytest.mark.parametrize("sign", [" ", "，", "、", "；", "\n", ","])
def test_any_sign_may_part_the_statements(sign: str) -> None:
    statements = ["6名", "28-52岁", "高中学历", "月工资5000元至6000元", "包吃住", "地址大坪乡"]
    remark = read_remark(sign.join([*statements, "电话13800004001王站长"]))
    assert values(remark.pay.min_yuan, remark.pay.max_yuan) == (5000, 6000)
    assert remark.headcount == Headcount(6, 6)
    assert remark.ages.ranges == (AgeRange(Sex.ANY, 28, 52),)
    assert remark.workplace == "大坪乡"
    assert remark.contact == Contact("王站长", "13800004001")


def test_numbers_of_two_lines_stay_two() -> None:
    remark = read_remark("人数：15\n130一天")
    assert remark.headcount == Headcount(15, 15)
    assert values(remark.pay.min_yuan, remark.pay.unit) == (130, PayUnit.DAY)


def test_contact_and_deadline() -> None:
    remark = read_remark("联系人：张先生，电话：139 0000 0711，报名截止2026年4月10日")
    assert remark.contact == Contact("张先生", "13900000711")
    assert remark.deadline.value == date(2026, 4, 10)


def test_what_a_sentence_does_not_say_stays_empty() -> None:
    remark = read_remark("吃苦耐劳，服从安排")
    assert remark.headcount is None
    assert remark.ages.ranges == ()
    assert remark.contact == Contact()
    assert remark.workplace is None
    assert remark.deadline.value is None


@pytest.mark.parametrize("unit", ["1", "5千", "138 ", "5000元", "优先", "证", "1人、"])
def test_a_hostile_cell_costs_no_more_than_a_long_one(unit: str) -> None:
    # No clock: a reader that went through it quadratically would run into the suite's timeout.
    read_remark(unit * (32_767 // len(unit)))


@given(cell_texts)
def test_any_text_gives_only_its_own_numbers(text: str) -> None:
    remark = read_remark(text)
    for value in (remark.pay.min_yuan, remark.pay.max_yuan):
        assert value is None or stands_in(value, text)
    if remark.headcount is not None and remark.headcount.min is not None:
        assert stands_in(remark.headcount.min, text)


@pytest.mark.parametrize(
    "text", ["2人，工地在城关镇新城，300一天", "工地位于城关镇新城", "📍城关镇新城\n☎️13800004001"]
)
def test_places_told_otherwise(text: str) -> None:
    assert read_remark(text).workplace == "城关镇新城"
