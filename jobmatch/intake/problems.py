"""Problems of a file: where each stands, what is wrong, and a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.intake.grids import column_letters

if TYPE_CHECKING:
    from jobmatch.domain.problems import ProblemKind

FILE_FIELD = "file"
FIELD_NAMES: dict[str, str] = {
    FILE_FIELD: "文件",
    "employer": "用人单位",
    "title": "岗位名称",
    "places_min": "人数",
    "pay_min": "工资",
    "ages": "年龄",
    "sex": "性别",
    "schooling": "学历",
    "shift": "班次",
    "board": "包吃",
    "lodging": "包住",
    "phone": "联系电话",
    "deadline": "截止日期",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was not guessed.

    Attributes:
        file: name of the file.
        sheet: name of the sheet; None for csv and for the file as a whole.
        row: 1-based row as a spreadsheet shows it; None for the file as a whole.
        column: its letter; None where the value comes from no column.
        field: name of the field in PostingReading, or "file".
        kind: what is wrong.
        sentence: plain Chinese for the clerk; holds no personal data.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    field: str
    kind: ProblemKind
    sentence: str

    @property
    def place(self) -> str:
        """Say in Chinese where the problem stands: 工作表“…”第3行C列."""
        sheet = f"工作表“{self.sheet}”" if self.sheet else ""
        row = f"第{self.row}行" if self.row else ""
        column = f"{self.column}列" if self.column else ""
        return sheet + row + column or "整个文件"


def letters(column: int) -> str | None:
    """Give the letters of a 1-based column; None for 0 (no column)."""
    return column_letters(column) if column else None
