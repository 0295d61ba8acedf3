from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from jobmatch.cli.occupations import occupations

if TYPE_CHECKING:
    from pathlib import Path


def test_the_best_occupations_are_printed_with_their_reason() -> None:
    result = CliRunner().invoke(occupations, ["find", "打螺丝", "--top", "3"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) == 3
    assert "6-25-04-07  电子设备装接工  1.00" in lines[0]
    assert "打螺丝" in lines[0]


def test_as_json() -> None:
    result = CliRunner().invoke(occupations, ["find", "带娃", "--json", "--top", "1"])
    (row,) = json.loads(result.output)
    assert (row["code"], row["name"]) == ("4-10-01-03", "保育师")


def test_nothing_found_is_said_kindly() -> None:
    result = CliRunner().invoke(occupations, ["find", "？！"])
    assert result.exit_code == 0
    assert "换个说法" in result.output


def test_a_raw_table_is_cleaned(tmp_path: Path) -> None:
    raw = tmp_path / "raw.csv"
    raw.write_text("level,code,name,aliases\n4,4-09-08-01,保洁员L,保洁|清洁工\n", encoding="utf-8")
    out = tmp_path / "clean.csv"
    result = CliRunner().invoke(occupations, ["clean", str(raw), "--out", str(out)])
    assert result.exit_code == 0
    assert "4-09-08-01,4,保洁员,1,0,保洁|清洁工\n" in out.read_text(encoding="utf-8")
