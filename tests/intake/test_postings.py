from __future__ import annotations

import json
import random
import subprocess
import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.errors import InputError
from jobmatch.domain.kinds import PayUnit, Sex
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import shapes
from jobmatch.intake.layouts import SheetMissingError
from tests.intake.sheets import make_xlsx, read, read_rows

OLD = Path(__file__).parent / "files" / "old.xls"
HEADER: list[object] = [
    "序号",
    "企业名称",
    "岗位名称",
    "招聘人数",
    "性别",
    "年龄",
    "薪资待遇（元/月）",
    "食宿",
    "联系人及电话",
]
ROWS: list[list[object]] = [
    ["某区2026年春风行动招聘会岗位表"],
    ["填报单位：某某就业服务中心"],
    HEADER,
    [
        1,
        "铜仁甲电子有限公司",
        "普 工",
        80,
        "不限",
        "18-45周岁",
        "3500-5500",
        "包吃住",
        "田主管 13800000127",
    ],
    ["", "", "检验员", "若干", "女", "40以下", "面议", "同上", ""],
    ["合计", "", "", 80],
]


def test_a_sheet_of_a_fair(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, ROWS, merges=[(1, 1, 1, 9), (4, 2, 5, 2), (4, 9, 5, 9)])
    first, second = sheet.postings
    assert (first.row, first.employer, first.title) == (4, "铜仁甲电子有限公司", "普工")
    assert (first.pay_min, first.pay_max) == (Decimal(3500), Decimal(5500))
    assert first.pay_unit is PayUnit.MONTH
    assert (second.employer, second.phone, second.lodging) == (
        "铜仁甲电子有限公司",
        "13800000127",
        True,
    )
    assert (second.places_open, second.pay_negotiable, second.sex) == (True, True, Sex.FEMALE)
    assert sheet.problems == ()
    assert not sheet.is_blank


def test_how_columns_were_understood_is_told(tmp_path: Path) -> None:
    (told,) = read_rows(tmp_path, ROWS).sheets
    assert (told.shape, told.count) == ("table", 2)
    assert (told.columns[3].letter, told.columns[3].role_name) == ("D", "人数")
    assert told.columns[3].path == "招聘人数"


def test_where_the_headers_stand_is_told(tmp_path: Path) -> None:
    (told,) = read_rows(tmp_path, ROWS).sheets
    assert told.headers == ((3, 3),)


def test_a_confirmed_guess_is_used_the_next_time(tmp_path: Path) -> None:
    rows = [["企业", "岗位", "工资", "甲乙丙"], ["甲厂", "普工", "4000", "七"]]
    path = make_xlsx(tmp_path / "a.xlsx", rows)
    assert read(path).postings[0].contact is None
    assert read(path, remembered={"甲乙丙": "contact"}).postings[0].contact == "七"


def test_several_sheets_and_a_summary(tmp_path: Path) -> None:
    rows = [["企业", "岗位", "人数"], ["甲厂", "普工", "3"]]
    more = {
        "二园": [["工种", "用工单位", "工钱"], ["电工", "乙厂", "5000"]],
        "汇总": rows,
        "说明": rows,
    }
    path = make_xlsx(tmp_path / "a.xlsx", rows, name="一园", more=more)
    assert [(one.sheet, one.title) for one in read(path).postings] == [
        ("一园", "普工"),
        ("二园", "电工"),
    ]
    assert [one.title for one in read(path, sheet="二园").postings] == ["电工"]
    with pytest.raises(SheetMissingError):
        read(path, sheet="三园")


def test_the_employer_may_be_given(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [["岗位", "人数", "工资"], ["普工", "3", "4000"]])
    assert sheet.postings[0].employer is None
    assert read(tmp_path / "表.xlsx", employer="甲厂").postings[0].employer == "甲厂"


@pytest.mark.parametrize("rows", [[], [HEADER], [["招聘表"], HEADER, [1], [2]]])
def test_nothing_to_read_is_no_problem(tmp_path: Path, rows: list[list[object]]) -> None:
    sheet = read_rows(tmp_path, rows)
    assert sheet.is_blank
    assert (sheet.postings, sheet.problems) == ((), ())


def test_the_wrong_kind_of_file(tmp_path: Path) -> None:
    roster: list[list[object]] = [
        ["序号", "姓名", "身份证号码", "与户主关系", "联系电话"],
        [1, "甲", "x", "户主", ""],
    ]
    for rows in (roster, [["物品", "规格", "单价"], ["纸", "A4", "20"]]):
        sheet = read_rows(tmp_path, rows)
        (problem,) = sheet.problems
        assert (problem.row, problem.field, problem.kind) == (None, "file", ProblemKind.INVALID)
        assert not sheet.is_blank


def test_an_old_workbook() -> None:
    sheet = read(OLD)
    assert [(one.employer, one.title, one.pay_min) for one in sheet.postings] == [
        ("铜仁甲机械有限公司", "车工", Decimal(5000)),
        ("铜仁甲机械有限公司", "电焊工（二保焊）", Decimal(6000)),
    ]
    assert sheet.postings[1].phone == "18500001234"


def test_a_text_table_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        '备注,联系电话,工资,工资单位,工种,单位名称\n"包吃住\n五险","=""0856-1001012""",6-8,万/年,主管,甲公司\n',
        encoding="gb18030",
    )
    (posting,) = read(path).postings
    assert (posting.pay_min, posting.phone) == (Decimal(60000), "0856-1001012")
    assert posting.pay_unit is PayUnit.YEAR
    assert (posting.board, posting.row, posting.sheet) == (True, 2, None)


def test_problems_of_one_row_stand_once(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path, [["企业", "岗位", "电话"], ["甲厂", "车工2人；铣工3人", "1380000127"]]
    )
    assert len(sheet.postings) == 2
    assert [problem.column for problem in sheet.problems] == ["C"]


_WORDS = [
    "普工",
    "岗位",
    "企业",
    "工资",
    "人数",
    "4000-5000",
    "18-4",
    "同上",
    "合计",
    "备注：",
    "甲厂",
    "13800001111",
    "√",
    "①2名；②3名",
    "",
    "",
    " ",
]


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(_WORDS) | st.text(max_size=12), max_size=6), max_size=9))
def test_any_cells_give_postings_or_problems(rows: list[list[str]]) -> None:
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path = Path(_folder()) / "a.csv"
    path.write_text(text, encoding="utf-8")
    with suppress(InputError):
        sheet = read(path)
        shapes.show_sheet(sheet)
        for posting in sheet.postings:
            assert posting.phone is None or _digits(posting.phone) in _digits(text)


def _folder() -> str:
    import tempfile  # noqa: PLC0415 - hypothesis takes no fixture of function scope

    folder = Path(tempfile.gettempdir()) / "jobmatch-tests"
    folder.mkdir(exist_ok=True)
    return str(folder)


def _digits(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - used here alone

    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isdigit())


def test_broken_workbooks_give_a_sentence(tmp_path: Path) -> None:
    """A short fuzz run: bytes of good files changed, cut and repeated never end in a crash."""
    whole = make_xlsx(tmp_path / "good.xlsx", ROWS).read_bytes()
    chance = random.Random(20260315)  # noqa: S311 - a fixed sequence, no secret
    for number in range(12):
        data = bytearray(whole if number % 3 else OLD.read_bytes())
        for _ in range(chance.choice((1, 8, 60))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 4 == 0:
            del data[chance.randrange(len(data)) :]
        path = tmp_path / f"{number}.{'xlsx' if number % 3 else 'xls'}"
        path.write_bytes(bytes(data))
        with suppress(InputError):
            shapes.show_sheet(read(path))


@pytest.mark.slow
@pytest.mark.cases
def test_the_figures_on_the_shared_cases(cases: Path, tmp_path: Path) -> None:
    for path in sorted((cases / "postings").iterdir()):
        if path.suffix in (".xlsx", ".xls", ".csv"):
            shown = json.dumps(shapes.show_sheet(read(path)), ensure_ascii=False)
            (tmp_path / f"{path.stem}.json").write_text(shown, encoding="utf-8")
    command = [sys.executable, str(cases / "score.py"), "postings", str(cases), str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True)
    figures = json.loads(done.stdout)
    assert figures["field_accuracy"] >= 0.97
    assert figures["recall"] >= 0.99
    assert figures["precision"] >= 0.99
    assert figures["stated_field_recall"] >= 0.95
    assert figures["problem_recall"] >= 0.95
    assert figures["problem_recall_with_kind"] >= 0.90
    assert figures["problem_precision"] >= 0.90
    assert figures["invented_rate"] <= 0.005
