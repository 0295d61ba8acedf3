from __future__ import annotations

from jobmatch.bench.figures import MatchFigure, figures_of

DETAILS = {
    "peers": {"engine_seconds": 2.0, "cdist_seconds": 300.0, "sparse_seconds": 1.0},
    "engine": {
        "pairs_peak_mb": 700,
        "index_seconds": 6.0,
        "worker_ms": (1.0, 2.0),
        "posting_ms": (50.0, 90.0),
    },
    "reference": {"differing": 0},
    "growth": {
        "steps": [
            {"times": 1, "beside_linear": 1.0},
            {"times": 4, "beside_linear": 0.9},
            {"times": 16, "beside_linear": 1.2},
        ]
    },
    "suggestions": {
        "peak_mb_of_child": 300,
        "sentences": {"p95": 8.0},
        "titles": {"p95": 9.0},
    },
    "allocations": {
        "sample": {"workers": 2000, "postings": 3000, "seconds": 1.5},
        "district": {"people": 2400, "seconds": 61.0},
    },
}


def test_figures_stand_beside_their_bounds() -> None:
    figures = {each.key: each for each in figures_of(DETAILS)}
    assert figures["faster_than_cdist"].value == 150
    assert figures["beside_sparse"].value == 2
    missed = [key for key, each in figures.items() if not each.is_reached]
    assert missed == ["index", "growth_16", "allocation_district"]
    assert figures["suggestion"].value == 9
    assert figures["allocation"].name == "统筹安排 2,000 人 × 3,000 岗"
    assert str(figures["index"]).endswith("（要求 ≤ 5） 未达到")
    assert str(figures["faster_than_cdist"]) == (
        "比 rapidfuzz cdist 快：150.00 倍（要求 ≥ 60，力争 150）"
    )


def test_a_figure_without_bound_is_only_told() -> None:
    figure = MatchFigure("worker_p50", "一人找岗，中位数", 1.234, "毫秒")
    assert figure.is_reached
    assert str(figure) == "一人找岗，中位数：1.23 毫秒"
