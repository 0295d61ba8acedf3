from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jobmatch.domain.kinds import PayUnit, Sex
from jobmatch.services.imports import effects
from jobmatch.services.imports.effects import Effect, Outcome
from jobmatch.store.imports import ImportRow
from jobmatch.store.postings import Posting
from tests.intake.rosters.made import MAN


@pytest.mark.parametrize(
    ("value", "column", "shown"),
    [
        (None, "", "（空）"),
        (True, "", "是"),
        (Sex.FEMALE, "", "女"),
        (PayUnit.MONTH, "", "月"),
        (Decimal("4200.00"), "", "4200"),
        (date(2026, 3, 1), "", "2026-03-01"),
        (["电焊", "缝纫"], "", "电焊、缝纫"),
        (MAN, "id_number", f"尾号{MAN[-4:]}"),
        ("13800001234", "phone", "138****1234"),
        (12, "", "12"),
    ],
)
def test_values_in_words(value: object, column: str, shown: str) -> None:
    assert effects.show(value, column) == shown


def test_only_changes_are_noted() -> None:
    effect, posting = Effect(ImportRow()), Posting(title="普工")
    assert not effect.put(posting, "title", "普工", "岗位名称")
    assert not effect.put(posting, "title", None, "岗位名称")
    assert effect.outcome.value == "unchanged"
    assert effect.put(posting, "title", "保洁", "岗位名称")
    assert effect.outcome.value == "updated"
    assert [(one.old, one.new) for one in effect.differences] == [("普工", "保洁")]


def test_a_new_record_has_no_differences() -> None:
    effect, posting = Effect(ImportRow(), Outcome.CREATED), Posting()
    effect.put(posting, "title", "普工", "岗位名称")
    effect.note("技能", "", "电焊")
    assert effect.differences == []
    effect.skip("没有姓名")
    assert (effect.outcome, effect.reason) == (Outcome.SKIPPED, "没有姓名")


def test_clip() -> None:
    assert effects.clip("一二三", 2) == "一二"
    assert effects.clip("", 2) is None
    assert set(effects.OUTCOME_NAMES) == set(Outcome)
