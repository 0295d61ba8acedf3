"""All pairs at once, to find who can be among the best: products in single precision.

The factors of scoring and limits are gathered into a few groups whose classes seldom number more
than a thousand, so a pair costs five multiplications and no Python. What comes out is a superset of
the best of each worker or posting, within the rounding of single precision; the exact scores of
these few pairs are then taken from the model. No pair is left out before it was multiplied.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching import wants
from jobmatch.matching.factors import combine
from jobmatch.matching.limits import Limit
from jobmatch.matching.scoring import COMFORTS, Part, comfort_factor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobmatch.matching.factors import Array, Factor
    from jobmatch.matching.scoring import Model

MARGIN = 1e-5
"""More than some thirty roundings of single precision and the sixth digit can move a score."""
_CHUNKS = 256
"""Parts of a row whose maxima bound its best from below."""
_CLASSES = 64
"""Classes whose product is worked out at a time."""
_GROUPS: tuple[tuple[frozenset[Part], frozenset[Limit]], ...] = (
    (
        frozenset(
            {Part.ENTRY, Part.PAY_ASKED, Part.BOARD, Part.LODGING, Part.NIGHT, Part.SCHOOLING}
        ),
        frozenset({Limit.NIGHT, Limit.SHIFTS}),
    ),
    (
        frozenset({Part.PLACE, Part.NEAR, *COMFORTS}),
        frozenset({Limit.CERTIFICATE, Limit.REGION}),
    ),
    (
        frozenset({Part.CONDITIONS, Part.KIND}),
        frozenset({Limit.AVOIDED, Limit.REQUIRED}),
    ),
    (
        frozenset(),
        frozenset(
            {
                Limit.AGE_LAW,
                Limit.MINOR_HAZARD,
                Limit.CAPACITY_LOST,
                Limit.AGE,
                Limit.DEMAND,
                Limit.WELFARE_GROUP,
            }
        ),
    ),
)
"""Parts and limits that look at related facts, so that their common classes stay few."""


class Products:
    """The products of a model's factors over m workers and n postings.

    Args:
        model: the parts of the scores.
        limits: the limits of the same pairs.
        count: m.
    """

    def __init__(self, model: Model, limits: dict[Limit, Factor], count: int) -> None:
        self._classes, self._met = model.work.classes, model.work.met
        gathered = [_gather(model, limits, parts, masks, count) for parts, masks in _GROUPS]
        self._groups = [(index, table) for index, table in gathered if not (table == 1).all()]

    def best_columns(self, top: int, bounds: Array, threads: int) -> tuple[Array, Array]:
        """Give pairs (workers, postings) that hold the best *top* postings of every worker.

        Args:
            top: how many of each worker.
            bounds: scores (m) under which a worker needs no pair; raised to what is found here.
            threads: how many threads share the work.
        """
        index = self._classes.index

        def search(rows: Array) -> tuple[Array, Array]:
            found: list[Array] = []
            current, work = -1, np.zeros(0, dtype=np.float32)
            values = np.empty(self._met.shape[1], dtype=np.float32)
            for row in rows.tolist():
                if index[row] != current:
                    current = int(index[row])
                    work = self._work_of_class(current)
                source = work
                for classes, table in self._groups:
                    np.multiply(source, table[classes[row]], out=values)
                    source = values
                columns, bounds[row] = select(source, top, bounds[row])
                found.append(columns)
            return np.repeat(rows, [len(each) for each in found]), _joined(found)

        return _in_parts(search, np.argsort(index, kind="stable"), threads)

    def best_rows(self, top: int, least: float, threads: int) -> tuple[Array, Array]:
        """Give pairs (workers, postings) that hold the best *top* workers of every posting."""
        met = np.ascontiguousarray(self._met.T)
        groups = [(index, np.ascontiguousarray(table.T)) for index, table in self._groups]
        work_of = self._work_of_posting()

        def search(columns: Array) -> tuple[Array, Array]:
            found: list[Array] = []
            count = len(self._classes.index)
            values, factor = np.empty((2, count), dtype=np.float32)
            for column in columns.tolist():
                np.take(work_of(met[column]), self._classes.index, out=values, mode="clip")
                for index, table in groups:
                    np.take(table[column], index, out=factor, mode="clip")
                    np.multiply(values, factor, out=values)
                found.append(select(values, top, least)[0])
            return _joined(found), np.repeat(columns, [len(each) for each in found])

        return _in_parts(search, np.arange(met.shape[0]), threads)

    def _work_of_class(self, number: int) -> Array:
        """Give the work of one class of workers with all postings (n)."""
        classes, count = self._classes, int(self._classes.counts[number])
        if not count:
            return np.full(self._met.shape[1], wants.UNKNOWN_WORK, dtype=np.float32)
        rows = [self._met[row] for row in classes.chosen[number, :count].tolist()]
        best: Array = rows[0].copy()
        for met in rows[1:]:
            np.maximum(best, met, out=best)
        if classes.asked[number]:
            best *= np.float32(1 - wants.AGREEMENT)
            share = np.float32(wants.AGREEMENT / count)
            for met in rows:
                best += share * met
        else:
            best *= np.float32(1 - wants.UNASKED_FLOOR)
            best += np.float32(wants.UNASKED_FLOOR)
        return best

    def _work_of_posting(self) -> Callable[[Array], Array]:
        """Give the function from how one posting meets each want to the work of each class."""
        classes = self._classes
        telling = np.flatnonzero(classes.counts)
        counts = classes.counts[telling]
        inside = np.arange(classes.chosen.shape[1])[None, :] < counts[:, None]
        chosen = classes.chosen[telling][inside]
        starts = np.concatenate(([0], np.cumsum(counts)[:-1])) if len(counts) else counts
        asked = classes.asked[telling]
        share = (wants.AGREEMENT / np.maximum(counts, 1)).astype(np.float32)
        unknown = np.full(len(classes.counts), wants.UNKNOWN_WORK, dtype=np.float32)
        floor, keep = np.float32(wants.UNASKED_FLOOR), np.float32(1 - wants.AGREEMENT)

        def work_of(met: Array) -> Array:
            values = unknown.copy()
            if len(telling):
                mine = np.take(met, chosen, mode="clip")
                best = np.maximum.reduceat(mine, starts)
                told = floor + (1 - floor) * best
                if asked.any():
                    told = np.where(
                        asked, keep * best + share * np.add.reduceat(mine, starts), told
                    )
                values[telling] = told
            return values

        return work_of


def select(values: Array, top: int, least: float) -> tuple[Array, float]:
    """Give the places of all *values* that can be among the best *top*, and maybe a few more.

    The maxima of parts of a row are values of the row: the top-th of them is no greater than the
    top-th value, so what lies under it by more than the margin is surely out.

    Returns:
        The places, and the score under which nothing is among the best: *least* or more.
    """
    bound = least
    width = len(values) // _CHUNKS
    if width > 1 and top < _CHUNKS:
        maxima = values[: width * _CHUNKS].reshape(width, _CHUNKS).max(axis=0)
        place = _CHUNKS - top
        bound = max(bound, float(np.partition(maxima, place)[place]))
    found = np.flatnonzero(values >= np.float32(bound - MARGIN))
    if len(found) > top:
        kept = values[found]
        place = len(kept) - top
        bound = max(bound, float(np.partition(kept, place)[place]))
        found = found[kept >= np.float32(bound - MARGIN)]
    return found, bound


def _gather(
    model: Model,
    limits: dict[Limit, Factor],
    parts: frozenset[Part],
    masks: frozenset[Limit],
    count: int,
) -> tuple[Array, Array]:
    """Give the common classes (m) of some parts and limits, and their product per class."""
    chosen = [part for part in Part if part in parts]
    broken = [limit for limit in Limit if limit in masks]
    factors = [*(model.factors[part] for part in chosen), *(limits[limit] for limit in broken)]
    index, rows = combine(factors, count)
    table = np.ones((len(rows), factors[0].table.shape[1]), dtype=np.float32)
    tables = {part: model.factors[part].table.astype(np.float32) for part in chosen}
    for start in range(0, len(rows), _CLASSES):
        block, some = table[start : start + _CLASSES], rows[start : start + _CLASSES]
        values = {part: tables[part][some[:, place]] for place, part in enumerate(chosen)}
        for part in chosen:
            if part not in COMFORTS:
                block *= values[part]
        if set(COMFORTS) <= parts:
            block *= comfort_factor(values).astype(np.float32)
        for place, limit in enumerate(broken, start=len(chosen)):
            block[limits[limit].table[some[:, place]]] = 0
    return index, table


def _joined(found: Sequence[Array]) -> Array:
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _in_parts(
    search: Callable[[Array], tuple[Array, Array]], order: Array, threads: int
) -> tuple[Array, Array]:
    """Search the pieces of *order* in threads: numpy lets go of the interpreter while it counts."""
    pieces = [piece for piece in np.array_split(order, max(1, threads) * 8) if len(piece)]
    if not pieces:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        found = list(pool.map(search, pieces))
    return _joined([rows for rows, _ in found]), _joined([columns for _, columns in found])
