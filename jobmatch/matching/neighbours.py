"""Texts as vectors of characters and pairs of characters, and which known texts explain a new one.

Single characters and overlapping pairs with TF-IDF and cosine: by cross-checks over noisy titles,
trade words and spoken phrases better than with triples, with gaps, or with the borders unmarked.
The start and the end of a text are part of its pairs: the end of a Chinese title tells the trade.
"""

from __future__ import annotations

import math
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from jobmatch.matching.tokens import ngrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_START, _END = "\x02", "\x03"
_NEAREST = 90
_SMOOTHING = 0.7
"""How many known texts explain a new one, and how unsure a text known once is; cross-checked."""
_STEPS = 24
"""Steps of the solver; the weights differ from the exact ones in the sixth place."""


def features(text: str) -> Counter[str]:
    """Count the characters of *text* and its pairs, those with the borders among them."""
    return Counter([*text, *ngrams(f"{_START}{text}{_END}", (2,))])


class Neighbours:
    """Vectors of known texts; built once, then asked per query (about a millisecond).

    Args:
        texts: the known texts, each once.
        counts: how often each was seen; a text seen often is surer.
    """

    def __init__(self, texts: Sequence[str], counts: NDArray[np.float64]) -> None:
        bags = [features(text) for text in texts]
        frequency: Counter[str] = Counter()
        for bag in bags:
            frequency.update(bag.keys())
        self._columns = {feature: column for column, feature in enumerate(frequency)}
        self._idf = np.array(
            [math.log((1 + len(texts)) / (1 + count)) + 1 for count in frequency.values()]
        )
        self._rows = self._matrix(bags)
        self._known = self._rows.T.tocsr()
        self._counts = counts
        self.size = len(texts)

    def extended(self, texts: Sequence[str], counts: NDArray[np.float64]) -> Neighbours:
        """Give these neighbours with more *texts* after the known ones; takes milliseconds.

        Features and their weights stay those of the known texts, so that a text far from all
        of the new ones finds its neighbours unchanged.
        """
        new = self._matrix([features(text) for text in texts])
        rows = sparse.vstack([self._rows, new], format="csr")
        return self._with(rows, np.concatenate([self._counts, counts]))

    def instead(self, texts: Sequence[str], counts: NDArray[np.float64]) -> Neighbours:
        """Give neighbours that know *texts* alone, with the features and weights of these."""
        return self._with(self._matrix([features(text) for text in texts]), counts)

    def _with(self, rows: Any, counts: NDArray[np.float64]) -> Neighbours:
        other = copy(self)
        other._rows, other._counts = rows, counts  # noqa: SLF001 - a copy of our own
        other._known = rows.T.tocsr()  # noqa: SLF001 - the same
        other.size = len(counts)
        return other

    def similarities(self, text: str) -> NDArray[np.float64]:
        """Give the cosine (0 to 1) of *text* to each known text, in their order."""
        found = np.zeros(self.size)
        columns = self._known_columns(features(text))
        if not columns:
            return found
        weights = self._idf[columns]
        # Adding up the few columns by hand: a product of sparse matrices spends its time on checks.
        for column, weight in zip(columns, weights / np.sqrt(weights @ weights), strict=True):
            span = slice(self._known.indptr[column], self._known.indptr[column + 1])
            found[self._known.indices[span]] += weight * self._known.data[span]
        return found

    def explain(self, similarities: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the weight of each known text in explaining the new text; 0 for all but the nearest.

        A ridge regression over the nearest texts alone: texts that say the same share one weight,
        so that thirty titles of one kind do not outvote the one that fits; weights may be negative.
        """
        nearest = np.flatnonzero(similarities > 0)
        if nearest.size > _NEAREST:
            order = np.argsort(-similarities[nearest], kind="stable")
            nearest = nearest[order[:_NEAREST]]
        weights = np.zeros(self.size)
        if not nearest.size:
            return weights
        rows = self._rows[nearest]
        alike = np.asarray((rows @ rows.T).toarray())
        alike[np.diag_indices_from(alike)] += _SMOOTHING / self._counts[nearest]
        weights[nearest] = _solve(alike, similarities[nearest])
        return weights

    def profiles(self, shares: Any) -> Any:
        """Give each group of texts as one vector of length 1 (groups × features).

        Args:
            shares: how much of each text (a row) belongs to each group (a column), sparse.
        """
        sums = (shares.T @ sparse.diags(self._counts) @ self._rows).tocsr()
        lengths = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
        return sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ sums

    def likeness(self, text: str, profiles: Any) -> NDArray[np.float64]:
        """Give the cosine (0 to 1) of *text* to each of *profiles*."""
        columns = self._known_columns(features(text))
        if not columns:
            return np.zeros(profiles.shape[0])
        weights = self._idf[columns]
        found: NDArray[np.float64] = profiles[:, columns] @ (weights / np.sqrt(weights @ weights))
        return found

    def _known_columns(self, bag: Counter[str]) -> list[int]:
        return [column for each in bag if (column := self._columns.get(each)) is not None]

    def _matrix(self, bags: Sequence[Counter[str]]) -> Any:
        rows: list[int] = []
        columns: list[int] = []
        for row, bag in enumerate(bags):
            known = self._known_columns(bag)
            rows += [row] * len(known)
            columns += known
        places = np.asarray(rows, dtype=np.intp)
        weights = self._idf[columns] if columns else np.zeros(0)
        lengths = np.sqrt(np.bincount(places, weights=weights**2, minlength=len(bags)))
        scaled = weights / lengths[places] if columns else weights
        shape = (len(bags), len(self._columns))
        return sparse.csr_matrix((scaled, (places, columns)), shape=shape)


def _solve(matrix: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve a small symmetric positive system by conjugate gradients, scaled by the diagonal.

    numpy's solver starts BLAS threads, which on a busy machine wait for each other for 25 ms
    where the work takes a tenth of one; products of this size stay on one thread.
    """
    scale = 1 / np.sqrt(matrix.diagonal())
    scaled = matrix * scale[:, None] * scale[None, :]
    rest = right * scale
    solution = np.zeros_like(rest)
    direction = rest.copy()
    length = rest @ rest
    for _ in range(_STEPS):
        if length <= 1e-18:  # noqa: PLR2004 - solved
            break
        image = scaled @ direction
        step = length / (direction @ image)
        solution += step * direction
        rest -= step * image
        shorter = rest @ rest
        direction = rest + (shorter / length) * direction
        length = shorter
    return solution * scale
