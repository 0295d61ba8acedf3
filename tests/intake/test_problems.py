from __future__ import annotations

from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import problems
from jobmatch.intake.problems import Problem


def test_the_place_is_said_in_chinese() -> None:
    problem = Problem("a.xlsx", "一园", 3, "C", "pay_min", ProblemKind.TRUNCATED, "请补全。")
    assert problem.place == "工作表“一园”第3行C列"
    whole = Problem("a.xlsx", None, None, None, "file", ProblemKind.INVALID, "不是岗位表。")
    assert whole.place == "整个文件"


def test_no_column_no_letter() -> None:
    assert problems.letters(0) is None
    assert problems.letters(28) == "AB"


def test_every_field_that_can_be_refused_has_a_name() -> None:
    refused = {"title", "places_min", "pay_min", "ages", "sex", "schooling", "board", "phone"}
    assert refused | {"lodging", "deadline", "file"} <= set(problems.FIELD_NAMES)
