from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from jobmatch.cli import audit as commands
from jobmatch.cli import stores
from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.errors import InputError
from jobmatch.services import audit


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(commands.audit, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.strip()


@pytest.fixture(autouse=True)
def _filled(home: object) -> None:
    del home
    with stores.write() as session:
        for _ in range(3):
            audit.record(session, actor=SYSTEM, action="test.counted")


def test_the_head_that_is_printed_proves_the_chain_later() -> None:
    rows, link = _run("head").split()
    assert rows == "3"
    with stores.write() as session:
        audit.record(session, actor=SYSTEM, action="test.counted")
    assert "4 条" in _run("verify", "--rows", rows, "--head", link)


def test_a_broken_chain_is_an_error() -> None:
    with stores.write() as session:
        session.execute(text("DROP TRIGGER tr_audit_row_no_update"))
        session.execute(text("UPDATE audit_row SET actor = 'nobody' WHERE seq = 2"))
    with pytest.raises(audit.ChainBrokenError, match="第 2 条"):
        _run("verify")


def test_half_an_anchor_is_refused() -> None:
    with pytest.raises(InputError, match="一起给"):
        _run("verify", "--rows", "3")
