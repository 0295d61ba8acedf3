from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jobmatch import bootstrap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small checkout of its own, so that nothing touches the real venv."""
    for name in ("setup.cfg", "constraints.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / ".venv" / "setup.log")
    return tmp_path


def _fake_install(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Replace the slow part; the list tells which extras each set-up asked for."""
    calls: list[set[str]] = []

    def install(extras: set[str], wanted: str) -> None:
        calls.append(extras)
        python = bootstrap.VENV / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        stamp = {"hash": wanted, "extras": sorted(extras)}
        bootstrap.STAMP.write_text(json.dumps(stamp), encoding="utf-8")

    monkeypatch.setattr(bootstrap, "_install", install)
    return calls


def test_second_start_installs_nothing(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _fake_install(monkeypatch)
    bootstrap.ensure_venv(set())
    bootstrap.ensure_venv(set())
    assert calls == [set()]


def test_test_extra_is_added_and_then_kept(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _fake_install(monkeypatch)
    bootstrap.ensure_venv(set())
    bootstrap.ensure_venv({"test"})
    bootstrap.ensure_venv(set())
    assert calls == [set(), {"test"}]


def test_changed_constraints_set_up_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _fake_install(monkeypatch)
    bootstrap.ensure_venv({"test"})
    (checkout / "constraints.txt").write_text("newer", encoding="utf-8")
    bootstrap.ensure_venv(set())
    assert calls == [{"test"}, set()]


def test_damaged_stamp_sets_up_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _fake_install(monkeypatch)
    bootstrap.ensure_venv(set())
    bootstrap.STAMP.write_text("{", encoding="utf-8")
    bootstrap.ensure_venv(set())
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("Temporary failure in name resolution", "连不上软件源"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "磁盘已满"),
        ("line one\nsomething odd happened\n\n", "something odd happened"),
        ("error: no folder x\nerror: subprocess-exited-with-error\nnote: y", "no folder x"),
    ],
)
def test_failed_pip_is_told_in_one_line(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, output: str, words: str
) -> None:
    bootstrap.VENV.mkdir()
    script = f"import sys; print({output!r}); sys.exit(1)"
    with pytest.raises(bootstrap.SetUpError) as told:
        bootstrap._run_pip([sys.executable, "-c", script])  # noqa: SLF001 - a failing pip cannot be had otherwise
    assert words in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_full_disk_while_making_the_venv(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(extras: set[str], wanted: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bootstrap, "_install", install)
    with pytest.raises(bootstrap.SetUpError, match="磁盘已满"):
        bootstrap.ensure_venv(set())


def test_missing_venv_package_names_the_command(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.SetUpError, match="sudo apt install python3"):
        bootstrap._install_venv_package()  # noqa: SLF001 - needs a Debian without the package otherwise


def test_old_python_is_refused(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (3, 99))
    with pytest.raises(SystemExit) as end:
        bootstrap.prepare(["demo"])
    assert end.value.code == 1


def test_bootstrap_needs_the_standard_library_alone() -> None:
    """Import it in a Python without site-packages, as a bare machine has it."""
    script = "import jobmatch.bootstrap, sys; print('pip' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", script],
        cwd=bootstrap.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_browser_on_a_machine_without_rights_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(
        shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    assert (
        bootstrap.ensure_browser()
        == "没有 Chromium，请先运行：sudo apt install chromium chromium-driver"
    )
