from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from jobmatch.cli import keys as commands
from jobmatch.cli import stores
from jobmatch.domain.errors import InputError
from jobmatch.services import audit
from jobmatch.store import crypto, engine
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from pathlib import Path

PHONE = "13800001234"


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(commands.keys, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _fill() -> None:
    with stores.write() as session:
        session.add(Person(name="某人", phone=PHONE))


def test_a_rotation_seals_everything_anew_and_is_audited(home: Path) -> None:
    _fill()
    assert "k2" in _run("rotate")
    assert crypto.load_ring(home / "keys.json").active == "k1"
    assert "重新加密 1 个值" in _run("rotate", "--commit")
    with stores.read() as session:
        assert session.scalars(select(Person)).one().phone == PHONE
        sealed = session.execute(text("SELECT phone_sealed FROM person")).scalar_one()
        assert sealed.startswith("v1.k2.")
        assert audit.verify(session).is_whole
    assert "k1、k2" in _run("list")


def test_a_rotation_that_was_cut_off_goes_on_with_the_same_key(home: Path) -> None:
    _fill()
    ring = crypto.load_ring(home / "keys.json").with_new_key("k2")
    crypto.save_ring(ring, home / "keys.json")  # … and the machine went down
    assert "1 个值待重新加密" in _run("list")
    assert "密钥 k2 重新加密 1 个值" in _run("rotate", "--commit")
    assert crypto.load_ring(home / "keys.json").active == "k2"


def test_an_old_key_goes_only_when_nothing_needs_it(home: Path) -> None:
    _fill()
    _run("rotate", "--commit")
    assert "可以删除" in _run("drop", "k1")
    _run("drop", "k1", "--commit")
    ring = crypto.load_ring(home / "keys.json")
    assert list(ring.data) == ["k2"]
    opened = engine.open_store(f"sqlite:///{home / 'jobmatch.db'}", ring)
    with opened.reads() as session:
        assert session.scalars(select(Person)).one().phone == PHONE
    opened.close()


def test_a_key_in_use_or_unknown_is_not_dropped(home: Path) -> None:
    _fill()
    ring = crypto.load_ring(home / "keys.json").with_new_key("k2")
    crypto.save_ring(ring, home / "keys.json")
    with pytest.raises(InputError, match="还有 1 个值"):
        _run("drop", "k1", "--commit")
    with pytest.raises(InputError, match="没有编号为 k9"):
        _run("drop", "k9", "--commit")
    with pytest.raises(crypto.KeyFileError, match="正在使用"):
        _run("drop", "k2", "--commit")


def test_no_command_prints_a_key(home: Path) -> None:
    content = (home / "keys.json").read_text()
    secrets = [part for part in content.split('"') if len(part) > 20]
    output = _run("list") + _run("rotate", "--commit")
    assert secrets
    assert [secret for secret in secrets if secret in output] == []
