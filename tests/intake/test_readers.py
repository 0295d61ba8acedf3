from __future__ import annotations

from jobmatch.domain.problems import Flaw, ProblemKind
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.readers import Reader
from tests.intake.sheets import TODAY, posting_tables


def _reader(caption: Caption | None = None, **texts: str) -> Reader:
    draft = Draft("岗位", 7, caption=caption or Caption())
    for column, (name, text) in enumerate(texts.items(), 1):
        draft.add(Role(name), Cell(text, column), 0.9)
    return Reader(draft, "表.xlsx", TODAY, posting_tables())


def test_marks_of_nothing_say_nothing() -> None:
    for text in ("/", "—", "见备注", "#N/A", "未知"):
        assert _reader(pay=text).own(Role.PAY) == ""
    assert _reader(pay="面议").own(Role.PAY) == "面议"


def test_values_keep_their_cell_and_confidence() -> None:
    reader = _reader(pay="4000左右")
    reader.set("pay_min", 4000, Role.PAY)
    assert reader.cells["pay_min"] == "4000左右"
    assert reader.confidence["pay_min"] == 0.9


def test_a_refusal_takes_the_value_away_and_says_where() -> None:
    reader = _reader(title="普工", pay="5000~1000")
    reader.set("pay_min", 5000, Role.PAY)
    reader.refuse("pay_min", Flaw(ProblemKind.TRUNCATED, "请补全。"), Role.PAY)
    assert "pay_min" not in reader.values
    (problem,) = reader.problems
    assert (problem.sheet, problem.row, problem.column, problem.field) == (
        "岗位",
        7,
        "B",
        "pay_min",
    )
    reader.refuse_conflict("sex", Role.SEX, "请核实。")
    assert reader.problems[1].kind is ProblemKind.CONFLICT


def test_the_year_of_the_sheet_before_that_of_today() -> None:
    assert _reader(Caption(year=2025)).year == 2025
    assert _reader().year == TODAY.year
