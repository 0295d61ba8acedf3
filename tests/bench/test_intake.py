from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.bench import intake

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_row_made_is_read_without_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SIZES", ((40, 3.0),))
    (figures,) = intake.measure_intake(tmp_path, today=date(2026, 3, 15))
    assert figures.postings == figures.rows == 40
    assert figures.peak_mb > 1
    assert "40 行×20 列" in str(figures)
    assert "上限 3 秒" in str(figures)


def test_the_same_sheet_is_made_each_time(tmp_path: Path) -> None:
    from jobmatch.intake import grids  # noqa: PLC0415 - only this test looks into the sheet

    for name in ("a.xlsx", "b.xlsx"):
        intake.make_sheet(tmp_path / name, 20)
    assert grids.read_grids(tmp_path / "a.xlsx") == grids.read_grids(tmp_path / "b.xlsx")
