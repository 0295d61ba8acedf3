from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from jobmatch.cli import stores
from jobmatch.cli.db import db
from jobmatch.store import migrate
from jobmatch.store.districts import District

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_empty_home_gets_its_database_and_again_is_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path / "new"))
    first = CliRunner().invoke(db, ["upgrade"])
    assert first.output.strip() == f"数据库已从 空 升级到 {migrate.head()}。"
    assert "已是最新版本" in CliRunner().invoke(db, ["upgrade"]).output


def test_status_counts_what_is_there(home: Path) -> None:
    with stores.write() as session:
        session.add(District(code="990000", name="某区"))
    output = CliRunner().invoke(db, ["status"]).output
    assert str(home / "jobmatch.db") in output
    assert migrate.head() in output
    assert [line.split() for line in output.splitlines() if "district" in line] == [
        ["district", "1"]
    ]
