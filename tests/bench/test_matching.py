"""Every step of the benchmark, on a small district and in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.bench import matching
from jobmatch.bench.children import Measured
from jobmatch.bench.figures import MatchFigure
from jobmatch.bench.openings import QUICK
from tests.bench.conftest import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from jobmatch.bench.openings import Plan


FIGURE = MatchFigure("all_pairs", "全部人岗配对", 1.0, "秒")

pytestmark = pytest.mark.slow


def test_the_district_is_read_and_its_readings_kept(bench_folder: Path) -> None:
    first = matching.prepare(bench_folder, PLAN)
    assert first["workers"] == 644
    assert first["readings_kept"] > 100
    assert first["mean_terms_per_posting"] > 10
    assert matching.prepare(bench_folder, PLAN)["readings_kept"] == 0


def test_the_engine_is_measured_in_both_directions_and_alone(bench_folder: Path) -> None:
    found = matching.measure_engine(bench_folder, PLAN)
    assert len(found["pairs_seconds"]) == PLAN.rounds
    for key in ("worker_ms", "posting_ms"):
        middle, late = found[key]
        assert 0 < middle <= late
    assert found["pairs_peak_mb"] > 10


def test_peers_and_engine_take_turns(bench_folder: Path) -> None:
    found = matching.measure_peers(bench_folder, PLAN)
    assert found["cdist_sample"][0] == 500
    assert found["cdist_seconds"] > found["cdist_runs"][0]
    assert found["engine_seconds"] > 0
    assert found["sparse_seconds"] > 0


def test_the_reference_finds_no_list_that_differs(bench_folder: Path) -> None:
    found = matching.measure_reference(bench_folder, PLAN)
    assert found["pairs"] >= PLAN.sampled * 100
    assert found["differing"] == 0


def test_growth_is_told_beside_linear(bench_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "TIMES", (1, 2))
    first, second = matching.measure_growth(bench_folder, PLAN)["steps"]
    assert second["postings"] == 2 * first["postings"]
    assert second["beside_linear"] == pytest.approx(second["seconds"] / first["seconds"] / 2)


def test_titles_and_sentences_are_typed(bench_folder: Path) -> None:
    found = matching.measure_suggestions(bench_folder, PLAN)
    for typed in found.values():
        assert typed["count"] > PLAN.typed
        assert 0 < typed["p50"] <= typed["p95"] <= typed["longest"]


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
        *("measure_growth", "measure_suggestions", "measure_allocations"),
    ]
    assert {plan for _, _, plan in done} == {QUICK}
    assert figures == [FIGURE]
    assert details["growth"]["seconds"] == 1.0
    assert details["engine"]["peak_mb_of_child"] == 12
    assert len(lines) == len(done)
