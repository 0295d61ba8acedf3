"""``bench_folder``: a scratch folder with the small district, for every measure of a module."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from jobmatch.bench.openings import Plan
from jobmatch.services.seeding.scales import Scale

if TYPE_CHECKING:
    from pathlib import Path

PLAN = Plan(Scale.SMALL, 0, 1, 10, 2, 40, (40, 60), 4)


@pytest.fixture(scope="module")
def bench_folder(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bench")
    for name in ("jobmatch.db", "keys.json"):
        shutil.copy(small_file / name, place / name)
    return place
