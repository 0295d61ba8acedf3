from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.bench import allocations
from tests.bench.conftest import PLAN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_a_sample_and_the_whole_district_are_planned_and_proven(bench_folder: Path) -> None:
    found = allocations.measure_allocations(bench_folder, PLAN)
    sample, district = found["sample"], found["district"]
    assert (sample["workers"], sample["postings"]) == (40, 60)
    assert 0 < sample["placed"] <= 40
    assert 0 < district["placed"] <= district["people"]
    for each in (sample, district):
        assert each["is_proven"]
        assert each["arcs"] > 0
        assert each["seconds"] > 0
