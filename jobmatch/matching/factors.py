"""Values over all pairs as small tables: a row per class of workers, a column per posting.

Of 26,799 workers few differ in what one part of a score looks at (seven levels of schooling, nine
communities). A factor keeps one row per class and each worker's class, so that the same numbers
serve one pair, one worker, one posting and a district.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

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

    def at(self, rows: Array, columns: Array) -> Array:
        """Give the values of the listed pairs: workers *rows*, postings *columns* (q each)."""
        values: Array = self.table[self.index[rows], columns]
        return values


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

    Returns:
        The class of each worker (m), and for each class its row in each factor (classes × f).
    """
    columns = [factor.index for factor in factors]
    if not columns or not count:
        return np.zeros(count, dtype=np.int64), np.zeros((min(count, 1), len(columns)), np.int64)
    rows, index = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return index.reshape(count), rows
