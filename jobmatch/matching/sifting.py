"""Which of many values can be among the best, before they are rounded and put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.scoring import DIGITS, rounded

if TYPE_CHECKING:
    from jobmatch.matching.factors import Array

LEAST = 0.05
"""Pairs under this score are no matches."""
MARGIN = 1.1 * 10.0**-DIGITS
"""What rounding can move a score, twice over, and what single precision blurs."""
_UNITS: int = 10**DIGITS
_MOST_BITS = 63
_TOO_MANY = "too many subjects and places to number them together"
_CHUNKS = 256
"""Parts of a row whose maxima bound its best from below."""
_CROWD = 4
"""So many times more than asked for are sorted at once; more are sifted again."""


class Sifted:
    """What may be among the best of some subjects; they are numbered from 0."""

    def __init__(self) -> None:
        self._owners: list[Array] = []
        self._places: list[Array] = []
        self._values: list[Array] = []

    def add(self, owners: Array, places: Array, values: Array) -> None:
        """Keep the *values* at *places* that belong to the subjects *owners* (k each)."""
        self._owners.append(owners)
        self._places.append(places)
        self._values.append(values)

    def add_row(self, owner: int, values: Array, rank: Array, top: int, least: float) -> None:
        """Sift the *values* that the subject *owner* has at all places, which go by *rank*."""
        found = select(values, top, least)
        found = found[np.argsort(rank[found])]
        found = found[first_of_equals(values[found], top)]
        self.add(np.full(len(found), owner), rank[found], values[found])

    def all(self) -> tuple[Array, Array, Array]:
        """Give owners, places and values of all that was kept."""
        none = np.zeros(0, dtype=np.int64)
        return (
            np.concatenate((none, *self._owners)),
            np.concatenate((none, *self._places)),
            np.concatenate((none.astype(np.float32), *self._values)),
        )


class Best:
    """The best *top* of each of a number of subjects, filled piece by piece.

    Places are ranks in the order in which ties are broken, or, put by put_row(), stand in it.
    *places* and *scores* are subjects × top, best first; -1 where there are no more.
    """

    def __init__(self, subjects: int, top: int) -> None:
        self.top, self.least = top, LEAST
        self.places = np.full((subjects, top), -1, dtype=np.int64)
        self.scores = np.full((subjects, top), -1.0)

    def put(self, subjects: Array, sifted: Sifted) -> None:
        """Keep what is best of *sifted*, numbered as *subjects*, and of what was kept before."""
        before = self.places[subjects]
        kept = before >= 0
        owners, places, values = sifted.all()
        owners = np.concatenate((np.nonzero(kept)[0], owners))
        places = np.concatenate((before[kept], places))
        scores = np.concatenate((self.scores[subjects][kept], values.astype(np.float64)))
        owners, places, scores = _in_order(owners, places, scores)
        first = np.searchsorted(owners, np.arange(len(subjects)))
        rank = np.arange(len(owners)) - first[owners]
        some = rank < self.top
        self.places[subjects[owners[some]], rank[some]] = places[some]
        self.scores[subjects[owners[some]], rank[some]] = scores[some]

    def put_row(self, subject: int, places: Array, values: Array) -> None:
        """Keep what is best of *values* for *subject*, of whom nothing was kept before.

        *places* stand in the order in which ties are broken.
        """
        scores = rounded(values)
        order = np.argsort(-scores, kind="stable")[: self.top]
        order = order[scores[order] >= self.least]
        self.places[subject, : len(order)] = places[order]
        self.scores[subject, : len(order)] = scores[order]


def _in_order(owners: Array, places: Array, scores: Array) -> tuple[Array, Array, Array]:
    """Round *scores* and sort by owner, score and place, without what is under LEAST.

    All three stand in one number each, which is sorted many times faster than three columns.
    """
    units = np.rint(scores * _UNITS).astype(np.int64)
    enough = units >= round(LEAST * _UNITS)
    owners, places, units = owners[enough], places[enough], units[enough]
    place_bits = int(places.max(initial=0)).bit_length()
    bits = place_bits + _UNITS.bit_length()
    if bits + int(owners.max(initial=0)).bit_length() > _MOST_BITS:
        raise OverflowError(_TOO_MANY)
    keys = (owners << bits) | ((_UNITS - units) << place_bits) | places
    keys.sort()
    units = _UNITS - ((keys >> place_bits) & ((1 << _UNITS.bit_length()) - 1))
    return keys >> bits, keys & ((1 << place_bits) - 1), units / _UNITS


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


def first_of_equals(values: Array, top: int) -> Array:
    """Give the places of *values* but those that stand after *top* others of the very same value.

    Only for values that stand in the order in which ties are broken.
    """
    if len(values) <= _CROWD * top:
        return np.arange(len(values))
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    order = np.argsort(which, kind="stable")
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    kept: Array = np.sort(order[rank < top])
    return kept
