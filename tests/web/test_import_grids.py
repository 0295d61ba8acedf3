from __future__ import annotations

from jobmatch.domain.imports import Choice
from jobmatch.domain.problems import ProblemKind
from jobmatch.queries.batches import ProblemRow, RowRead
from jobmatch.services.imports.drafts import Decision, Draft
from jobmatch.services.imports.outlines import Outline, OutlinedColumn, OutlinedSheet
from jobmatch.store.imports import ImportProblem
from jobmatch.web import import_grids

TEXTS = ("张三", "990000198001011234", "13800001111", "电焊")
ROLES = ("name", "id_number", "phone", "skills")
HEADERS = ("姓名", "身份证", "电话", "技能")


def _outline() -> Outline:
    columns = tuple(
        OutlinedColumn(letter, header, header, role, header, 1.0, ())
        for letter, header, role in zip(
            "ABCD", ("姓名", "身份证", "电话", "技能"), ROLES, strict=True
        )
    )
    sheet = OutlinedSheet(name="表", shape="table", hidden=False, count=1, top=(), columns=columns)
    return Outline((sheet,), (("表", 3, TEXTS),))


def _standing(**more: object) -> import_grids.Standing:
    row = RowRead("表", 3, {}, {}, "created", None, [], seq=1, texts=TEXTS, **more)  # type: ignore[arg-type]  # fields of the record
    return {("表", 3): [row]}


def _problem(field: str, column: str | None) -> ImportProblem:
    return ImportProblem(
        sheet="表", row=3, field=field, column=column, kind=ProblemKind.INVALID, sentence="不对"
    )


def _grid(problem: ImportProblem, draft: Draft | None = None) -> import_grids.GridRow:
    rows = [ProblemRow("表", 3, (problem,))]
    (found,) = import_grids.grid_of(_outline(), rows, _standing(), draft or Draft())
    return found


def test_what_is_wrong_can_be_typed_into_and_numbers_stay_hidden() -> None:
    found = _grid(_problem("id_number", "B"))
    (cell,) = found.cells
    assert (cell.name, cell.label, cell.is_secret) == ("cell:0:3:2", "身份证", True)
    assert TEXTS[1] not in cell.text
    assert TEXTS[2] not in found.context
    assert "张三" in found.context


def test_a_problem_without_a_column_is_typed_where_its_field_comes_from() -> None:
    assert [cell.letter for cell in _grid(_problem("skills", None)).cells] == ["D"]
    assert [cell.letter for cell in _grid(_problem("nothing", None)).cells] == ["A", "B", "C", "D"]


def test_only_changed_cells_that_were_shown_are_fixes() -> None:
    sent = {
        "cell:0:3:1": "张三",
        "cell:0:3:4": " 电焊、驾驶 ",
        "cell:0:3:2": "",
        "cell:0:3:9": "x",
        "cell:0:7:1": "x",
        "cell:4:3:1": "x",
        "cell:0:3": "x",
    }
    fixes = import_grids.fixes_of(_outline(), _standing(), sent)
    assert fixes == {("表", 3, 4): "电焊、驾驶"}
    assert import_grids.asked_rows(_outline(), sent) == {("表", 3), ("表", 7)}


def test_a_tick_leaves_a_row_out_and_its_absence_takes_it_in_again() -> None:
    place, skip = ("表", 3, 1), Decision(Choice.SKIP)
    shown, ticked = {"row:0:3": "1"}, {"row:0:3": "1", "skip:0:3": "1"}
    outline, standing = _outline(), _standing()
    assert import_grids.skips_of(outline, standing, ticked, Draft()) == {place: skip}
    assert import_grids.skips_of(outline, standing, shown, Draft()) == {}
    decided = Draft(decisions={place: skip})
    assert import_grids.skips_of(outline, standing, shown, decided) == {place: None}
    assert import_grids.skips_of(outline, standing, ticked, decided) == {}
    assert _grid(_problem("skills", "D"), decided).is_skipped


def test_a_whole_row_shows_every_column_that_is_read() -> None:
    found = import_grids.whole_row(_outline(), "表", 3, _standing(), Draft())
    assert [cell.label for cell in found.cells] == ["姓名", "身份证", "电话", "技能"]
    assert found.seq == 1
