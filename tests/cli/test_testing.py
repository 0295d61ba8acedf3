from __future__ import annotations

import subprocess
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from jobmatch import bootstrap
from jobmatch.cli import testing


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """Record what would be run instead of running the suite inside itself."""
    seen: list[tuple[list[str], dict[str, str]]] = []

    def run(words: list[str], *, env: dict[str, str], **_: object) -> SimpleNamespace:
        seen.append((words, env))
        return SimpleNamespace(returncode=5)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(bootstrap, "ensure_browser", lambda: "没有 Chromium")
    return seen


def test_a_whole_run_uses_two_workers_and_passes_the_code_on(
    commands: list[tuple[list[str], dict[str, str]]],
) -> None:
    result = CliRunner().invoke(testing.test, [])
    assert result.exit_code == 5
    assert "-n" in commands[0][0]


def test_pytest_arguments_are_passed_on(
    commands: list[tuple[list[str], dict[str, str]]],
) -> None:
    CliRunner().invoke(testing.test, ["tests/domain", "-k", "wages", "--maxfail=1"])
    assert commands[0][0][-4:] == ["tests/domain", "-k", "wages", "--maxfail=1"]
    assert "-n" not in commands[0][0]


def test_the_reason_for_missing_browsers_reaches_the_session(
    commands: list[tuple[list[str], dict[str, str]]],
) -> None:
    CliRunner().invoke(testing.test, [])
    assert commands[0][1][testing.NO_BROWSER_VARIABLE] == "没有 Chromium"


def test_without_a_checkout_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "in_checkout", lambda: False)
    result = CliRunner().invoke(testing.test, [])
    assert "源码" in str(result.exception)
