from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.intake import blocks
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft


def _draft(**texts: str) -> Draft:
    draft = Draft("岗位", 3)
    for name, text in texts.items():
        draft.add(Role(name), Cell(text, 1))
    return draft


def _pays(draft: Draft) -> list[tuple[str, str]]:
    return [(one.text(Role.TITLE), one.text(Role.PAY)) for one in blocks.split_draft(draft)]


def test_pay_by_name() -> None:
    draft = _draft(title="电焊工2名；冲床工2名", pay="电焊工6000-9000；冲床工4500-5500")
    assert _pays(draft) == [("电焊工2名", "6000-9000"), ("冲床工2名", "4500-5500")]


def test_pay_by_number() -> None:
    draft = _draft(
        title="1.普工30人\n2.质检员3人",
        pay="1.4000-5500\n2.4500",
        demands="1.18-50岁\n2.中专及以上",
    )
    first, second = blocks.split_draft(draft)
    assert (first.text(Role.PAY), second.text(Role.PAY)) == ("4000-5500", "4500")
    assert (first.text(Role.DEMANDS), second.text(Role.DEMANDS)) == ("18-50岁", "中专及以上")


def test_pay_for_the_rest_and_numbers_for_each() -> None:
    draft = _draft(title="机长、糊盒工、开槽工各2名", pay="机长8000，其余4500-5500")
    assert [pay for _, pay in _pays(draft)] == ["8000", "4500-5500", "4500-5500"]


def test_pay_by_order_by_short_name_and_elsewhere() -> None:
    assert _pays(_draft(title="车工/铣工", places="2/3", pay="5000/6000")) == [
        ("车工", "5000"),
        ("铣工", "6000"),
    ]
    short = _draft(title="保安员20名、消防监控员4名", pay="保安员2600；监控员3000")
    assert [pay for _, pay in _pays(short)] == ["2600", "3000"]
    elsewhere = _draft(title="普工2人，4000元；电工1人，5000元", pay="见岗位栏")
    assert [pay for _, pay in _pays(elsewhere)] == ["", ""]


def test_one_pay_holds_for_all_and_units_are_no_lists() -> None:
    assert [pay for _, pay in _pays(_draft(title="采摘工15人，除草工10人", pay="120元/天"))] == [
        "120元/天"
    ] * 2


@pytest.mark.parametrize(
    "title", ["锁边工/打边工", "剪线、包装", "普工，技术工，品管", "普工/操作工100人"]
)
def test_alternatives_stay_one_posting(title: str) -> None:
    assert len(blocks.split_draft(_draft(title=title, pay="计件，2800-5000"))) == 1


def _demands(title: str, demands: str) -> list[str]:
    draft = _draft(title=title, demands=demands)
    return [one.text(Role.DEMANDS) for one in blocks.split_draft(draft)]


def test_demands_before_the_first_name_hold_for_all() -> None:
    told = _demands("洗涤工5人；司机1人", "50岁以下；司机需C1驾照")
    assert told == ["50岁以下", "50岁以下，需C1驾照"]
    assert _demands("维修电工2人；司机1人", "电工要电工证；司机要C1驾照")[1] == "要C1驾照"


def test_demands_line_by_line() -> None:
    titles = "泵车司机2名\n罐车司机6名\n实验员1名"
    assert _demands(titles, "A2证\nB2证\n中专以上") == ["A2证", "B2证", "中专以上"]
    shared = "18-50岁\n男女不限\n包吃住"
    assert _demands(titles, shared) == [shared] * 3


def test_what_is_of_the_employer_is_never_cut() -> None:
    draft = _draft(
        title="车工2人；铣工3人", workplace="1、2号厂房；3栋", phone="13600001111；13600002222"
    )
    for one in blocks.split_draft(draft):
        assert one.text(Role.WORKPLACE) == "1、2号厂房；3栋"
        assert one.text(Role.PHONE) == "13600001111；13600002222"


@given(st.text(alphabet="普工电焊招聘名人个、，；。：\n123456789元岁/()（）甲乙公司", max_size=80))
def test_any_text_is_split_without_inventing(text: str) -> None:
    for one in blocks.split_draft(_draft(title=text, pay=text)):
        told = unicodedata.normalize("NFKC", text)
        assert all(letter in told for letter in one.text(Role.PAY) if letter.isdigit())
