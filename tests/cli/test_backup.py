from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from jobmatch.cli import stores
from jobmatch.cli.backup import backup, restore
from jobmatch.services.backups import LiveDatabaseError
from jobmatch.store.crypto import KeyFileError
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from click import Command

PHONE = "13800001234"


def _run(command: Command, *arguments: str) -> str:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _fill() -> None:
    with stores.write() as session:
        session.add(Person(name="某人", phone=PHONE))


def test_a_home_that_was_lost_comes_back_with_its_keys(home: Path, tmp_path: Path) -> None:
    _fill()
    kept = tmp_path / "kept"
    kept.mkdir()
    output = _run(backup, str(kept))
    assert "密钥不在备份里" in output
    source = next(kept.glob("jobmatch-*.backup"))
    shutil.copy(home / "keys.json", kept)
    shutil.rmtree(home)
    with pytest.raises(KeyFileError, match="找不到密钥文件"):
        _run(restore, str(source))
    shutil.copy(kept / "keys.json", home / "keys.json")
    assert "已恢复" in _run(restore, str(source))
    with stores.read() as session:
        assert session.scalars(select(Person)).one().phone == PHONE


def test_the_default_place_is_in_the_home_and_a_file_may_be_named(
    home: Path, tmp_path: Path
) -> None:
    _run(backup)
    assert len(list((home / "backups").glob("*.backup"))) == 1
    _run(backup, str(tmp_path / "mine.backup"))
    assert (tmp_path / "mine.backup").is_file()


def test_a_live_home_needs_commit_and_keeps_what_was_there(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "one.backup"
    _run(backup, str(source))
    _fill()
    with pytest.raises(LiveDatabaseError, match="--commit"):
        _run(restore, str(source))
    with stores.read() as session:
        assert session.scalars(select(Person)).all()
    _run(restore, str(source), "--commit")
    with stores.read() as session:
        assert session.scalars(select(Person)).all() == []
    assert len(list(home.glob("replaced-*/jobmatch.db"))) == 1


@pytest.mark.usefixtures("home")
def test_a_drill_says_how_long_it_took_and_changes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "one.backup"
    _run(backup, str(source))
    _fill()
    output = _run(restore, "--drill", str(source))
    assert "演练成功" in output
    assert "秒" in output
    with stores.read() as session:
        assert session.scalars(select(Person)).one().phone == PHONE
