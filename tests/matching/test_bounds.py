"""Nothing that could be among the best is left out, whatever is looked at together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching import bounds, sifting
from jobmatch.matching.scoring import rounded
from jobmatch.matching.wants import WantClasses, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.matching.factors import Array

SIZES = {
    "_SAMPLE": (4, 8, 30),
    "_TRADES": (1, 2, 5),
    "_GROUP": (1, 3, 32),
    "_CLASSES": (1, 3, 256),
    "_WORKERS": (1, 7, 512),
    "_WIDE": (1, 2, 8, 1000),
}


def classes_of(draw: np.random.Generator, workers: int, wants: int) -> WantClasses:
    """Draw classes of up to three wants, some of which add them up."""
    count = int(draw.integers(1, workers + 1))
    counts = draw.integers(0, 4, count)
    chosen = draw.integers(0, wants, (count, 3))
    chosen[np.arange(3)[None, :] >= counts[:, None]] = wants
    asked = draw.random(count) < 0.5
    shares = (np.where(asked, 0.9, 0.6), np.where(asked, 0.1, 0) / np.maximum(counts, 1))
    floor = np.where(counts > 0, np.where(asked, 0, 0.4), 0.6)
    index = draw.integers(0, count, workers)
    single = (each.astype(np.float32) for each in (*shares, floor))
    return WantClasses(index, (), chosen, counts, *single)


def products_of(draw: np.random.Generator, workers: int, postings: int) -> Any:
    """Draw what pairs multiply: few levels, so that many are equal; some nought, some all one."""
    levels = np.array([0.0, 0.2, 0.5, 0.50001, 0.9, 1.0], dtype=np.float32)
    met = draw.choice(levels, (6, postings)) * draw.choice(levels[1:], (6, 1))
    met[-1] = 0
    classes = classes_of(draw, workers, 5)
    groups = []
    for _ in range(int(draw.integers(0, 4))):
        table = draw.choice(levels, (4, postings), p=(0.2, 0.1, 0.1, 0.1, 0.1, 0.4))
        table[0] = 1
        groups.append((draw.integers(0, 4, workers), table))
    return SimpleNamespace(classes=classes, work=Work(classes, met), tables=groups)


def all_values(products: Any) -> Array:
    """Multiply out every pair, in the order of the groups."""
    values: Array = products.work.full()
    for index, table in products.tables:
        values = values * table[index]
    return values


@pytest.fixture(scope="module", autouse=True)
def kept_sizes() -> Iterator[None]:
    """Put the sizes back that the examples change."""
    before = {name: getattr(bounds, name) for name in SIZES}
    yield
    for name, value in before.items():
        setattr(bounds, name, value)


@given(st.data(), st.integers(0, 10_000), st.integers(1, 25), st.integers(1, 60))
@settings(max_examples=150)
def test_the_best_are_those_of_all_pairs(
    data: st.DataObject, seed: int, workers: int, postings: int
) -> None:
    for name, sizes in SIZES.items():
        setattr(bounds, name, data.draw(st.sampled_from(sizes)))
    draw = np.random.default_rng(seed)
    products = products_of(draw, workers, postings)
    trade = np.sort(draw.integers(0, 5, postings))
    rank = draw.permutation(postings)
    best = sifting.Best(workers, 4)
    bounds.best_columns(products, trade, rank, best, 2)
    for worker, scores in enumerate(rounded(all_values(products)).tolist()):
        mine = sorted(
            (-score, int(rank[at])) for at, score in enumerate(scores) if score >= sifting.LEAST
        )[:4]
        assert best.places[worker, : len(mine)].tolist() == [place for _, place in mine]
        assert best.scores[worker, : len(mine)].tolist() == [-score for score, _ in mine]
        assert set(best.places[worker, len(mine) :].tolist()) <= {-1}
