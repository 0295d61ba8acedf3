from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jobmatch.cli.figures import figures

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("small_home")
def test_figures_are_printed_with_how_they_are_counted() -> None:
    result = CliRunner().invoke(figures, [])
    assert result.exit_code == 0
    assert "截至 2023-06-30" in result.output
    assert "搬迁劳动力 644 人" in result.output
    assert "口径：" in result.output


@pytest.mark.usefixtures("small_home")
def test_json_holds_every_figure_of_the_day_asked() -> None:
    result = CliRunner().invoke(figures, ["--json", "--as-of", "2026-03-15"])
    told = json.loads(result.output)
    assert told["as_of"] == "2026-03-15"
    values = {one["key"]: one["value"] for one in told["figures"]}
    assert values["zero_employment_households"] == 2
    assert all(one["basis"] for one in told["figures"])


def test_an_empty_database_counts_nothing_on_its_own_day(home: Path) -> None:
    assert home.is_dir()
    result = CliRunner().invoke(figures, ["--json"])
    told = json.loads(result.output)
    assert told["as_of"] != "2023-06-30"
    assert {one["value"] for one in told["figures"]} == {0}


def test_a_day_that_is_none_is_refused() -> None:
    assert CliRunner().invoke(figures, ["--as-of", "六月三十"]).exit_code == 2
