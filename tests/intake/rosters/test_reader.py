from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.errors import InputError
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import rosters
from jobmatch.intake.grids import Merge
from tests.intake.rosters.made import BOY, MAN, OLD, WOMAN, csv_file, grid

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 15)
HEADER = ["姓名", "身份证号", "联系电话"]


def _book(folder: Path, sheets: dict[str, list[list[object]]], *, hidden: str = "") -> Path:
    path = folder / "花名册.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, list(row))
        if hidden:
            sheet.set_column(hidden, None, None, {"hidden": True})
    book.close()
    return path


def _problems(roster: rosters.RosterSheet) -> list[tuple[int | None, str, str]]:
    return [(problem.row, problem.field, problem.kind.value) for problem in roster.problems]


def test_number_cells_are_damaged_and_hidden_columns_are_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEADER],
        ["张三", MAN, 13800001111],
        ["李四", int(OLD), "13800002222"],
    ]
    roster = rosters.read_roster(_book(tmp_path, {"名单": rows}, hidden="B:B"), today=TODAY)
    assert [worker.id_number for worker in roster.workers] == [MAN, None]
    assert roster.workers[0].phone == "13800001111"
    assert _problems(roster) == [(3, "id_number", "invalid")]


def test_sheets_of_different_columns_and_a_summary(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "旺家": [["旺家社区失业人员台账"], ["姓名", "公民身份号码", "楼栋"], ["张三", MAN, "16栋"]],
        "观山": [["名字", "证件号", "家庭住址", "在不在上班"], ["张三", MAN, "观山社区1栋", "在"]],
        "汇总": [["社区", "人数"], ["旺家社区", 1], ["观山社区", 1]],
    }
    roster = rosters.read_roster(_book(tmp_path, sheets), today=TODAY)
    assert [(w.sheet, w.community, w.building, w.employed) for w in roster.workers] == [
        ("旺家", "旺家社区", "16栋", False),
        ("观山", "观山社区", "1栋", True),
    ]
    assert _problems(roster) == [(2, "id_number", "duplicate")]
    one = rosters.read_roster(_book(tmp_path, sheets), today=TODAY, sheet="观山")
    assert [worker.id_number for worker in one.workers] == [MAN]


def test_a_sheet_named_after_its_community() -> None:
    sheets = [
        grid([HEADER, ["张三", MAN, ""]], sheet="旺家"),
        grid([["社区", "人数"], ["旺家社区", "1"]], sheet="汇总"),
    ]
    assert rosters.read_grids(sheets, today=TODAY).workers[0].community == "旺家社区"


def test_merged_and_once_written_group_cells_are_filled() -> None:
    head = ["楼栋", "姓名", "身份证号"]
    merged = grid([head, ["1栋", "张三", MAN], ["", "李四", WOMAN]], merges=[Merge(2, 1, 3, 1)])
    sparse = grid(
        [head, ["1栋", "张三", MAN], ["", "李四", WOMAN], ["2栋", "王五", BOY], ["", "赵六", OLD]]
    )
    ditto = grid([head, ["1栋", "张三", MAN], ["同上", "李四", WOMAN]])
    assert [w.building for w in rosters.read_grids([merged], today=TODAY).workers] == ["1栋"] * 2
    assert [w.building for w in rosters.read_grids([ditto], today=TODAY).workers] == ["1栋"] * 2
    assert [w.building for w in rosters.read_grids([sparse], today=TODAY).workers] == [
        "1栋",
        "1栋",
        "2栋",
        "2栋",
    ]


def test_csv_with_wrapped_numbers(tmp_path: Path) -> None:
    path = tmp_path / "监测.csv"
    text = f'姓名,证件号码,联系电话\n张三,"=""{MAN}""","=""13800001111"""\n'
    path.write_bytes(text.encode("gb18030"))
    (worker,) = rosters.read_roster(path, today=TODAY).workers
    assert (worker.id_number, worker.phone, worker.sheet, worker.row) == (
        MAN,
        "13800001111",
        None,
        2,
    )


def test_empty_and_header_only_and_wrong_files(tmp_path: Path) -> None:
    assert rosters.read_roster(csv_file(tmp_path, [HEADER]), today=TODAY).is_blank
    assert rosters.read_roster(csv_file(tmp_path, []), today=TODAY).is_blank
    wrong = rosters.read_roster(
        csv_file(
            tmp_path, [["企业名称", "岗位", "人数", "电话"], ["某厂", "普工", "3", "13800001111"]]
        ),
        today=TODAY,
    )
    assert not wrong.is_blank
    assert wrong.workers == ()
    assert _problems(wrong) == [(None, "file", "invalid")]


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(InputError):
        rosters.read_roster(path, today=TODAY)


def test_columns_are_told_and_can_be_remembered(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [[*HEADER, "甲项"], ["张三", MAN, "", "电焊"]])
    (sheet,) = rosters.read_roster(path, today=TODAY).sheets
    assert [
        (column.letter, column.header, column.role, column.role_name) for column in sheet.columns
    ] == [
        ("A", "姓名", "name", "姓名"),
        ("B", "身份证号", "id_number", "身份证号"),
        ("C", "联系电话", "phone", "联系电话"),
        ("D", "甲项", "ignored", "不读取"),
    ]
    assert (sheet.count, sheet.shape, sheet.headers) == (1, "table", ((1, 1),))
    again = rosters.read_roster(path, today=TODAY, remembered={"甲项": "skills"})
    assert again.workers[0].skills == ("电焊",)


def test_prose(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        [
            ["想找工作的人"],
            [f"1、张三，男，3栋，{MAN}，会电焊。电话：13800001111"],
            ["请帮忙联系。"],
        ],
    )
    (worker,) = rosters.read_roster(path, today=TODAY).workers
    assert (worker.name, worker.building, worker.willing_to_work, worker.row) == (
        "张三",
        "3栋",
        True,
        2,
    )


def test_no_sentence_holds_a_number() -> None:
    wrong = MAN[:17] + ("1" if MAN[17] != "1" else "2")
    sheet = grid(
        [
            [*HEADER, "性别"],
            ["张三", wrong, "1380000111", "男"],
            ["李四", WOMAN, "", "男"],
            ["王五", WOMAN, "", "女"],
        ]
    )
    roster = rosters.read_grids([sheet], today=TODAY)
    assert {p.kind for p in roster.problems} == {
        ProblemKind.INVALID,
        ProblemKind.CONFLICT,
        ProblemKind.DUPLICATE,
    }
    for problem in roster.problems:
        assert not any(number in problem.sentence for number in (wrong, WOMAN, "1380000111"))
        assert sum(character.isdigit() for character in problem.sentence) <= 4


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_any_grid(rows: list[list[str]]) -> None:
    roster = rosters.read_grids([grid([HEADER, *rows])], today=TODAY)
    assert all(worker.row <= len(rows) + 1 for worker in roster.workers)


@pytest.mark.cases
@pytest.mark.slow
def test_figures_on_the_shared_cases(cases: Path, tmp_path: Path) -> None:
    for path in sorted((cases / "workers").iterdir()):
        if path.suffix in {".xlsx", ".xls", ".csv"}:
            roster = rosters.read_roster(path, today=TODAY)
            shape = rosters.roster_shape(path.name, roster)
            (tmp_path / f"{path.stem}.json").write_text(
                json.dumps(shape, ensure_ascii=False), encoding="utf-8"
            )
    command = [
        sys.executable,
        str(cases / "score.py"),
        "workers",
        str(cases),
        str(tmp_path),
        "--errors",
        "20",
    ]
    scored = subprocess.run(command, check=True, capture_output=True, text=True)
    figures = json.loads(scored.stdout)
    assert figures["field_accuracy"] >= 0.995, figures["errors"]
    assert figures["stated_field_recall"] >= 0.99, figures["errors"]
    assert figures["problem_recall_with_kind"] >= 0.97
    assert figures["problem_precision"] >= 0.95
    assert figures["invented_rate"] <= 0.002
