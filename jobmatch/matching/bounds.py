"""The best postings of every worker, without multiplying out what cannot be among them.

No factor of a score is greater than one. So the work of a pair times the greatest factors that
anybody meets at its posting bounds its score from above, first for all postings of one trade
together, then for each; and the scores of any twenty postings bound the twentieth best from below.
What lies between, some dozens of 16,000 postings for most people, is multiplied out in the order
of scoring.GROUPS: the same numbers as everywhere, and none left out that could count.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.sifting import MARGIN, Sifted
from jobmatch.matching.wants import Work

if TYPE_CHECKING:
    from jobmatch.matching.factors import Array
    from jobmatch.matching.products import Products
    from jobmatch.matching.sifting import Best

_SAMPLE = 128
"""Postings whose scores bound a worker's best from below."""
_TRADES = 32
"""Trades of which they are taken."""
_GROUP = 32
"""Postings of one trade that are bounded together."""
_CLASSES, _WORKERS = 256, 512
"""Classes of wants, and workers, that are looked at together."""
_WIDE = 8
"""Whom more than one in so many postings may suit is scored with all of them at once."""


def best_columns(products: Products, trade: Array, rank: Array, best: Best, threads: int) -> None:
    """Put the best postings of every worker into *best*.

    Args:
        products: of m workers and n postings.
        trade: number of what each posting is (n, ascending): postings of one number are alike in
            their work, but for their words.
        rank: place of each posting (n) in the order in which ties are broken.
        best: what is known of the best so far.
        threads: how many to search in.
    """
    search = _Search(products, trade, rank, best)
    starts = range(0, len(search.classes), _CLASSES)
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        for _ in pool.map(search.block, starts):
            pass


class _Search:
    """Workers by what they want, postings by their trade.

    *classes* are the numbers of the classes of wants in the order in which they are looked at:
    those that want equally many things, and add them up or not, stand together.
    """

    def __init__(self, products: Products, trade: Array, rank: Array, best: Best) -> None:
        self._rank, self._best, self._count = rank, best, len(trade)
        self._work, self._groups = products.work, products.tables
        # A factor of one changes no number: most people ask nothing of most things.
        self._plain = [(table == 1).all(axis=1) for _, table in self._groups]
        self._flat = [table.ravel() for _, table in self._groups]
        within = np.arange(self._count) - np.searchsorted(trade, trade)
        self._first = np.flatnonzero(within % _GROUP == 0)
        self._sizes = np.diff(self._first, append=self._count)
        met = np.maximum.reduceat(products.work.met, self._first, axis=1)
        self._trades = Work(products.classes, met)
        self._trade_groups = [
            (classes, np.maximum.reduceat(table, self._first, axis=1))
            for classes, table in self._groups
        ]
        classes = products.classes
        self.classes = np.lexsort((classes.counts, classes.total_share > 0))
        place = np.empty_like(self.classes)
        place[self.classes] = np.arange(len(place))
        self._place = place[products.classes.index]
        self._order = np.argsort(self._place, kind="stable")
        self._starts = np.searchsorted(self._place[self._order], np.arange(len(place) + 1))

    def block(self, start: int) -> None:
        """Look at the workers of the classes from *start* on."""
        numbers = self.classes[start : start + _CLASSES]
        workers = self._order[self._starts[start] : self._starts[start + len(numbers)]]
        rows = self._place[workers] - start
        upper = self._trades.of_classes(numbers)
        sample = self._sample(upper)
        for at in range(0, len(workers), _WORKERS):
            some = slice(at, at + _WORKERS)
            mine, chosen = rows[some], workers[some]
            bounds = np.maximum(self._best.scores[chosen, -1], self._best.least)
            bounds = bounds.astype(np.float32) - np.float32(MARGIN)
            self._raise(bounds, numbers[mine], chosen, sample[mine])
            self._search(numbers[mine], chosen, upper[mine], bounds)

    def _search(self, numbers: Array, workers: Array, upper: Array, bounds: Array) -> None:
        """Find the best of *workers* of the classes *numbers* (k each) over their *bounds*.

        *upper* (k × trades) is what their work reaches at most.
        """
        for classes, table in self._trade_groups:
            upper *= table[classes[workers]]
        near = self._near(upper, bounds)
        wide = np.flatnonzero(near @ self._sizes * _WIDE > self._count)
        if len(wide):
            # Limits bar them from what would suit them best: look where they may work.
            raised = bounds[wide]
            self._raise(raised, numbers[wide], workers[wide], self._sample(upper[wide]))
            bounds[wide] = raised
            near[wide] = self._near(upper[wide], raised)
            wide = wide[near[wide] @ self._sizes * _WIDE > self._count]
            near[wide] = False
        sifted = Sifted()
        self._sift(sifted, numbers, workers, bounds, near)
        for row in wide.tolist():
            values = self._row(numbers[row], workers[row])
            sifted.add_row(row, values, self._rank, self._best.top, float(bounds[row]))
        self._best.put(workers, sifted)

    def _sample(self, upper: Array) -> Array:
        """Give some postings of the trades that may suit best (rows of *upper* × _SAMPLE or fewer).

        Where there are no more of these trades it is -1.
        """
        most = min(_TRADES, upper.shape[1])
        chosen = np.argpartition(upper, upper.shape[1] - most, axis=1)[:, -most:]
        order = np.argsort(-np.take_along_axis(upper, chosen, axis=1), axis=1, kind="stable")
        chosen = np.take_along_axis(chosen, order, axis=1)
        sizes = self._sizes[chosen]
        before = np.cumsum(sizes, axis=1) - sizes
        sizes = np.clip(_SAMPLE - before, 0, sizes)
        columns = _spread(self._first[chosen.ravel()], sizes.ravel())[1]
        sample = np.full((len(upper), _SAMPLE), -1)
        sample[np.arange(_SAMPLE) < sizes.sum(axis=1)[:, None]] = columns
        return sample

    def _raise(self, bounds: Array, numbers: Array, workers: Array, sample: Array) -> None:
        """Raise *bounds* to what the sampled postings give each of *workers* (k each)."""
        if self._best.top > _SAMPLE:
            return
        there = sample >= 0
        owners, columns = np.nonzero(there)[0], sample[there]
        values = np.zeros(sample.shape, dtype=np.float32)
        work = self._work.of_pairs(numbers, owners, columns)
        values[there] = self._times(work, workers, owners, columns)
        place = _SAMPLE - self._best.top
        values.partition(place, axis=1)
        np.maximum(bounds, values[:, place] - np.float32(MARGIN), out=bounds)

    def _near(self, upper: Array, bounds: Array) -> Array:
        """Tell which of *upper* may hold what reaches *bounds*, whatever the order of products."""
        near: Array = upper >= (bounds - np.float32(MARGIN))[:, None]
        return near

    def _sift(
        self, sifted: Sifted, numbers: Array, workers: Array, bounds: Array, near: Array
    ) -> None:
        """Multiply out the trades that are *near* and keep what reaches the *bounds*."""
        owners, trades = np.nonzero(near)
        cells, columns = _spread(self._first[trades], self._sizes[trades])
        owners = owners[cells]
        work = self._work.of_pairs(numbers, owners, columns)
        over = work >= bounds[owners]
        owners, columns, work = owners[over], columns[over], work[over]
        values = self._times(work, workers, owners, columns)
        kept = values >= bounds[owners]
        sifted.add(owners[kept], self._rank[columns[kept]], values[kept])

    def _row(self, number: int, worker: int) -> Array:
        """Give the products of one worker and all postings (n)."""
        values: Array = self._work.of_classes(np.array([number]))[0]
        for (classes, table), plain in zip(self._groups, self._plain, strict=True):
            if not plain[classes[worker]]:
                values *= table[classes[worker]]
        return values

    def _times(self, values: Array, workers: Array, owners: Array, columns: Array) -> Array:
        """Multiply *values* with the factors of pairs of workers[owners] and *columns*."""
        for (classes, _), table in zip(self._groups, self._flat, strict=True):
            cells = (classes[workers] * self._count).take(owners)
            cells += columns
            values *= table.take(cells)
        return values


def _spread(starts: Array, sizes: Array) -> tuple[Array, Array]:
    """Give the numbers of ranges, each once for each of its members, and the members."""
    owners = np.repeat(np.arange(len(sizes)), sizes)
    ends = np.cumsum(sizes)
    return owners, np.arange(len(owners)) + (starts - (ends - sizes))[owners]
