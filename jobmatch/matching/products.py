"""The best of every worker and of every posting, with every pair multiplied and none left out.

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
from jobmatch.matching.scoring import DIGITS, GROUPS, multiply, rounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobmatch.matching.factors import Array, Factor
    from jobmatch.matching.scoring import Model, Part

LEAST = 0.05
"""Pairs under this score are no matches."""
MARGIN = 10.0**-DIGITS
"""What rounding can move a score, twice over."""
THREADS = 2
_CHUNKS = 256
"""Parts of a row whose maxima bound its best from below."""
_CROWD = 4
"""So many times more than asked for are sorted at once; more are sifted again."""
_CLASSES = 64
"""Classes whose product is worked out at a time."""
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
        self._work, self._met = model.work, model.work.met
        self._classes = model.work.classes
        groups = [*zip(GROUPS, _MASKS, strict=True), ((), _OTHER_LIMITS)]
        with ThreadPoolExecutor(THREADS) as pool:
            made = [pool.submit(_gather, model, limits, *group, count) for group in groups]
            gathered = [each.result() for each in made]
        self._groups = [(index, table) for index, table in gathered if not (table == 1).all()]

    def best_columns(self, best: Best, threads: int) -> None:
        """Put the best postings of every worker into *best*."""
        index = self._classes.index
        # A factor of one changes no number: most people ask nothing of most things.
        groups = [(each, table, (table == 1).all(axis=1)) for each, table in self._groups]

        def search(rows: Array) -> None:
            current, work = -1, np.zeros(0, dtype=np.float32)
            values = np.empty(self._met.shape[1], dtype=np.float32)
            sifted = Sifted()
            for row in rows.tolist():
                if index[row] != current:
                    current = int(index[row])
                    work = self._work.of_class(current)
                source = work
                for classes, table, plain in groups:
                    number = classes[row]
                    if not plain[number]:
                        np.multiply(source, table[number], out=values)
                        source = values
                sifted.add(source, best.top, best.least(row))
            best.put(rows, sifted)

        _in_parts(search, np.argsort(index, kind="stable"), threads)

    def best_rows(self, best: Best, threads: int) -> None:
        """Put the best workers of every posting into *best*."""
        met = np.ascontiguousarray(self._met.T)
        groups = [(index, np.ascontiguousarray(table.T)) for index, table in self._groups]
        work_of = self._work_of_posting()

        def search(columns: Array) -> None:
            values, factor = np.empty((2, len(self._classes.index)), dtype=np.float32)
            sifted = Sifted()
            for column in columns.tolist():
                np.take(work_of(met[column]), self._classes.index, out=values, mode="clip")
                for index, table in groups:
                    np.take(table[column], index, out=factor, mode="clip")
                    np.multiply(values, factor, out=values)
                sifted.add(values, best.top, best.least(column))
            best.put(columns, sifted)

        _in_parts(search, np.arange(len(met)), threads)

    def _work_of_posting(self) -> Callable[[Array], Array]:
        """Give the function from how one posting meets each want to the work of each class.

        Classes with many wants come first, so that the k-th wants of all that have so many are
        one stretch.
        """
        classes = self._classes
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


class Sifted:
    """What may be among the best, of one subject after another."""

    def __init__(self) -> None:
        self.places: list[Array] = []
        self.values: list[Array] = []

    def add(self, values: Array, top: int, least: float) -> None:
        """Sift the *values* of the next subject."""
        places = select(values, top, least)
        places = first_of_equals(places, values[places], top)
        self.places.append(places)
        self.values.append(values[places])


class Best:
    """The best *top* of each of a number of subjects, filled piece by piece.

    What is put stands in the order in which ties are broken, within a piece and from piece to
    piece. *places* and *scores* are subjects × top, best first; -1 where there are no more.
    """

    def __init__(self, subjects: int, top: int) -> None:
        self.top = top
        self.start = 0
        """What the place 0 of the present piece counts as."""
        self.places = np.full((subjects, top), -1, dtype=np.int64)
        self.scores = np.full((subjects, top), -1.0)

    def least(self, subject: int) -> float:
        """Give the score from which something new may be among the best of *subject*."""
        return max(LEAST, float(self.scores[subject, -1]))

    def put(self, subjects: Array, sifted: Sifted) -> None:
        """Keep what is best of *sifted* and of what was kept before; one entry a subject."""
        before = self.places[subjects]
        kept = before >= 0
        owners = np.repeat(np.arange(len(subjects)), [len(each) for each in sifted.places])
        owners = np.concatenate((np.nonzero(kept)[0], owners))
        new = np.concatenate([np.zeros(0, dtype=np.int64), *sifted.places]) + self.start
        places = np.concatenate((before[kept], new))
        values = np.concatenate([np.zeros(0, dtype=np.float32), *sifted.values])
        scores = np.concatenate((self.scores[subjects][kept], rounded(values)))
        order = np.lexsort((places, -scores, owners))
        order = order[scores[order] >= LEAST]
        first = np.searchsorted(owners[order], np.arange(len(subjects)))
        rank = np.arange(len(order)) - first[owners[order]]
        order, rank = order[rank < self.top], rank[rank < self.top]
        self.places[subjects[owners[order]], rank] = places[order]
        self.scores[subjects[owners[order]], rank] = scores[order]


def select(values: Array, top: int, least: float) -> Array:
    """Give the places of all *values* that can be among the best *top* from *least* on, and ties.

    The maxima of parts of a row are values of the row: the top-th of them is no greater than the
    top-th value, so what lies under it by more than the margin is surely out.
    """
    bound = least
    width = len(values) // _CHUNKS
    if width > 1 and top < _CHUNKS:
        maxima = values[: width * _CHUNKS].reshape(width, _CHUNKS).max(axis=0)
        maxima.partition(_CHUNKS - top)
        bound = max(bound, float(maxima[_CHUNKS - top]))
    found: Array = (values >= np.float32(bound - MARGIN)).nonzero()[0]
    if len(found) > _CROWD * top:
        kept = values[found]
        place = len(kept) - top
        bound = max(bound, float(np.partition(kept, place)[place]))
        found = found[kept >= np.float32(bound - MARGIN)]
    return found


def first_of_equals(places: Array, values: Array, top: int) -> Array:
    """Leave out what stands after *top* others of the very same value: ties go by place.

    Only for values that stand in the order in which ties are broken.
    """
    if len(places) <= _CROWD * top:
        return places
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    order = np.argsort(which, kind="stable")
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    kept: Array = np.sort(places[order[rank < top]])
    return kept


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
    table = np.ones((len(rows), factors[0].table.shape[1]), dtype=np.float32)
    tables = {part: model.factors[part].table.astype(np.float32) for part in parts}
    for start in range(0, len(rows), _CLASSES):
        block, some = table[start : start + _CLASSES], rows[start : start + _CLASSES]
        if parts:
            block *= multiply({p: tables[p][some[:, place]] for place, p in enumerate(parts)})
        for place, limit in enumerate(broken, start=len(parts)):
            block[limits[limit].table[some[:, place]]] = 0
    return index, table


def _in_parts(search: Callable[[Array], None], order: Array, threads: int) -> None:
    """Search the pieces of *order* in threads: numpy lets go of the interpreter while it counts."""
    pieces = [piece for piece in np.array_split(order, max(1, threads) * 8) if len(piece)]
    with ThreadPoolExecutor(max_workers=max(1, threads)) as pool:
        for _ in pool.map(search, pieces):
            pass
