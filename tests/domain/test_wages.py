"""Pay texts as sheets really hold them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from jobmatch.domain import wages
from jobmatch.domain.kinds import PayUnit
from jobmatch.domain.problems import ProblemKind
from jobmatch.domain.wages import Pay
from tests.domain.cell_texts import cell_texts, stands_in, values

MONTH, DAY, HOUR, YEAR, PIECE = (
    PayUnit.MONTH, PayUnit.DAY, PayUnit.HOUR, PayUnit.YEAR, PayUnit.PIECE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("4200-5800元", 4200, 5800, MONTH),
        ("4200～5800元/月", 4200, 5800, MONTH),
        ("月薪3600左右", 3600, 3600, MONTH),
        ("到手4100以上", 4100, None, MONTH),
        ("3600起", 3600, None, MONTH),
        ("2.6k+", 2600, None, MONTH),
        ("综合工资3800-5200", 3800, 5200, MONTH),
        ("90元/天", 90, 90, DAY),
        ("日结180元", 180, 180, DAY),
        ("工资日结每天270元！", 270, 270, DAY),
        ("17元/小时", 17, 17, HOUR),
        ("23/h", 23, 23, HOUR),
        ("30块钱一小时", 30, 30, HOUR),
        ("4千6", 4600, 4600, MONTH),
        ("四千五到六千", 4500, 6000, MONTH),
        ("三千八至五千", 3800, 5000, MONTH),
        ("计件，熟手月收入3000-5000元，生手2000元", 2000, 5000, MONTH),
        ("4千5左右", 4500, 4500, MONTH),
        ("5.5-7千", 5500, 7000, MONTH),
        ("0.6-0.9万", 6000, 9000, MONTH),
        ("4.5k-6k", 4500, 6000, MONTH),
        ("2.5-4K", 2500, 4000, MONTH),
        ("8000-1万元", 8000, 10000, MONTH),
        ("8000-1万2", 8000, 12000, MONTH),
        ("6-8万/年", 60000, 80000, YEAR),
        ("年收入7-10万元", 70000, 100000, YEAR),
        ("5千-7千·13薪", 5000, 7000, MONTH),
        ("包天二百二", 220, 220, DAY),
        ("二百八一天", 280, 280, DAY),
        ("一天三百五", 350, 350, DAY),
        ("一百六包午饭", 160, 160, DAY),
        ("三千五至四千", 3500, 4000, MONTH),
        ("六千到八千", 6000, 8000, MONTH),
        ("四五千", 4000, 5000, MONTH),
        ("月薪三千", 3000, 3000, MONTH),
        ("3500元一一7000元", 3500, 7000, MONTH),
        ("２，５００——３，０００元", 2500, 3000, MONTH),
        ("生手2300, 熟手2900", 2300, 2900, MONTH),
        ("两班倒4300, 长白班3500", 3500, 4300, MONTH),
        ("两班制6500元，三班制5500元", 5500, 6500, MONTH),
        ("20元/小时，月综合5500-6500元", 5500, 6500, MONTH),
        ("底薪2080+加班费，综合5000-6000", 5000, 6000, MONTH),
        ("保底+计件=4000元—5500元", 4000, 5500, MONTH),
        ("保底2300元，计件月均3000-4000元", 3000, 4000, MONTH),
        ("计件 0.02-0.1元/颗，月入4000-6000元", 4000, 6000, MONTH),
        ("按件结算，熟手一天能做120元左右", 120, 120, DAY),
        ("计件0.03-0.08元/个", Decimal("0.03"), Decimal("0.08"), PIECE),
        ("小篮12元/个，大篮25元/个", 12, 25, PIECE),
        ("7000-8500元/月+全勤奖200", 7000, 8500, MONTH),
        ("3000+200全勤", 3000, 3000, MONTH),
        ("4500元,每月15日发工资", 4500, 4500, MONTH),
        ("8小时制、工资待遇：3000元", 3000, 3000, MONTH),
        ("月休4天，4500元", 4500, 4500, MONTH),
        ("4000元以内", None, 4000, MONTH),
        ("3500/4000", 3500, 4000, MONTH),
    ],
)
def test_range_and_unit(
    text: str, low: Decimal | None, high: Decimal | None, unit: PayUnit
) -> None:
    pay = wages.read_pay(text)
    assert values(pay.min_yuan, pay.max_yuan, pay.unit) == (low, high, unit)
    assert not pay.base_only
    assert pay.flaw is None


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("底薪1900+提成", 1900),
        ("底薪2200+全勤+工龄", 2200),
        ("保底2600/月, 超出按计件", 2600),
        ("底薪3k+提成", 3000),
        ("基本工资1800元+计件", 1800),
        ("底薪2300元+每桶提成2元", 2300),
        ("2500+提成", 2500),
        ("保底3000，上不封顶", 3000),
    ],
)
def test_only_a_base_has_no_upper_end(text: str, base: int) -> None:
    pay = wages.read_pay(text)
    assert values(pay.min_yuan, pay.max_yuan, pay.unit, pay.base_only) == (base, None, MONTH, True)
    assert pay.base_yuan == base


@pytest.mark.parametrize(
    ("text", "low", "high", "probation"),
    [
        ("试用期2400, 转正3100-3600", 3100, 3600, 2400),
        ("试用期4500元/月，转正后6000-9000元/月", 6000, 9000, 4500),
        ("试用期3个月3000元，转正4000元", 4000, 4000, 3000),
        ("3000（试用期2500）", 3000, 3000, 2500),
    ],
)
def test_probation_stands_beside_regular_pay(
    text: str, low: int, high: int, probation: int
) -> None:
    pay = wages.read_pay(text)
    assert values(pay.min_yuan, pay.max_yuan, pay.probation_yuan) == (low, high, probation)
    assert [variant.min_yuan for variant in pay.variants] == [probation, low]


def test_the_base_beside_a_total_is_kept() -> None:
    assert wages.read_pay("底薪2080+加班费，综合5000-6000").base_yuan == 2080


@pytest.mark.parametrize("text", ["计件", "多劳多得", "按件结算"])
def test_piece_work_alone_has_no_amount(text: str) -> None:
    assert wages.read_pay(text) == Pay(piece_rate=True)


@pytest.mark.parametrize("text", ["", "待遇从优", "无", "/", "0"])
def test_nothing_said_is_nothing(text: str) -> None:
    assert wages.read_pay(text) == Pay()


def test_negotiable() -> None:
    assert wages.read_pay("面议 Neg.") == Pay(negotiable=True)
    floor = wages.read_pay("面议（原则上不低于8000元/月）")
    assert values(floor.negotiable, floor.min_yuan, floor.max_yuan) == (True, 8000, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5000~1000", ProblemKind.TRUNCATED),
        ("6000-70", ProblemKind.TRUNCATED),
        ("2000~300", ProblemKind.TRUNCATED),
        ("5000-", ProblemKind.TRUNCATED),
        ("6000-5000", ProblemKind.INVALID),
        ("5", ProblemKind.INVALID),
    ],
)
def test_broken_pay_is_never_guessed(text: str, kind: ProblemKind) -> None:
    pay = wages.read_pay(text)
    assert values(pay.min_yuan, pay.max_yuan, pay.unit) == (None, None, None)
    assert pay.flaw is not None
    assert pay.flaw.kind is kind


def test_the_header_gives_the_unit_unless_the_cell_does() -> None:
    assert wages.read_pay("400", unit=MONTH).unit is MONTH
    assert wages.read_pay("150元/天", unit=MONTH).unit is DAY
    assert wages.read_pay("6-8万/年", unit=MONTH).unit is YEAR


def test_per_month() -> None:
    assert values(*wages.per_month(wages.read_pay("100元/天"))) == (2175, 2175)
    assert values(*wages.per_month(wages.read_pay("20元/小时"))) == (3480, 3480)
    low, high = wages.per_month(wages.read_pay("6万以上/年"))
    assert low is not None
    assert round(low) == 5000
    assert high is None
    assert values(*wages.per_month(wages.read_pay("1元/件"))) == (None, None)


@given(cell_texts)
def test_any_text_gives_pay_from_its_own_digits(text: str) -> None:
    pay = wages.read_pay(text)
    for value in (pay.min_yuan, pay.max_yuan, pay.probation_yuan, pay.base_yuan):
        assert value is None or stands_in(value, text)
    if pay.min_yuan is not None and pay.max_yuan is not None:
        assert pay.min_yuan <= pay.max_yuan
    if pay.min_yuan is None and pay.max_yuan is None and pay.probation_yuan is None:
        assert pay.unit is None
    if pay.flaw is not None:
        assert values(pay.min_yuan, pay.max_yuan) == (None, None)
