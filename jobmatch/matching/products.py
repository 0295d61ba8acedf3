"""What every pair multiplies, gathered into few tables; the best workers of every posting.

The factors of scoring and limits are gathered into a few groups whose classes seldom number more
than a thousand, so a pair costs five multiplications in single precision and no Python. They are
multiplied in the order of scoring.GROUPS: the numbers are those that scoring gives a single pair.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.factors import combine
from jobmatch.matching.limits import Limit
from jobmatch.matching.lots import lots
from jobmatch.matching.scoring import COMFORTS, GROUPS, multiply
from jobmatch.matching.sifting import first_of_equals, select

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobmatch.matching.factors import Array, Factor
    from jobmatch.matching.scoring import Model, Part
    from jobmatch.matching.sifting import Best

THREADS = 2
_MASKS: tuple[frozenset[Limit], ...] = (
    frozenset({Limit.NIGHT, Limit.SHIFTS}),
    frozenset({Limit.CERTIFICATE, Limit.REGION}),
    frozenset({Limit.AVOIDED, Limit.REQUIRED}),
)
"""Limits that look at what the parts of the group at the same place look at."""
_OTHER_LIMITS = frozenset(Limit).difference(*_MASKS)


class Products:
    """The products of a model's factors over m workers and n postings.

    Args:
        model: the parts of the scores.
        limits: the limits of the same pairs.
        count: m.
    """

    def __init__(self, model: Model, limits: dict[Limit, Factor], count: int) -> None:
        self.work, self._met = model.work, model.work.met
        self.classes = model.work.classes
        groups = [*zip(GROUPS, _MASKS, strict=True), ((), _OTHER_LIMITS)]
        with ThreadPoolExecutor(THREADS) as pool:
            made = [pool.submit(_gather, model, limits, *group, count) for group in groups]
            gathered = [each.result() for each in made]
        self.tables = [(index, table) for index, table in gathered if not (table == 1).all()]

    def best_rows(self, workers: Array, postings: Array, best: Best, threads: int) -> None:
        """Put the best workers of every posting into *best*; equals go by lot.

        Args:
            workers: the ids (m).
            postings: the ids (n).
            best: empty, of n subjects.
            threads: how many to search in.
        """
        met = np.ascontiguousarray(self._met.T)
        groups = [(index, np.ascontiguousarray(table.T)) for index, table in self.tables]
        work_of = self._work_of_posting()

        def search(columns: Array) -> None:
            values, factor = np.empty((2, len(workers)), dtype=np.float32)
            for column in columns.tolist():
                np.take(work_of(met[column]), self.classes.index, out=values, mode="clip")
                for index, table in groups:
                    np.take(table[column], index, out=factor, mode="clip")
                    np.multiply(values, factor, out=values)
                found = select(values, best.top, best.least)
                found = found[np.argsort(lots(workers[found], int(postings[column])))]
                found = found[first_of_equals(values[found], best.top)]
                best.put_row(column, found, values[found])

        _in_parts(search, np.arange(len(met)), threads)

    def _work_of_posting(self) -> Callable[[Array], Array]:
        """Give the function from how one posting meets each want to the work of each class.

        Classes with many wants come first, so that the k-th wants of all that have so many are
        one stretch.
        """
        classes = self.classes
        order = np.argsort(-classes.counts, kind="stable")
        back = np.argsort(order, kind="stable")
        counts = classes.counts[order]
        ends = [int((counts > place).sum()) for place in range(classes.chosen.shape[1])]
        columns = [classes.chosen[order[:end], place] for place, end in enumerate(ends)]

        def work_of(met: Array) -> Array:
            best, total = np.zeros((2, len(counts)), dtype=np.float32)
            for chosen in columns:
                mine = np.take(met, chosen, mode="clip")
                some = slice(len(chosen))
                np.maximum(best[some], mine, out=best[some])
                total[some] += mine
            return classes.work(order, best, total)[back]

        return work_of


def _gather(
    model: Model,
    limits: dict[Limit, Factor],
    parts: tuple[Part, ...],
    masks: frozenset[Limit],
    count: int,
) -> tuple[Array, Array]:
    """Give the common classes (m) of some parts and limits, and their product per class."""
    broken = [limit for limit in Limit if limit in masks]
    factors = [*(model.factors[part] for part in parts), *(limits[limit] for limit in broken)]
    index, rows = combine(factors, count)
    tables = {part: model.factors[part].table.astype(np.float32) for part in parts}
    # A factor of one changes no number: most people ask nothing of most things.
    told = {p: (table != 1).any(axis=1) | (p in COMFORTS) for p, table in tables.items()}
    permitted = [(~limits[limit].table).astype(np.float32) for limit in broken]
    barred = [(each == 0).any(axis=1) for each in permitted]
    table = np.ones((len(rows), factors[0].table.shape[1]), dtype=np.float32)
    for place, row in enumerate(rows.tolist()):
        some = {p: tables[p][n] for p, n in zip(parts, row, strict=False) if told[p][n]}
        if some:
            table[place] = multiply(some)
        for each, bars, number in zip(permitted, barred, row[len(parts) :], strict=True):
            if bars[number]:
                table[place] *= each[number]
    return index, table


def _in_parts(search: Callable[[Array], None], order: Array, threads: int) -> None:
    """Search the pieces of *order* in threads: numpy lets go of the interpreter while it counts."""
    pieces = [piece for piece in np.array_split(order, max(1, threads) * 8) if len(piece)]
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        for _ in pool.map(search, pieces):
            pass
