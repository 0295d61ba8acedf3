from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import LabourCapacity, Sex
from jobmatch.intake.rosters import values
from jobmatch.intake.rosters.values import Home


@pytest.mark.parametrize(
    "text", ["", " ", "无", "/", "—", "(跳过)", "以上都没有", "(空)", "暂无", "N/A"]
)
def test_nothing(text: str) -> None:
    assert values.is_nothing(text)
    assert values.split_list(text) == ()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("已就业", True),
        ("灵活就业", True),
        ("在", True),
        ("是", True),
        ("有工作", True),
        ("在家务工", True),
        ("公益性岗位", True),
        ("未就业", False),
        ("没有工作", False),
        ("不在", False),
        ("否", False),
        ("在家", False),
        ("待业在家", False),
        ("务农", None),
        ("在校学生", None),
        ("", None),
        ("(跳过)", None),
    ],
)
def test_employed(text: str, answer: bool | None) -> None:  # noqa: FBT001 - a table of answers
    assert values.read_employed(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("愿意", True),
        ("有", True),
        ("强烈", True),
        ("不愿意", False),
        ("无", False),
        ("暂不外出", False),
        ("看情况", None),
        ("", None),
    ],
)
def test_willing(text: str, answer: bool | None) -> None:  # noqa: FBT001 - a table of answers
    assert values.read_willing(text) is answer


def test_plain_will() -> None:
    assert values.is_plain_will("不愿意就业")
    assert not values.is_plain_will("愿意做保洁")


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("普通劳动力", LabourCapacity.ORDINARY),
        ("技能劳动力", LabourCapacity.SKILLED),
        ("弱劳动力或半劳动力", LabourCapacity.WEAK_OR_HALF),
        ("部分丧失劳动能力", LabourCapacity.WEAK_OR_HALF),
        ("丧失劳动力", LabourCapacity.LOST),
        ("无劳动力", LabourCapacity.NONE),
        ("有劳动能力", LabourCapacity.ORDINARY),
        ("1", None),
    ],
)
def test_capacity(text: str, capacity: LabourCapacity | None) -> None:
    assert values.read_capacity(text) is capacity


@pytest.mark.parametrize(
    "text", ["19840912", "1984-09-12", "1984.9.12", "1984年9月12日", "1984/9/12", "30937"]
)
def test_birth(text: str) -> None:
    assert values.read_birth(text) == date(1984, 9, 12)


@pytest.mark.parametrize("text", ["", "1984.9", "19841350", "不详"])
def test_no_birth(text: str) -> None:
    assert values.read_birth(text) is None


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("6200", 6200),
        ("6000元", 6000),
        ("约3千", 3000),
        ("一个月4500左右", 4500),
        ("3000-4000", 3000),
        ("3-4千", 3000),
        ("0.5万", 5000),
        ("1,500", 1500),
        ("两千八", 2800),
        ("200元/天", None),
        ("0", None),
        ("无", None),
    ],
)
def test_income(text: str, yuan: int | None) -> None:
    assert values.read_income(text) == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("缝纫、煮饭", ("缝纫", "煮饭")),
        ("保洁/月嫂", ("保洁", "月嫂")),
        ("做饭┋缝纫┋其他〖编背篼〗", ("做饭", "缝纫", "编背篼")),
        ("电焊┋其他〖(空)〗", ("电焊",)),
        ("县城,不夜班", ("县城", "不夜班")),
        ("B2驾照和电工证", ("B2驾照", "电工证")),
        ("砌砖 粉墙", ("砌砖", "粉墙")),
        ("1.缝纫、2.电焊等", ("缝纫", "电焊")),
        ("会用电脑", ("会用电脑",)),
    ],
)
def test_lists(text: str, words: tuple[str, ...]) -> None:
    assert values.split_list(text) == words


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("龙生社区2栋2单元201", Home("龙生社区", "2栋", "2单元", "201")),
        ("贵州省铜仁市万山区丹都街道旺家社区劳动力底册", Home("旺家社区")),
        ("单位：旺家社区居民委员会", Home("旺家社区")),
        ("社区管家包保楼栋劳动力台账", Home()),
        ("易地扶贫搬迁社区花名册", Home()),
        ("关于做好观山社区摸底的通知", Home("观山社区")),
        ("12#楼", Home(None, "12栋")),
    ],
)
def test_homes(text: str, home: Home) -> None:
    assert values.read_home(text) == home


@pytest.mark.parametrize(
    ("text", "building"),
    [("3", "3栋"), ("16栋", "16栋"), ("3号楼", "3号楼"), ("", None), ("A区", "A区")],
)
def test_buildings(text: str, building: str | None) -> None:
    assert values.read_building(text) == building


@pytest.mark.parametrize(
    ("text", "place", "firm"),
    [
        ("浙江省温州市　某某鞋服有限公司", "浙江省温州市", "某某鞋服有限公司"),
        ("广东省东莞市某某电子厂", "广东省东莞市", "某某电子厂"),
        ("东莞", "东莞", None),
        ("贵州省铜仁市万山区", "贵州省铜仁市万山区", None),
        ("旺家社区居民委员会", None, "旺家社区居民委员会"),
        ("(跳过)", None, None),
    ],
)
def test_whereabouts(text: str, place: str | None, firm: str | None) -> None:
    assert values.split_whereabouts(text) == (place, firm)


def test_names_and_sexes() -> None:
    assert values.read_name(" 张 三 ") == "张三"
    assert values.read_name("李四（户主）") == "李四"
    assert values.read_name("39人") is None
    assert values.read_name("注：以上") is None
    assert values.read_sex("男性") is Sex.MALE
    assert values.read_sex("女") is Sex.FEMALE
    assert values.read_sex("男女") is None


@given(st.text())
def test_any_cell(text: str) -> None:
    for reader in (values.read_employed, values.read_willing, values.read_yes_no):
        assert reader(text) in (True, False, None)
    values.read_capacity(text)
    values.read_sex(text)
    values.read_home(text)
    values.read_community(text)
    values.split_whereabouts(text)
    assert all(values.split_list(text))


@pytest.mark.parametrize(
    "text", ["年3万", "年收入3万", "2025年03月", "2025年3000", "3月5000", "0k1年1"]
)
def test_a_date_or_a_yearly_pay_is_no_monthly_income(text: str) -> None:
    assert values.read_income(text) is None


@pytest.mark.parametrize("text", ["3000", "月收入3000", "3000元/月", "每月3000", "一个月三千"])
def test_monthly_income(text: str) -> None:
    assert values.read_income(text) == Decimal(3000)


@given(st.text(alphabet="0123456789.-千万k元月约 年/"))
def test_no_number_is_invented(text: str) -> None:
    income = values.read_income(text)
    if income is not None:
        digits = f"{income:f}".replace(".", "").strip("0")
        assert digits in re.sub(r"\D", "", text)
    born = values.read_birth(text)
    if born is not None and re.fullmatch(r"\d{8}", text):
        assert f"{born:%Y%m%d}" == text
