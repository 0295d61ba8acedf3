from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from jobmatch.intake import workbooks
from tests.intake.sheets import make_xlsx


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12.0, "12"),
        (22.5, "22.5"),
        (13800003001.0, "13800003001"),
        (9.90000197904119e17, "990000197904119000"),
        (0.1 + 0.2, "0.3"),
        (float("nan"), ""),
        (True, "TRUE"),
        (date(2026, 4, 30), "2026-04-30"),
        (datetime(2026, 4, 30), "2026-04-30"),  # noqa: DTZ001 - a cell knows no zone
        (datetime(2026, 4, 30, 8, 5), "2026-04-30 08:05"),  # noqa: DTZ001 - a cell knows no zone
        (time(8, 30), "08:30"),
        (timedelta(hours=26), "26:00"),
        ("普工", "普工"),
        (None, ""),
    ],
)
def test_values_are_shown_as_a_clerk_would_type_them(value: object, shown: str) -> None:
    assert workbooks.show(value) == shown


def test_the_child_tells_texts_merges_and_hidden_sheets(tmp_path: Path) -> None:
    path = make_xlsx(
        tmp_path / "a.xlsx",
        [["企业", "岗位"], ["甲厂", "普工"], ["", "电工"]],
        merges=[(2, 1, 3, 1)],
    )
    sheet = workbooks.read_workbook(path)["sheets"][0]
    assert sheet["rows"] == [["企业", "岗位"], ["甲厂", "普工"], ["", "电工"]]
    assert sheet["merges"] == [[1, 0, 2, 0]]
    assert sheet["hidden"] is False


def test_long_numbers_are_marked(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["证号"], [990000197904119211]])
    assert workbooks.read_workbook(path)["sheets"][0]["long_numbers"] == [[1, 0]]


def test_a_broken_file_ends_the_child_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    assert workbooks.read_workbook(path) == {"error": "damaged"}


def test_memory_beyond_the_limit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["企业", "岗位"]] * 10)
    script = tmp_path / "small.py"
    source = Path(workbooks.__file__).read_text(encoding="utf-8")
    script.write_text(source.replace("MAX_CELLS = 6_000_000", "MAX_CELLS = 5"), encoding="utf-8")
    monkeypatch.setattr(workbooks, "__file__", str(script))
    assert workbooks.read_workbook(path) == {"error": "too_large"}


def test_a_child_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "slow.py"
    script.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(workbooks, "__file__", str(script))
    monkeypatch.setattr(workbooks, "SECONDS", 0.2)
    assert workbooks.read_workbook(tmp_path / "a.xlsx") == {"error": "too_large"}
