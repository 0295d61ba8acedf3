"""How far postings meet wants: W·E·Pᵀ with W the wants, P the postings' readings and terms.

E, how far one thing satisfies the wish for another, is found once over what is named, not per
pair: between occupations by the classification (the lexicon has already turned words, aliases and
trades into occupations), between terms by spelling and sound (similarity.py), and there
only for what the lexicon does not know. Where several things would satisfy a wish the best one
counts, never the sum: two words of one meaning are one fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from jobmatch.matching.factors import Array, classify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.frames import PostingFrame, WorkerFrame
    from jobmatch.matching.profiles import Want

AGREEMENT = 0.1
"""How much it counts that several wants are met at once."""
UNASKED_FLOOR = 0.4
"""What remains of work that no skill speaks for, when nobody asked for a trade."""
UNKNOWN_WORK = 0.6
"""Of somebody who told neither wishes nor skills: less than a skill that fits, more than none."""
OCCUPATION_SHARE, LETTERS_SHARE, UNKNOWN_LETTERS_SHARE = 0.8, 0.6, 0.85
"""How far occupation alone, and letters alone, can make a want met."""
OPEN_LEVEL_SHARE = 0.5
"""How far any unskilled work meets a wish that names a level only (小工, 普工)."""


def want_values(wants: Sequence[Want], postings: PostingFrame) -> Array:
    """Give how far each posting meets each of *wants* (k × n, 0 to 1), before weights."""
    return _weighed(wants, postings, np.ones(len(wants)), np.dtype(np.float64))


def _weighed(
    wants: Sequence[Want], postings: PostingFrame, weights: Array, kind: np.dtype[Any]
) -> Array:
    """Give *weights* (k) times how far each posting meets each of *wants* (k × n, of *kind*).

    Worked out in double precision, but only where something is to be worked out: once per trade
    where no letter speaks for a posting, and then where letters, papers or an open level do.
    """
    place, met = _occupation_values(wants, postings)
    apart = 1 - OCCUPATION_SHARE * met
    values: Array = ((1 - apart) * weights[:, None]).astype(kind).take(place, axis=1)
    letters = _letters_values(wants, postings)
    rows, columns = letters.row, letters.col
    shares = np.array([LETTERS_SHARE if w.known else UNKNOWN_LETTERS_SHARE for w in wants])
    spelt = 1 - apart[rows, place[columns]] * (1 - shares[rows] * letters.data)
    values[rows, columns] = spelt * weights[rows]
    open_level = np.where(postings.skilled, 0.0, OPEN_LEVEL_SHARE)
    for row, want in enumerate(wants):
        if want.open_level:
            np.maximum(values[row], (open_level * weights[row]).astype(kind), out=values[row])
        if want.papers:
            least = kind.type(OCCUPATION_SHARE * weights[row])
            for asking in (some for keys, some in postings.papers.items() if keys & want.papers):
                values[row, asking] = np.maximum(values[row, asking], least)
    return values


def _occupation_values(wants: Sequence[Want], postings: PostingFrame) -> tuple[Array, Array]:
    """Give the best degree of any reading of each want with any of each trade.

    Postings of one set of occupations are one trade: what comes out are the place of each posting
    among the trades at hand (n), and the degrees (k × trades).
    """
    place, readings = postings.trades
    satisfied = np.zeros((len(wants), len(postings.codes)))
    for row, want in enumerate(wants):
        for code, weight in want.occupations:
            np.maximum(satisfied[row], weight * postings.degrees(code), out=satisfied[row])
    met = np.zeros((len(wants), readings[0].shape[0] if readings else 1))
    for reading in readings:
        np.maximum(met, (reading @ satisfied.T).T, out=met)
    return place, met


def _letters_values(wants: Sequence[Want], postings: PostingFrame) -> Any:
    """Give the share of each want's terms, weighed by rarity, that each posting holds (sparse)."""
    found = [postings.synonyms.meant("，".join(want.terms)) for want in wants]
    terms = list(dict.fromkeys(term for each in found for term in each))
    number = {term: row for row, term in enumerate(terms)}
    rarity = [postings.synonyms.rarity.of(term) for term in terms]
    rows, columns, weights = [], [], []
    for row, each in enumerate(found):
        mine = [number[term] for term in each]
        total = sum(rarity[term] for term in mine)
        rows += [row] * len(mine)
        columns += mine
        weights += [rarity[term] / total for term in mine]
    asked = _matrix(weights, rows, columns, (len(wants), len(terms)))
    values = asked @ held_terms(terms, postings)
    return values.tocoo()


def held_terms(terms: Sequence[str], postings: PostingFrame) -> Any:
    """Give how far each posting holds each of *terms* (sparse, t × n).

    A term spelt another way counts by its degree where the term itself does not stand.
    """
    ranked = postings.spellings(terms)
    most = max((len(each) for each in ranked), default=0)
    by_term = postings.by_term
    held: Any = sparse.csr_matrix((len(terms), len(postings)))
    for rank in range(most):
        chosen = [(row, *each[rank]) for row, each in enumerate(ranked) if rank < len(each)]
        rows, columns, degrees = zip(*chosen, strict=True)
        shape = (len(terms), by_term.shape[0])
        spelt = _matrix(degrees, rows, columns, shape) @ by_term
        held = spelt if rank == 0 else held.maximum(spelt)
    return held


def _matrix(
    values: Sequence[float], rows: Sequence[int], columns: Sequence[int], shape: tuple[int, int]
) -> Any:
    places = (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64))
    return sparse.csr_matrix((np.array(values, dtype=np.float64), places), shape=shape)


def wants_of(worker: WorkerFacts) -> tuple[Want, ...]:
    """Give what *worker* asks for, and what skills and earlier work speak for."""
    return worker.wants


@dataclass(frozen=True)
class WantClasses:
    """Workers by all that they want together.

    *chosen* (classes × most wants) gives the places of each class's wants among *wants*, filled up
    with the place after the last; *counts* (classes) tells how many there are; *index* (m) is the
    class of each worker. The work of a class is *best_share* times its best want, *total_share*
    times the sum of its wants, and *floor* (classes each): what somebody asked for counts with a
    view to all of it, what only skills speak for never falls to nothing.
    """

    index: Array
    wants: tuple[Want, ...]
    chosen: Array
    counts: Array
    best_share: Array
    total_share: Array
    floor: Array

    @classmethod
    def of(cls, workers: WorkerFrame) -> WantClasses:
        """Class *workers*."""
        classes = workers.by(wants_of)
        wants = classify(want for each in classes.keys for want in each)
        counts = np.array([len(each) for each in classes.keys], dtype=np.int64)
        most = int(max(counts, default=0))
        chosen = np.full((len(counts), most), len(wants.keys), dtype=np.int64)
        chosen[np.arange(most)[None, :] < counts[:, None]] = wants.index
        asked = np.array([any(w.asked for w in each) for each in classes.keys], dtype=bool)
        some = counts > 0
        best = np.where(asked, 1 - AGREEMENT, np.where(some, 1 - UNASKED_FLOOR, 0))
        total = np.where(asked, AGREEMENT / np.maximum(counts, 1), 0)
        floor = np.where(asked, 0, np.where(some, UNASKED_FLOOR, UNKNOWN_WORK))
        shares = (each.astype(np.float32) for each in (best, total, floor))
        return cls(classes.index, wants.keys, chosen, counts, *shares)

    def work(self, numbers: Array, best: Array, total: Array) -> Array:
        """Give the work of the classes *numbers* from their best wants and the sum of all."""
        values: Array = self.best_share[numbers] * best
        values += self.total_share[numbers] * total
        values += self.floor[numbers]
        return values


@dataclass(frozen=True)
class Work:
    """How far the work is what workers ask for, else what their skills speak for.

    *met* (wants + 1 × n) holds the weighted value of each distinct want in single precision, and a
    last row of zeros.
    """

    classes: WantClasses
    met: Array

    @classmethod
    def of(cls, workers: WorkerFrame, postings: PostingFrame) -> Work:
        """Find how far *postings* meet the wants of *workers*."""
        classes = workers.kept(WantClasses.of)
        met = np.zeros((len(classes.wants) + 1, len(postings)), dtype=np.float32)
        if classes.wants:
            met[:-1] = postings.memory.rows("wants", classes.wants, partial(_single, postings))
        return cls(classes, met)

    def full(self) -> Array:
        """Give the values of all pairs (m × n)."""
        numbers, place = np.unique(self.classes.index, return_inverse=True)
        values: Array = self.of_classes(numbers)[place]
        return values

    def of_classes(self, numbers: Array) -> Array:
        """Give the values of the classes *numbers* with all postings (c × n)."""
        classes, width = self.classes, self.met.shape[1]
        best, total = np.zeros((2, len(numbers), width), dtype=np.float32)
        for place in range(int(classes.counts[numbers].max(initial=0))):
            met = self.met[classes.chosen[numbers, place]]
            np.maximum(best, met, out=best)
            total += met
        return classes.work(numbers[:, None], best, total)

    def of_pairs(self, numbers: Array, owners: Array, columns: Array) -> Array:
        """Give the values of some pairs, as of_classes() does.

        Args:
            numbers: classes (k).
            owners: for each pair a place among *numbers* (p).
            columns: for each pair the place of the posting (p).
        """
        classes = self.classes
        best, total = np.zeros((2, len(owners)), dtype=np.float32)
        adds_up = classes.total_share[numbers].any()
        for place in range(int(classes.counts[numbers].max(initial=0))):
            cells = (classes.chosen[numbers, place] * self.met.shape[1]).take(owners)
            cells += columns
            met = self.met.ravel().take(cells)
            np.maximum(best, met, out=best)
            if adds_up:
                total += met
        best *= classes.best_share[numbers].take(owners)
        if adds_up:
            total *= classes.total_share[numbers].take(owners)
            best += total
        best += classes.floor[numbers].take(owners)
        return best


def _single(postings: PostingFrame, wants: Sequence[Want]) -> Array:
    """Give the weighted value of each want with each posting, in single precision (k × n)."""
    weights = np.array([want.weight for want in wants])
    return _weighed(wants, postings, weights, np.dtype(np.float32))
