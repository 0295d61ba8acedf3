from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LegalFlag
from jobmatch.intake import readings
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from tests.intake.sheets import TODAY, posting_tables

if TYPE_CHECKING:
    from jobmatch.intake.problems import Problem
    from jobmatch.intake.readings import PostingReading


def _read(**texts: str) -> tuple[PostingReading, list[Problem]]:
    draft = Draft("岗位", 2)
    for column, (name, text) in enumerate(texts.items(), 1):
        draft.add(Role(name), Cell(text, column, name))
    return readings.read_draft(draft, file="表.xlsx", today=TODAY, tables=posting_tables())


def test_raw_cells_and_confidence_stay_beside_values() -> None:
    reading, problems = _read(title="招聘普 工3名", pay="4千-6千", remark="包吃住")
    assert problems == []
    assert reading.title == "普工"
    assert reading.cells["title"] == "招聘普 工3名"
    assert reading.cells["pay_min"] == "4千-6千"
    assert reading.confidence["board"] < reading.confidence["pay_min"]


def test_wording_that_the_law_forbids_is_flagged_and_kept() -> None:
    reading, _ = _read(
        title="普工",
        pay="1500元/月",
        demands="女，未婚，无乙肝",
        remark="押金200",
        workplace="万山区",
    )
    assert set(reading.legal_flags) == {
        LegalFlag.SEX_LIMIT,
        LegalFlag.MARRIAGE_OR_BIRTH,
        LegalFlag.PATHOGEN_CARRIER,
        LegalFlag.DEPOSIT_OR_FEE,
        LegalFlag.BELOW_MINIMUM_WAGE,
    }


def test_a_contradicted_sex_is_still_a_limit() -> None:
    reading, problems = _read(title="普工", sex="女", remark="限男性")
    assert reading.sex is None
    assert LegalFlag.SEX_LIMIT in reading.legal_flags
    assert [problem.field for problem in problems] == ["sex"]


def test_the_description_holds_the_words() -> None:
    reading, _ = _read(title="普工", duties="搬运", demands="能吃苦", remark="能吃苦")
    assert reading.description == "duties：搬运\ndemands：能吃苦\nremark：能吃苦"


def test_problems_hold_no_personal_data() -> None:
    _, problems = _read(title="普工", phone="王某 1380000999", contact="王某")
    assert problems
    assert all("王某" not in one.sentence and "138" not in one.sentence for one in problems)
