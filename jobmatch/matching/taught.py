"""What people taught, laid over the word tables: aliases speak for their own text and near ones.

An alias is heard for texts that are like it (``NEAR``) and for no others: a text far from all
aliases is read by the tables alone, so a new alias changes nothing elsewhere, and taking it back
gives every reading back to the last digit. Aliases of one text that name several occupations fan
out; what the tables say of a taught text stays, a little weaker.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.lexicon import Entry, Source
from jobmatch.matching.occupations import POWER, OccupationIndex, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

NEAR = 0.35
"""Cosine from which an alias speaks for another text; by cross-checks over titles."""
TIMES_KNOWN = 2.0
"""How sure an alias is among the known texts: as one that was seen so often; cross-checked."""


@dataclass(frozen=True, slots=True)
class _TaughtTally(Tally):
    """A tally with the aliases that speak louder for a code than every text of the tables."""

    speakers: dict[int, Entry] = field(default_factory=dict)


def entries_of(aliases: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Give one entry per text of *aliases* (cleaned text, code), with all its codes in order."""
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    for text, code in sorted(set(aliases)):
        codes[text][code] = None
    return tuple(
        Entry(text, tuple(found), Source.CORRECTION, text) for text, found in codes.items()
    )


class TaughtIndex(OccupationIndex):
    """An occupation index that also knows *entries* that people taught; built in milliseconds."""

    def __init__(self, index: OccupationIndex, entries: Sequence[Entry]) -> None:
        vars(self).update(vars(index))  # everything but the taught rows is shared
        self._tables = index._neighbours  # noqa: SLF001 - of our own base class
        self._entries = tuple(entries)
        texts = [entry.text for entry in entries]
        counts = np.full(len(entries), TIMES_KNOWN)
        self._neighbours = self._tables.extended(texts, counts)
        self._taught = self._tables.instead(texts, counts)
        self._signs = frozenset("".join(texts))
        columns = {code: column for column, code in enumerate(self._codes)}
        self._said = [
            [
                (columns[meant], share)
                for code in entry.codes
                for meant, share in self._meant(code)
                if meant in columns
            ]
            for entry in entries
        ]

    def is_near(self, text: str) -> bool:
        """Tell whether an alias is heard for *text*."""
        cleaned = self._cleaner.clean(text)
        if self._signs.isdisjoint(cleaned):
            return False
        return bool((self._taught.similarities(cleaned) >= NEAR).any())

    def _tally(self, cleaned: str) -> Tally:
        nearest = self._neighbours.similarities(cleaned)
        known, taught = nearest[: self._tables.size], nearest[self._tables.size :]
        taught[taught < NEAR] = 0.0
        heard = np.flatnonzero(taught)
        if not heard.size:
            return self._count_votes(known, self._tables.explain(known))
        explained = self._neighbours.explain(nearest)
        tally = self._count_votes(known, explained[: self._tables.size])
        return self._hear(tally, heard, taught, explained[self._tables.size :])

    def _hear(
        self,
        tally: Tally,
        heard: NDArray[np.intp],
        taught: NDArray[np.float64],
        explained: NDArray[np.float64],
    ) -> Tally:
        """Add the votes of the aliases *heard*, one after the other in their order."""
        speakers: dict[int, Entry] = {}
        for row in heard:
            for column, share in self._said[row]:
                vote = float(taught[row]) * share
                if vote >= tally.best[column]:
                    tally.best[column] = vote
                    speakers[column] = self._entries[row]
                tally.powers[column] += float(taught[row]) ** POWER * TIMES_KNOWN * share
                tally.explained[column] += explained[row] * share
        return _TaughtTally(tally.votes, tally.best, tally.powers, tally.explained, speakers)

    def _speaker(self, column: int, tally: Tally) -> Entry:
        taught = tally.speakers.get(column) if isinstance(tally, _TaughtTally) else None
        return taught or super()._speaker(column, tally)
