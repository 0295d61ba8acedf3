"""Every step of the benchmark, on a small district and in this process."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.bench import matching
from jobmatch.bench.children import Measured
from jobmatch.bench.figures import MatchFigure
from jobmatch.bench.matching import Plan
from jobmatch.services.seeding.scales import Scale

if TYPE_CHECKING:
    from pathlib import Path

PLAN = Plan(Scale.SMALL, 0, 1, 10, 2, 40, (40, 60))

FIGURE = MatchFigure("all_pairs", "全部人岗配对", 1.0, "秒")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bench")
    for name in ("jobmatch.db", "keys.json"):
        shutil.copy(small_file / name, place / name)
    return place


def test_the_district_is_read_and_its_readings_kept(folder: Path) -> None:
    first = matching.prepare(folder, PLAN)
    assert first["workers"] == 644
    assert first["readings_kept"] > 100
    assert first["mean_terms_per_posting"] > 10
    assert matching.prepare(folder, PLAN)["readings_kept"] == 0


def test_the_engine_is_measured_in_both_directions_and_alone(folder: Path) -> None:
    found = matching.measure_engine(folder, PLAN)
    assert len(found["pairs_seconds"]) == PLAN.rounds
    for key in ("worker_ms", "posting_ms"):
        middle, late = found[key]
        assert 0 < middle <= late
    assert found["pairs_peak_mb"] > 10


def test_peers_and_engine_take_turns(folder: Path) -> None:
    found = matching.measure_peers(folder, PLAN)
    assert found["cdist_sample"][0] == 500
    assert found["cdist_seconds"] > found["cdist_runs"][0]
    assert found["engine_seconds"] > 0
    assert found["sparse_seconds"] > 0


def test_the_reference_finds_no_list_that_differs(folder: Path) -> None:
    found = matching.measure_reference(folder, PLAN)
    assert found["pairs"] >= PLAN.sampled * 100
    assert found["differing"] == 0


def test_growth_is_told_beside_linear(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "TIMES", (1, 2))
    first, second = matching.measure_growth(folder, PLAN)["steps"]
    assert second["postings"] == 2 * first["postings"]
    assert second["beside_linear"] == pytest.approx(second["seconds"] / first["seconds"] / 2)


def test_the_allocation_is_proven(folder: Path) -> None:
    found = matching.measure_allocation(folder, PLAN)
    assert found["is_proven"]
    assert 0 < found["placed"] <= found["workers"] == 40


def test_all_steps_run_in_children_and_give_all_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []

    def in_child(step: Any, folder: Path, plan: Plan) -> Measured[dict[str, Any]]:
        done.append((step.__name__, folder, plan))
        return Measured({"seconds": 1.0}, 12.3)

    monkeypatch.setattr("jobmatch.bench.children.in_child", in_child)
    monkeypatch.setattr(matching, "figures_of", lambda details: [FIGURE] if details else [])
    lines: list[str] = []
    figures, details = matching.measure_matching(tmp_path, quick=True, progress=lines.append)
    assert [name for name, _, _ in done] == [
        *("prepare", "measure_engine", "measure_peers", "measure_reference"),
        *("measure_growth", "measure_allocation"),
    ]
    assert {plan for _, _, plan in done} == {matching.QUICK}
    assert figures == [FIGURE]
    assert details["growth"]["seconds"] == 1.0
    assert details["engine"]["peak_mb_of_child"] == 12
    assert len(lines) == len(done)
