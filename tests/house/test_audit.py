"""Audit actions are `noun.past`, each stands in one place; job names have tasks."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

from tests.house import source

ACTION = re.compile(r"^[a-z_]+\.[a-z_]+$")


def _audit_actions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in source.modules("services", "cli", "web", "tasks"):
        for node in ast.walk(source.tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "record":
                continue
            for keyword in node.keywords:
                if keyword.arg == "action" and isinstance(keyword.value, ast.Constant):
                    found[str(keyword.value.value)].append(f"{source.named(path)}:{node.lineno}")
    return found


def test_audit_actions_are_noun_and_past() -> None:
    actions = _audit_actions()
    assert actions, "no audit action found: the test looks in the wrong place"
    assert [action for action in actions if not ACTION.match(action)] == []


def test_audit_actions_stand_in_one_place() -> None:
    assert {a: places for a, places in _audit_actions().items() if len(places) > 1} == {}
