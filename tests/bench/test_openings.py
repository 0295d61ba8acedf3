from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from jobmatch.bench import openings
from tests.bench.conftest import PLAN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_a_district_is_opened_with_all_its_people(bench_folder: Path) -> None:
    loaded = openings.load(bench_folder, PLAN)
    assert len(loaded.workers) == 644
    assert len(loaded.index.postings) > 100
    assert loaded.index_seconds > 0
    assert loaded.asked["conditions"] == loaded.index.conditions


def test_times_are_spread_in_milliseconds() -> None:
    assert openings.spread([0.001]) == (1, 1)
    middle, late = openings.spread([0.001, 0.002, 0.003, 0.1])
    assert middle == pytest.approx(2.5)
    assert middle < late <= 100
    assert openings.timed(time.sleep, 0.0) >= 0
