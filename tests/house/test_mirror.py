"""Tests mirror the source: every module has its test module and the reverse."""

from __future__ import annotations

from tests.house import source

# No behaviour of their own: entry points and docstrings, tried through the commands that use them.
UNMIRRORED = {"__init__.py", "__main__.py"}


def _module_names() -> set[str]:
    names = set()
    for path in source.modules():
        if path.name in UNMIRRORED:
            continue
        relative = path.relative_to(source.PACKAGE)
        names.add(str(relative.with_name(f"test_{relative.name}")))
    return names


def _test_names() -> set[str]:
    names = set()
    for path in source.TESTS.rglob("test_*.py"):
        relative = path.relative_to(source.TESTS)
        if relative.parts[0] != "house":
            names.add(str(relative))
    return names


def test_mirror_every_module_has_tests() -> None:
    assert sorted(_module_names() - _test_names()) == []


def test_mirror_every_test_module_has_a_module() -> None:
    assert sorted(_test_names() - _module_names()) == []


def test_mirror_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in source.TESTS.rglob("test_*.py")}
    assert [
        source.named(folder) for folder in folders if not (folder / "__init__.py").is_file()
    ] == []
