"""Which of two equal workers stands first: drawn by lot, once for each posting, and for ever.

Whoever was registered first, or lives in the community that was imported first, must not stand
first in every list. A lot is a fixed mixing of the two row numbers: a list never depends on what
else was computed beside it, and anybody can draw it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jobmatch.matching.factors import Array

_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_ALL = (1 << 64) - 1


def lot(worker: int, posting: int) -> int:
    """Give the lot (0 to 2**63 - 1, least first) of the worker with this id at the posting."""
    return _mixed(worker ^ _mixed(posting)) >> 1


def lots(workers: Array, posting: int) -> Array:
    """Give the lots of *workers* (m ids), as lot() does."""
    mixed = workers.astype(np.uint64) ^ np.uint64(_mixed(posting))
    mixed += np.uint64(_STEP)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_FIRST)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
    drawn: Array = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)
    return drawn


def _mixed(number: int) -> int:
    """Mix 64 bits, so that near numbers come to lie far apart (SplitMix64, Steele et al. 2014)."""
    mixed = (number + _STEP) & _ALL
    mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _ALL
    mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _ALL
    return mixed ^ (mixed >> 31)
