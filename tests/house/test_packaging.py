"""Packaging: setup.cfg lists every package; a wheel holds templates, migrations and seeds."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.house import source

if TYPE_CHECKING:
    from pathlib import Path


def _setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(source.ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_packaging_lists_every_package() -> None:
    listed = set(_setup()["options"]["packages"].split())
    there = {
        ".".join(path.parent.relative_to(source.ROOT).parts)
        for path in source.PACKAGE.rglob("__init__.py")
    }
    mapped = {"jobmatch.migrations", "jobmatch.templates", "jobmatch.seeds"}
    assert listed == there | mapped


def test_packaging_floors_are_pinned() -> None:
    """Each dependency named in setup.cfg has an exact version in constraints.txt."""
    parser = _setup()
    wanted = parser["options"]["install_requires"].split("\n")
    for extra in parser["options.extras_require"].values():
        wanted += extra.split("\n")
    names = {
        line.split(">")[0].split("=")[0].split("[")[0].strip().lower() for line in wanted if line
    }
    pinned = {
        line.split("==")[0].strip().lower()
        for line in (source.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    assert sorted(names - pinned) == []


def _run(words: list[str], folder: Path, **environment: str) -> str:
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a copy of the tree, so that the checkout stays as it is."""
    place = tmp_path_factory.mktemp("wheel")
    copy = place / "copy"
    leave = shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", "*.egg-info")
    shutil.copytree(source.ROOT, copy, ignore=leave)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place)]
    _run(build, copy)
    (made,) = place.glob("*.whl")
    return made


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "ending"), [("templates", "html"), ("migrations", "py"), ("seeds", "csv")]
)
def test_packaging_wheel_holds_the_folder(wheel: Path, folder: str, ending: str) -> None:
    there = {path.name for path in (source.ROOT / folder).rglob(f"*.{ending}")}
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.rsplit("/", 1)[1] for name in names if name.startswith(f"jobmatch/{folder}/")}
    assert there
    assert there <= inside


@pytest.mark.slow
def test_packaging_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    surroundings = {"PYTHONPATH": str(place), "JOBMATCH_HOME": str(tmp_path / "home")}
    python = [sys.executable, "-P", "-m", "jobmatch"]
    assert "焊工" in _run([*python, "occupations", "find", "电焊工"], tmp_path, **surroundings)
    _run([*python, "db", "upgrade"], tmp_path, **surroundings)
    figures = _run([*python, "figures", "--json"], tmp_path, **surroundings)
    assert figures.strip().startswith(("{", "["))
