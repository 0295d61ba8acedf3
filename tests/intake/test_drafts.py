from __future__ import annotations

from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import LONGEST_TEXT, Cell, Draft


def test_texts_of_one_role_come_together() -> None:
    draft = Draft("岗位", 3)
    draft.add(Role.REMARK, Cell("包吃住", 5))
    draft.add(Role.REMARK, Cell("五险", 7), confidence=0.5)
    draft.add(Role.REMARK, Cell("", 8))
    assert draft.text(Role.REMARK) == "包吃住，五险"
    assert draft.column(Role.REMARK) == 5
    assert draft.confidence[Role.REMARK] == 0.5
    assert (draft.text(Role.PAY), draft.column(Role.PAY)) == ("", 0)


def test_circled_numbers_do_not_run_into_the_next() -> None:
    draft = Draft(None, 1)
    draft.add(Role.PAY, Cell("①5000-8000 ②6000"))
    assert draft.text(Role.PAY) == "1、5000-8000 \n2、6000"


def test_a_cell_beyond_any_posting_is_cut() -> None:
    draft = Draft(None, 1)
    draft.add(Role.REMARK, Cell("长" * 30_000))
    assert len(draft.text(Role.REMARK)) == LONGEST_TEXT
