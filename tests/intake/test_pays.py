from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jobmatch.domain.kinds import PayUnit
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import pays
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.readers import Reader
from tests.intake.sheets import TODAY, posting_tables


def _read(*cells: tuple[Role, str, str], **values: Any) -> Reader:
    draft = Draft(None, 2)
    for column, (role, header, text) in enumerate(cells, 1):
        draft.add(role, Cell(text, column, header))
    reader = Reader(draft, "表.csv", TODAY, posting_tables())
    reader.values.update(values)
    pays.read_pay(reader)
    return reader


def _range(reader: Reader) -> tuple[Any, Any, Any]:
    values = reader.values
    return values.get("pay_min"), values.get("pay_max"), values.get("pay_unit")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([(Role.PAY, "薪资", "4000-5500")], (4000, 5500, PayUnit.MONTH)),
        (
            [(Role.PAY, "工资", "6-8"), (Role.PAY_UNIT, "单位", "万/年")],
            (60000, 80000, PayUnit.YEAR),
        ),
        ([(Role.PAY, "工资", "160"), (Role.PAY_UNIT, "单位", "元/天")], (160, 160, PayUnit.DAY)),
        ([(Role.PAY, "日工资（元）", "180")], (180, 180, PayUnit.DAY)),
        ([(Role.PAY, "薪资（千元）", "4-6")], (4000, 6000, PayUnit.MONTH)),
        (
            [(Role.PAY_MIN, "最低工资", "3000"), (Role.PAY_MAX, "最高工资", "4500")],
            (3000, 4500, PayUnit.MONTH),
        ),
        (
            [(Role.PAY, "底薪", "2300"), (Role.PAY, "综合工资", "5000-6000")],
            (5000, 6000, PayUnit.MONTH),
        ),
        ([(Role.PAY, "工资", "无"), (Role.REMARK, "备注", "30元/小时")], (30, 30, PayUnit.HOUR)),
        ([(Role.REMARK, "备注", "包吃住，月工资3000元")], (3000, 3000, PayUnit.MONTH)),
        ([(Role.PAY, "工资", "见备注")], (None, None, None)),
    ],
)
def test_columns_and_texts(cells: list[tuple[Role, str, str]], expected: tuple[Any, ...]) -> None:
    reader = _read(*cells)
    assert _range(reader) == expected
    assert reader.problems == []


def test_public_welfare_is_paid_by_the_month() -> None:
    from jobmatch.domain.kinds import EmployerKind  # noqa: PLC0415 - needed here alone

    reader = _read((Role.PAY, "补贴标准", "400"), kind=EmployerKind.PUBLIC_WELFARE)
    assert _range(reader) == (400, 400, PayUnit.MONTH)


def test_a_bare_amount_of_a_public_body_is_paid_by_the_month() -> None:
    reader = _read((Role.PAY, "薪资待遇", "400"), employer="锦程社区居民委员会")
    assert _range(reader) == (400, 400, PayUnit.MONTH)
    assert reader.confidence["pay_unit"] < 1


def test_a_bare_amount_that_may_be_a_day_or_a_month_is_asked_about() -> None:
    reader = _read((Role.PAY, "薪资待遇", "400"))
    assert _range(reader) == (None, None, None)
    assert [(one.field, one.kind) for one in reader.problems] == [("pay_min", ProblemKind.MISSING)]


def test_a_bare_amount_like_a_day_is_read_so_and_doubted() -> None:
    reader = _read((Role.PAY, "薪资待遇", "180-220"))
    assert _range(reader) == (180, 220, PayUnit.DAY)
    assert reader.confidence["pay_unit"] < 1
    assert [one.field for one in reader.problems] == ["pay_unit"]


def test_a_text_beside_it_tells_the_unit_of_a_bare_amount() -> None:
    reader = _read((Role.PAY, "薪资待遇", "400"), (Role.REMARK, "备注", "每月补贴，月工资400元"))
    assert _range(reader) == (400, 400, PayUnit.MONTH)
    assert reader.problems == []


def test_two_columns_for_probation_and_regular_pay() -> None:
    reader = _read((Role.PAY_PROBATION, "试用期", "3000-3500"), (Role.PAY, "转正后", "4500"))
    assert reader.values["probation_pay"] == Decimal(3000)
    assert _range(reader) == (4500, 4500, PayUnit.MONTH)


def test_a_text_that_names_another_pay_is_a_contradiction() -> None:
    reader = _read((Role.PAY, "工资", "2500-3500"), (Role.REMARK, "描述", "月薪4500-6000元，包住"))
    assert _range(reader) == (None, None, None)
    assert [(one.field, one.kind) for one in reader.problems] == [("pay_min", ProblemKind.CONFLICT)]


def test_a_text_that_agrees_or_names_the_base_is_none() -> None:
    for text in ("月薪3000元起", "底薪2300元", "餐补400元", "交押金200元"):
        reader = _read((Role.PAY, "工资", "2500-3500"), (Role.REMARK, "描述", text))
        assert reader.problems == []
        assert _range(reader)[:2] == (2500, 3500)


def test_what_is_cut_or_absurd_is_reported() -> None:
    cut = _read((Role.PAY, "工资", "5000~1000"), (Role.REMARK, "描述", "月薪6000元"))
    assert [(one.field, one.kind) for one in cut.problems] == [("pay_min", ProblemKind.TRUNCATED)]
    assert _range(cut) == (None, None, None)
    absurd = _read((Role.PAY, "工资", "15000800026000元"))
    assert len(absurd.problems) == 1
