"""Which occupations a text means: a title of a sheet, or what somebody says at the counter.

Known texts that are near the new one vote in three ways: the nearest alone, all of them, and by a
regression over the nearest (see neighbours.py). A text that the lexicon knows finds itself at
distance zero, so its codes come first; an ambiguous word brings all of them, nothing picks one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from jobmatch.matching.lexicon import Entry, Lexicon, Source
from jobmatch.matching.neighbours import Neighbours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jobmatch.matching.texts import Cleaner

POWER = 3
_REGRESSION = 3.0
"""Weights of the votes, by cross-checks over titles, trade words and phrases."""
_PROFILE = 2.0
"""Weight of an occupation's texts as a whole, by the same cross-checks."""
_SHORTEST, _SPAN = 2, 4
_THE_SAME, _FAINTEST = 0.9999, 1e-6
_SURE = 3.6
"""The sum of votes of a text that is known, once, for one occupation alone."""
_MEMBER_SHARE, _WIDE_SHARE = 0.9, 0.2
"""A word for a whole group (小工, 进厂) means the group and stays open; it says less of each member
than a word for that member would, and hardly anything in a group of groups."""
_WEIGHTS = {Source.CORRECTION: 5.0}
_TOLD_FIRST = (
    Source.CORRECTION,
    Source.TRADE,
    Source.WORKER,
    Source.ALIAS,
    Source.NAME,
    Source.PHRASE,
)


@dataclass(frozen=True, slots=True)
class OccupationHit:
    """One occupation for a text: *score* 0 to 1, *reason* a Chinese sentence."""

    code: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How known texts vote on a new one: per code, but for *votes* (per known text and code)."""

    votes: NDArray[np.float64]
    best: NDArray[np.float64]
    powers: Any
    explained: Any


class OccupationIndex:
    """Finds occupations for texts; immutable after building (about half a second)."""

    def __init__(self, lexicon: Lexicon, cleaner: Cleaner) -> None:
        self.lexicon = lexicon
        self._cleaner = cleaner
        self._texts = list(lexicon.by_text)
        self._codes = sorted(
            {c for entry in lexicon.entries for code in entry.codes for c, _ in self._meant(code)}
        )
        shares, self._counts = self._count_meanings()
        self._neighbours = Neighbours(self._texts, self._counts)
        # By feature, because a question looks at the few columns that it holds.
        self._profiles = self._neighbours.profiles(shares).tocsc()
        by_code = shares.tocsc()
        self._voters, self._voter_shares = by_code.indices, by_code.data
        self._starts, self._ends = by_code.indptr[:-1], by_code.indptr[1:]

    def find(self, text: str, *, top: int = 10) -> list[OccupationHit]:
        """Give the best occupations for *text*, best first, at most *top*; [] for an empty text."""
        cleaned = self._cleaner.clean(text)
        if not cleaned or not self._codes:
            return []
        tally = self._tally(cleaned)
        scores = tally.best + tally.powers ** (1 / POWER) + _REGRESSION * tally.explained
        scores[tally.best <= 0] = 0
        if tally.best.max() < _THE_SAME:
            scores = self._weigh_in(scores, cleaned)
        order = np.argsort(-scores, kind="stable")[:top]
        return [self._hit(int(c), float(scores[c]), tally) for c in order if scores[c] > 0]

    def _weigh_in(self, scores: NDArray[np.float64], cleaned: str) -> NDArray[np.float64]:
        """Let also count how the texts of an occupation read as a whole; the best score stays.

        Near texts alone follow the one title that was coded oddly. What two signs say is no
        profile; a title of six signs weighs in fully.
        """
        likeness = self._neighbours.likeness(cleaned, self._profiles)
        weight = _PROFILE * min(1.0, max(0, len(cleaned) - _SHORTEST) / _SPAN)
        weighed = np.where(scores > 0, scores + weight * likeness, 0)
        lowered = np.maximum(weighed - weighed.max() + scores.max(), _FAINTEST)
        return np.where(scores > 0, lowered, 0)

    def _tally(self, cleaned: str) -> Tally:
        """Count the votes of the known texts for each code."""
        nearest = self._neighbours.similarities(cleaned)
        return self._count_votes(nearest, self._neighbours.explain(nearest))

    def _count_votes(self, nearest: NDArray[np.float64], explained: NDArray[np.float64]) -> Tally:
        votes = nearest[self._voters] * self._voter_shares
        return Tally(
            votes=votes,
            best=np.maximum.reduceat(votes, self._starts),
            powers=self._add_up(nearest**POWER * self._counts),
            explained=self._add_up(explained),
        )

    def _add_up(self, weights: NDArray[np.float64]) -> Any:
        """Give for each code the sum of *weights* of the texts by their shares in it."""
        return np.add.reduceat(weights[self._voters] * self._voter_shares, self._starts)

    def _hit(self, column: int, score: float, tally: Tally) -> OccupationHit:
        code = self._codes[column]
        entry = self._speaker(column, tally)
        name = self.lexicon.name_of(code)
        return OccupationHit(code, name, round(min(1.0, score / _SURE), 4), reason(entry, name))

    def _speaker(self, column: int, tally: Tally) -> Entry:
        """Give the entry that speaks loudest for the code of *column*."""
        start = self._starts[column]
        own = tally.votes[start : self._ends[column]]
        loudest = self._texts[self._voters[start + int(np.argmax(own))]]
        return self._told_by(loudest, self._codes[column])

    def _told_by(self, text: str, code: str) -> Entry:
        """Give the entry of *text* that says *code*, the plainest source first."""
        saying = [
            entry
            for entry in self.lexicon.by_text[text]
            if any(code == meant for each in entry.codes for meant, _ in self._meant(each))
        ]
        rank = {source: place for place, source in enumerate(_TOLD_FIRST)}
        return min(saying, key=lambda entry: rank.get(entry.source, len(rank)))

    def _meant(self, code: str) -> list[tuple[str, float]]:
        """Give the codes that *code* stands for with their shares: a group first, then members."""
        members = self.lexicon.expand(code)
        if members == (code,):
            return [(code, 1.0)]
        share = _WIDE_SHARE if code.endswith("-00-00") else _MEMBER_SHARE
        group = code if code in self.lexicon.occupations else f"{code}-00"
        return [(group, 1.0), *((member, share) for member in members if member != group)]

    def _count_meanings(self) -> tuple[Any, NDArray[np.float64]]:
        """Give the share (texts × codes) in which each text means each code, and its count."""
        column = {code: place for place, code in enumerate(self._codes)}
        counts = np.zeros(len(self._texts))
        cells: list[tuple[int, int, float]] = []
        for row, text in enumerate(self._texts):
            for entry in self.lexicon.by_text[text]:
                weight = _WEIGHTS.get(entry.source, 1.0)
                counts[row] += weight
                cells += [
                    (row, column[meant], weight * share)
                    for code in entry.codes
                    for meant, share in self._meant(code)
                ]
        rows, columns, shares = zip(*cells, strict=True) if cells else ((), (), ())
        scaled = np.asarray(shares, dtype=np.float64) / counts[list(rows)]
        shape = (len(self._texts), len(self._codes))
        return sparse.csr_matrix((scaled, (rows, columns)), shape=shape), counts


def reason(entry: Entry, name: str) -> str:
    """Tell in Chinese why *entry* led to the occupation *name*."""
    told = {
        Source.NAME: f"与职业名称“{entry.written}”相近",
        Source.ALIAS: f"“{entry.written}”是{name}的别称",
        Source.TRADE: f"行话“{entry.written}”指{name}",
        Source.WORKER: f"工友常说的“{entry.written}”指{name}",
        Source.PHRASE: f"“{entry.written}”这类说法可以是{name}",
        Source.TITLE: f"招工信息里“{entry.written}”归入{name}",
        Source.CORRECTION: f"工作人员把“{entry.written}”认定为{name}",
    }
    return told[entry.source]
