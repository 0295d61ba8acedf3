"""Sessions come in, commits stay out; audit and other append-only rows are never changed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house import source

if TYPE_CHECKING:
    from pathlib import Path

# The edges: the one place of the web that commits, the job decorator's leases, and commands.
EDGES = {"jobmatch/web/sessions.py"}
EDGE_FLOORS = ("cli", "tasks", "drills", "bench")
BELOW = ("domain", "matching", "intake", "exchange", "store", "queries", "services", "web")
APPEND_ONLY = {"AuditRow", "JobHistory"}


def _calls(path: Path, names: set[str]) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
    ]


def test_commits_stay_at_the_edges() -> None:
    found = [
        f"{source.named(path)}:{line}"
        for path in source.modules(*BELOW)
        if source.named(path) not in EDGES
        for line in _calls(path, {"commit", "rollback"})
    ]
    assert found == []


def test_queries_never_write() -> None:
    found = [
        f"{source.named(path)}:{line}"
        for path in source.modules("queries")
        for line in _calls(path, {"add", "add_all", "delete", "merge", "flush", "commit"})
        if not _is_set_method(path, line)
    ]
    assert found == []


def _is_set_method(path: Path, line: int) -> bool:
    """Tell whether the call at *line* is a plain collection's, not a session's."""
    text = path.read_text(encoding="utf-8").splitlines()[line - 1]
    return "session" not in text


def test_append_only_rows_are_never_updated_or_deleted() -> None:
    found = []
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in {"update", "delete"} or not node.args:
                continue
            target = node.args[0]
            if isinstance(target, ast.Name) and target.id in APPEND_ONLY:
                found.append(f"{source.named(path)}:{node.lineno}")
    assert found == []
