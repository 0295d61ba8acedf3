from __future__ import annotations

from jobmatch.domain.kinds import Shift
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.facts import Facts


def _facts(caption: Caption | None = None, **texts: str) -> Facts:
    draft = Draft(None, 1, caption=caption or Caption())
    for name, text in texts.items():
        draft.add(Role(name), Cell(text, 1))
    return Facts(draft)


def test_a_pay_cell_may_tell_a_shift_but_no_ages() -> None:
    facts = _facts(pay="3500-5500元/月（两班倒），18-45岁")
    assert facts.first("shift", lambda remark: remark.shift) is Shift.TWO_SHIFT
    assert facts.first("ages", lambda remark: remark.ages.ranges or None) is None


def test_duties_tell_offers_but_no_pay() -> None:
    facts = _facts(duties="每天收款3000元，提供工作餐")
    assert facts.first("boarding", lambda remark: remark.boarding.board) is True
    assert facts.first("pay", lambda remark: remark.pay.min_yuan) is None


def test_demands_come_before_remarks() -> None:
    facts = _facts(remark="要求50岁以下", demands="18-45岁")
    first = facts.first("ages", lambda remark: remark.ages.ranges or None)
    assert first is not None
    assert (first[0].min, first[0].max) == (18, 45)


def test_lines_around_offer_pay_only_where_no_column_does() -> None:
    caption = Caption(offers="月工资2130元，缴纳五险")
    assert _facts(caption).first("pay", lambda remark: remark.pay.min_yuan) == 2130
    assert _facts(caption, pay="面议").first("pay", lambda remark: remark.pay.min_yuan) is None


def test_the_title_is_cleaned_once_for_all() -> None:
    facts = _facts(title="招聘保洁员5名（包吃住）")
    assert facts.title.text == "保洁员"
    assert facts.first("boarding", lambda remark: remark.boarding.lodging) is True
