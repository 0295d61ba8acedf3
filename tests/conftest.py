"""Fixtures of the whole suite, and the list of tests that could not run here."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from jobmatch.services import accounts

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

ROOT = Path(__file__).resolve().parent.parent

pytest_plugins = ["tests.stores", "tests.districts"]

# Machines are shared: a slow moment is no defect, so hypothesis measures no time. In CI the
# examples are the same each time, so that a change is judged by itself and not by luck; every
# other run draws new ones.
settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def cases() -> Path:
    """Give the folder of shared cases (SPEC.md's shapes), or list the test as not run."""
    place = Path(os.environ.get("JOBMATCH_CASES") or ROOT.parent / "shared" / "cases")
    if not (place / "score.py").is_file():
        pytest.skip("案例文件夹不在源码旁边（可用 JOBMATCH_CASES 指定）")
    return place


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep every test away from the user's real data folder."""
    os.environ["JOBMATCH_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with little work, where a test adds accounts for another purpose."""
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", weak)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """List at the end every test that could not run here, under its reason."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[text.removeprefix("Skipped: ")].append(report.nodeid)
    if not reasons:
        return
    terminalreporter.section("没有在这里运行的测试")
    for reason, names in sorted(reasons.items()):
        terminalreporter.line(f"{reason}：{len(names)} 个")
        for name in sorted(names):
            terminalreporter.line(f"    {name}")
