"""The source tree as the house tests see it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jobmatch"
TESTS = ROOT / "tests"
TEMPLATES = ROOT / "templates"
FLOORS = (
    "domain", "matching", "intake", "exchange", "store", "queries", "services", "tasks", "web",
    "drills", "bench", "cli",
)  # fmt: skip


def modules(*floors: str) -> list[Path]:
    """Give the product's Python files below *floors* (all floors when none is named), sorted."""
    places = [PACKAGE / floor for floor in floors] if floors else [PACKAGE]
    return sorted(path for place in places for path in place.rglob("*.py"))


def test_modules() -> list[Path]:
    """Give every Python file below tests/, sorted."""
    return sorted(TESTS.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Give the parsed file *path*."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    """Give *path* as a reader names it, from the root of the checkout."""
    return str(path.relative_to(ROOT))
