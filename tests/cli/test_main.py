from __future__ import annotations

import errno

import click
import pytest

from jobmatch import __version__
from jobmatch.cli import main as program
from jobmatch.domain.errors import InputError, RuleBrokenError


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_command_of_the_table_can_be_loaded(name: str) -> None:
    context = click.Context(program.program)
    assert isinstance(program.program, program.LazyGroup)
    command = program.program.get_command(context, name)
    assert command is not None
    assert command.help


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        program.main(["--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    assert all(entry.summary in text for entry in program.COMMANDS.values())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        program.main(["--version"])
    assert end.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (InputError("表里没有岗位。"), 2, "表里没有岗位。"),
        (RuleBrokenError("不能撤销。"), 1, "不能撤销。"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "磁盘已满"),
    ],
)
def test_failures_become_one_line_and_a_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
    line: str,
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(
        program.LazyGroup, "get_command", lambda *_: click.Command("x", callback=fail)
    )
    with pytest.raises(SystemExit) as end:
        program.main(["x"])
    assert end.value.code == code
    told = capsys.readouterr().err
    assert line in told
    assert len(told.strip().splitlines()) == 1


def test_unknown_command_is_a_wrong_call() -> None:
    with pytest.raises(SystemExit) as end:
        program.main(["nothing-like-it"])
    assert end.value.code == 2
