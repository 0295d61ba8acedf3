from __future__ import annotations

from jobmatch.domain.kinds import Sex
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake.rosters import checks
from jobmatch.intake.rosters.people import Draft
from tests.intake.rosters.made import MAN, WOMAN


def _draft(row: int, *, sheet: str = "表", block: int = 0, **values: object) -> Draft:
    return Draft(sheet, row, block, values=dict(values))


def test_a_person_twice_is_found_across_sheets() -> None:
    first, second = _draft(3, id_number=MAN), _draft(9, sheet="另表", id_number=MAN)
    checks.check_roster([first, _draft(4, id_number=WOMAN), second])
    assert first.problems == []
    assert first.values["id_number"] == MAN
    assert second.values["id_number"] is None
    assert [(p.field, p.kind) for p in second.problems] == [("id_number", ProblemKind.DUPLICATE)]
    assert "“表”表第3行" in second.problems[0].sentence
    assert MAN not in second.problems[0].sentence


def test_a_second_head_is_found_by_number_and_by_block() -> None:
    drafts = [
        _draft(2, household_no="1", relation_to_head="户主"),
        _draft(3, household_no="1", relation_to_head="户主"),
        _draft(5, block=2, relation_to_head="户主"),
        _draft(6, block=2, relation_to_head="户主"),
        _draft(7, relation_to_head="户主"),
    ]
    checks.check_roster(drafts)
    assert [len(draft.problems) for draft in drafts] == [0, 1, 0, 1, 0]
    assert drafts[1].values["relation_to_head"] is None
    assert drafts[1].problems[0].kind is ProblemKind.CONFLICT


def test_the_same_head_written_twice_is_one_defect() -> None:
    drafts = [
        _draft(2, household_no="1", relation_to_head="户主", id_number=MAN),
        _draft(3, household_no="1", relation_to_head="户主", id_number=MAN),
    ]
    checks.check_roster(drafts)
    assert [problem.field for problem in drafts[1].problems] == ["id_number"]


def test_doubts_change_nothing() -> None:
    drafts = [
        _draft(2, household_no="1", relation_to_head="户主", sex=Sex.MALE),
        _draft(3, household_no="1", relation_to_head="之女", sex=Sex.MALE),
    ]
    assert [place for place, _ in checks.find_doubts(drafts)] == [1]
    assert drafts[1].problems == []
