"""The door of calamine: a workbook is parsed in a child process with limits on memory and time.

This file is also the child: run as a script it imports calamine and the standard library alone,
reads the workbook named on its command line and writes cells as text to its standard output. What a
hostile file can do therefore ends with the child.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MEMORY_BYTES = 768 * 1024 * 1024
SECONDS = 30
MAX_CELLS = 6_000_000
LONG_NUMBER = 10**11
"""From 12 digits on, a number that a cell held as a number cannot be trusted to its last digit."""


def read_workbook(path: Path) -> dict[str, Any]:
    """Read the workbook at *path* in a child process.

    Returns:
        {"sheets": [{"name", "hidden", "top", "left", "rows": [[text]],
        "merges": [[r1, c1, r2, c2]], "long_numbers": [[r, c]]}]}: top and left count the empty rows
        and columns before the first cell; positions in merges and long_numbers are 0-based on the
        sheet. Or {"error": name} with name one of "password", "damaged", "too_large".
    """
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and file; the path is one argument
        [sys.executable, "-I", "-X", "utf8", __file__, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        output, _ = child.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return {"error": "too_large"}
    if child.returncode != 0:
        # Out of memory ends in an abort or a kill, a broken file in an exception of the child.
        return {"error": "too_large" if child.returncode < 0 else "damaged"}
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError:
        return {"error": "damaged"}
    return answer


def show(value: object) -> str:
    """Give the text of a cell's value as a clerk would type it: no ".0", ISO dates."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _show_number(value)
    return _show_time(value)


def _show_time(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return ""


def _show_number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - the test for NaN
        return ""
    if value == int(value) and abs(value) < 10**21:
        # 15 digits are all that a spreadsheet keeps; what a float adds behind them is invented.
        return str(int(Decimal(format(value, ".15g"))))
    return format(value, ".12g")


def _sheet(sheet: Any, *, hidden: bool, budget: int) -> dict[str, Any]:
    top, left = sheet.start or (0, 0)
    rows: list[list[str]] = []
    long_numbers: list[tuple[int, int]] = []
    if sheet.start is not None:
        if sheet.height * sheet.width > budget:
            raise MemoryError
        for number, values in enumerate(sheet.to_python(skip_empty_area=True)):
            rows.append([show(value) for value in values])
            long_numbers += [
                (top + number, left + column)
                for column, value in enumerate(values)
                if isinstance(value, float | int) and abs(value) >= LONG_NUMBER
            ]
    merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return {
        "name": sheet.name,
        "hidden": hidden,
        "top": top,
        "left": left,
        "rows": rows,
        "merges": merges,
        "long_numbers": long_numbers,
    }


def _read(path: str) -> dict[str, Any]:
    """Read in the child; calamine's own exceptions become names."""
    import python_calamine as calamine  # noqa: PLC0415 - only the child loads it

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        sheets: list[dict[str, Any]] = []
        budget = MAX_CELLS
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            sheet = _sheet(book.get_sheet_by_name(meta.name), hidden=hidden, budget=budget)
            budget -= len(sheet["rows"]) * len(sheet["rows"][0]) if sheet["rows"] else 0
            sheets.append(sheet)
    except calamine.PasswordError:
        return {"error": "password"}
    except MemoryError:
        return {"error": "too_large"}
    except BaseException:  # noqa: BLE001 - a panic of the parser is no Exception; all mean damaged
        return {"error": "damaged"}
    return {"sheets": sheets}


def main() -> None:
    """Be the child: limit memory and time, read, write JSON."""
    import resource  # noqa: PLC0415 - not on every platform, and only the child needs it

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    answer = json.dumps(_read(sys.argv[1]), ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(answer.encode("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
