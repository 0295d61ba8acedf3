"""Which terms are one word spelt in two ways: the spelling block of the term matrix E.

Two words that the lexicon knows are linked by the lexicon alone: among its names and aliases most
pairs that look alike are different trades (电工 and 电镀工, 车工 and 叉车工). Spelling and sound
link only a word that nothing knows to one that is known, never words under three characters, and
always less than the word itself would count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SHORTEST, LONGEST = 3, 10
"""Characters of words that may be linked."""
_SHORTEST_EDITED = 4
"""A third of a short word is no slip of the pen: 服务员 and 服务站 are two things."""
SWAPPED_DEGREE, SOUND_DEGREE, EDITED_DEGREE = 0.85, 0.8, 0.7
"""How far a word counts with two characters swapped, of one sound, with one character wrong."""
_MOST_EDITS = 2
_ROWS = 512


class Speller:
    """Finds words of the lexicon that a text misspells.

    Args:
        known: words of the lexicon, cleaned.
        sound: gives the syllables of a text without tones.
    """

    def __init__(self, known: Iterable[str], sound: Callable[[str], Sequence[str]]) -> None:
        self._known = frozenset(known)
        self._words = sorted(word for word in self._known if _linkable(word))
        self._sound = sound

    def knows(self, word: str) -> bool:
        """Tell whether the lexicon holds *word*."""
        return word in self._known

    def like(self, word: str) -> list[tuple[str, float]]:
        """Give the words of the lexicon that *word* may misspell, best first, with degrees."""
        found = self.matrix([word], self._words)
        row = sorted(zip(found.indices, found.data, strict=True), key=lambda p: (-p[1], p[0]))
        return [(self._words[column], float(degree)) for column, degree in row]

    def matrix(self, words: Sequence[str], others: Sequence[str]) -> Any:
        """Give how far each of *words* is one of *others* spelt differently (sparse).

        Only pairs of a known and an unknown word are linked. The size in memory is bounded: rows
        are compared in blocks of one byte a pair.
        """
        mine = [row for row, word in enumerate(words) if _linkable(word)]
        theirs = [column for column, word in enumerate(others) if _linkable(word)]
        held = [others[column] for column in theirs]
        cells: dict[tuple[int, int], float] = {}
        for start in range(0, len(mine) if theirs else 0, _ROWS):
            rows = mine[start : start + _ROWS]
            distances = process.cdist(
                [words[row] for row in rows],
                held,
                scorer=OSA.distance,
                score_cutoff=_MOST_EDITS,
                dtype=np.uint8,
            )
            for row, column in zip(*np.nonzero(distances <= _MOST_EDITS), strict=True):
                edits = int(distances[row, column])
                degree = self._degree(words[rows[row]], held[column], edits)
                if degree:
                    cells[rows[row], theirs[column]] = degree
        places = tuple(zip(*cells, strict=True)) if cells else ((), ())
        return sparse.csr_matrix(
            (np.array(list(cells.values()), dtype=np.float64), np.array(places, dtype=np.int64)),
            shape=(len(words), len(others)),
        )

    def _degree(self, one: str, other: str, edits: int) -> float:
        """Give the degree of two words that are *edits* apart; 0 where they are two words."""
        if self.knows(one) == self.knows(other):
            return 0.0
        if edits == 1 and sorted(one) == sorted(other):
            return SWAPPED_DEGREE
        if len(one) == len(other) and self._sound(one) == self._sound(other):
            return SOUND_DEGREE
        edited = edits == 1 and min(len(one), len(other)) >= _SHORTEST_EDITED
        return EDITED_DEGREE if edited else 0.0


def _linkable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not word.isascii()
