"""Names: no drawer modules, no TODO, every floor says what may live there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house import source

DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|managers?|handlers?|tools?|base_?service)$")
OPEN_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_no_drawer_modules() -> None:
    found = [
        source.named(path)
        for path in [*source.modules(), *source.test_modules()]
        if DRAWERS.match(path.stem.removeprefix("test_"))
    ]
    assert found == []


def test_todo_stands_nowhere() -> None:
    found = []
    for path in [*source.modules(), *source.test_modules(), *source.TEMPLATES.rglob("*.html")]:
        if path == source.TESTS / "house" / "test_names.py":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if OPEN_END.search(line):
                found.append(f"{source.named(path)}:{number}")
    assert found == []


@pytest.mark.parametrize("floor", source.FLOORS)
def test_every_floor_says_what_lives_there(floor: str) -> None:
    text = ast.get_docstring(source.tree(source.PACKAGE / floor / "__init__.py"))
    assert text is not None
    assert len(text) > 20


def test_every_noqa_has_a_reason() -> None:
    bare = re.compile(r"#\s*noqa(?!:)|#\s*noqa:\s*[A-Z0-9, ]+\s*$|#\s*type:\s*ignore\[[^\]]+\]\s*$")
    found = []
    for path in [*source.modules(), *source.test_modules()]:
        if path == source.TESTS / "house" / "test_names.py":
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            above = lines[number - 2].strip() if number > 1 else ""
            if bare.search(line) and not above.startswith("#"):
                found.append(f"{source.named(path)}:{number} {line.strip()}")
    assert found == []
