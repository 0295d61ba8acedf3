"""Values over all pairs as small tables: a row per class of workers, a column per posting.

Of 26,799 workers few differ in what one part of a score looks at (seven levels of schooling, nine
communities). A factor keeps one row per class and each worker's class, so that the same numbers
serve one pair, one worker, one posting and a district.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

_FEW_KEYS = 8
_MOST_BYTES = 64_000_000
_MOST_KEYS = 2.0**62
_TOO_MANY = "too many classes to number their combinations"

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Classes:
    """Workers by what they have in common: *index* (m) into *keys*."""

    index: Array
    keys: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """The value of worker w and posting p is ``table[index[w], p]``."""

    index: Array
    """Class of each of m workers."""
    table: Array
    """Classes × n postings."""

    def full(self) -> Array:
        """Give the values of all pairs (m × n)."""
        values: Array = self.table[self.index]
        return values


class RowMemory:
    """Rows over postings that were worked out before, by what they depend on.

    One worker after another asks for the same rows (seven levels of schooling, nine communities);
    a district asks for all at once and is not helped, so only few keys at a time are remembered.
    """

    def __init__(self) -> None:
        self._rows: dict[Hashable, Array] = {}
        self._lock = Lock()
        self._bytes = 0

    def rows(
        self, name: Hashable, keys: Sequence[Hashable], make: Callable[[tuple[Any, ...]], Array]
    ) -> Array:
        """Give the rows of *keys* (k × n), of which *make* makes those that are new.

        Args:
            name: what the rows are, so that equal keys of different things do not meet.
            keys: what each row depends on beside *name*.
            make: gives the rows (k × n, or 1 × n where all are alike) of some keys.
        """
        if not 0 < len(keys) <= _FEW_KEYS:
            return make(tuple(keys))
        rows = [row for key in keys if (row := self._rows.get((name, key))) is not None]
        if len(rows) < len(keys):
            made = np.atleast_2d(make(tuple(keys)))
            rows = [made[place % len(made)] for place in range(len(keys))]
            self._keep({(name, key): row for key, row in zip(keys, rows, strict=True)})
        found: Array = rows[0][None, :] if len(rows) == 1 else np.array(rows)
        return found

    def _keep(self, rows: dict[Hashable, Array]) -> None:
        with self._lock:
            if self._bytes > _MOST_BYTES:
                self._rows, self._bytes = {}, 0
            self._rows.update(rows)
            self._bytes += sum(row.nbytes for row in rows.values())


def classify(keys: Iterable[Hashable]) -> Classes:
    """Number the distinct *keys* in the order in which they come."""
    numbers: dict[Hashable, int] = {}
    index = [numbers.setdefault(key, len(numbers)) for key in keys]
    return Classes(np.array(index, dtype=np.int64), tuple(numbers))


def combine(factors: Iterable[Factor], count: int) -> tuple[Array, Array]:
    """Give the classes that arise when all *factors* are looked at together.

    Args:
        factors: over the same m workers.
        count: m.

    Raises:
        OverflowError: their combinations cannot be numbered with 62 bits.

    Returns:
        The class of each worker (m), and for each class its row in each factor (classes × f).
    """
    key, sizes = np.zeros(count, dtype=np.int64), []
    for factor in factors:
        sizes.append(len(factor.table))
        key = key * sizes[-1] + factor.index
        if np.prod(sizes, dtype=np.float64) > _MOST_KEYS:
            raise OverflowError(_TOO_MANY)
    keys, index = np.unique(key, return_inverse=True)
    rows = np.zeros((len(keys), len(sizes)), dtype=np.int64)
    for place in range(len(sizes) - 1, -1, -1):
        keys, rows[:, place] = np.divmod(keys, sizes[place])
    return index, rows
