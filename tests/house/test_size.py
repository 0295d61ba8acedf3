"""Sizes: module ≤ 400 lines, function ≤ 50, test module ≤ 600."""

from __future__ import annotations

import ast

from tests.house import source


def _lines(path: object) -> int:
    return len(str(path).splitlines())


def test_size_of_modules() -> None:
    too_long = {
        source.named(path): count
        for path in source.modules()
        if (count := _lines(path.read_text(encoding="utf-8"))) > 400
    }
    assert too_long == {}


def test_size_of_test_modules() -> None:
    too_long = {
        source.named(path): count
        for path in source.test_modules()
        if (count := _lines(path.read_text(encoding="utf-8"))) > 600
    }
    assert too_long == {}


def test_size_of_functions() -> None:
    too_long = []
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 50:
                    too_long.append(f"{source.named(path)}:{node.lineno} {node.name} {length}")
    assert too_long == []
