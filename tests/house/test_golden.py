"""The golden lists and values stand as they were looked at; see tests/matching/golden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matching import golden
from tests.matching.golden import facets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WRITE = "python -m tests.matching.golden"


def compare(path: Path, lines: Iterator[str]) -> None:
    kept, made = path.read_text(encoding="utf-8").splitlines(), list(lines)
    moved = [f"-{old}\n+{new}" for old, new in zip(kept, made, strict=False) if old != new]
    assert not moved, f"{WRITE}\n" + "\n".join(moved[:20])
    assert len(made) == len(kept)


def test_golden_lists_are_those_that_were_looked_at() -> None:
    compare(golden.PATH, golden.lines())


def test_golden_values_of_every_part_and_limit_are_those_that_were_looked_at() -> None:
    compare(facets.PATH, facets.lines())
