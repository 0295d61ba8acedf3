"""What somebody may be about to type, each with how many postings it would find at present.

A suggestion counts the postings that fit it, by the same rule as an answer (standings.py), among
those that the earlier words of the question and the asker's rights leave. What finds nothing is
shown only when nothing else is near.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from jobmatch.matching.reasons import BY_TRADE_FROM, FIT_FROM
from jobmatch.matching.spellings import Nearness
from jobmatch.matching.wants import want_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.factors import Array
    from jobmatch.matching.frames import PostingFrame
    from jobmatch.matching.profiles import Want
    from jobmatch.matching.spellings import Spellings

SHOWN = 8
_MOST_EMPTY = 3
_LOOKED_AT = 16
"""Of those found by their letters, how many are counted exactly; the likeliest by trade."""
_AT_ONCE = 64


class SuggestionKind(StrEnum):
    """What a suggested word names."""

    WORK = "work"
    PLACE = "place"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word with the number of postings that it would find, and how it is said."""

    value: str
    kind: SuggestionKind
    occurrences: int
    pinyin: str


@dataclass(frozen=True)
class Entry:
    """One word that may be meant: a want of work, or the postings that it names (n, bool)."""

    kind: SuggestionKind
    want: Want | None = None
    postings: Array | None = None
    weight: int = 0
    """In how many titles of postings the word stands: what employers write is shown first."""


class Suggestions:
    """Words with what they find among a set of postings.

    Args:
        spellings: the words, by how they are typed.
        entries: what each of them means, in the same order.
        postings: the postings that are counted.
    """

    def __init__(
        self, spellings: Spellings, entries: Sequence[Entry], postings: PostingFrame
    ) -> None:
        self._spellings = spellings
        self._entries = tuple(entries)
        self._postings = postings
        self._by_trade = _by_trade(self._entries, postings)
        self._exact: dict[int, Array] = {}
        words = spellings.words
        self._weight = np.array([entry.weight for entry in self._entries], dtype=np.int64)
        order = sorted(range(len(words)), key=lambda number: (len(words[number]), words[number]))
        self._plain = np.empty(len(words), dtype=np.int64)
        self._plain[order] = np.arange(len(words))

    def suggest(
        self,
        typed: str,
        *,
        allowed: Array | None = None,
        top: int = SHOWN,
        confused: bool = True,
    ) -> list[Suggestion]:
        """Give at most *top* words for *typed*, best first, counted among *allowed* (n, bool).

        Words that only sound alike are given where *confused* is true.
        """
        numbers, near = self._spellings.find(typed)
        if not confused:
            numbers, near = numbers[near < Nearness.CONFUSED], near[near < Nearness.CONFUSED]
        if not len(numbers):
            return []
        among = np.ones(len(self._postings), dtype=bool) if allowed is None else allowed
        likely = self._by_trade[numbers] @ among.astype(np.int32)
        looked = numbers[self._order(numbers, near, likely)][:_LOOKED_AT].tolist()
        self._count(looked)
        bits = np.packbits(among)
        counts = {n: int(np.bitwise_count(self._exact[n] & bits).sum()) for n in looked}
        nearness = dict(zip(numbers.tolist(), near.tolist(), strict=True))
        # What was guessed by trade alone is known now: of equally near words the fuller come first.
        looked.sort(key=lambda n: (nearness[n], -self._weight[n], -counts[n]))
        full = [number for number in looked if counts[number]]
        chosen = self._unlike(full)[:top] or looked[:_MOST_EMPTY]
        return [self._suggestion(number, counts[number]) for number in chosen]

    def _order(self, numbers: Array, near: Array, counts: Array) -> Array:
        """Order what was found: something before nothing, then nearness, titles, counts."""
        order: Array = np.lexsort(
            (self._plain[numbers], -counts, -self._weight[numbers], near, counts == 0)
        )
        return order

    def prepare(self, most: int) -> None:
        """Count beforehand the words that stand in most titles, so that nobody waits for them."""
        likely = np.argsort(-self._weight, kind="stable")[:most]
        chosen = likely[self._weight[likely] > 0].tolist()
        for start in range(0, len(chosen), _AT_ONCE):
            self._count(chosen[start : start + _AT_ONCE])

    def _suggestion(self, number: int, count: int) -> Suggestion:
        words, said = self._spellings.words, self._spellings.said(number)
        return Suggestion(words[number], self._entries[number].kind, count, said)

    def _unlike(self, numbers: Sequence[int]) -> list[int]:
        """Leave out words that find the very same postings as a better one."""
        seen: dict[bytes, int] = {}
        for number in numbers:
            seen.setdefault(self._exact[number].tobytes(), number)
        return list(seen.values())

    def _count(self, numbers: Sequence[int]) -> None:
        """Find out which postings each of *numbers* finds, once."""
        unknown = [number for number in numbers if number not in self._exact]
        wants = {n: want for n in unknown if (want := self._entries[n].want) is not None}
        if wants:
            fitting = want_values(list(wants.values()), self._postings) >= FIT_FROM
            self._exact.update(zip(wants, np.packbits(fitting, axis=1), strict=True))
        for number in unknown:
            named = self._entries[number].postings
            if named is not None:
                self._exact[number] = np.packbits(named)


def _by_trade(entries: Sequence[Entry], postings: PostingFrame) -> sparse.csr_matrix:
    """Tell which postings each entry (k × n) finds by trade alone: nearly all that it finds."""
    column = {
        code: number
        for number, code in enumerate(
            sorted({code for facts in postings.postings for code, _ in facts.occupations})
        )
    }
    held = [
        (column[code], row)
        for row, facts in enumerate(postings.postings)
        for code, degree in facts.occupations
        if degree >= BY_TRADE_FROM
    ]
    asked = [
        (number, column[code])
        for number, entry in enumerate(entries)
        if entry.want is not None
        for code, _ in entry.want.occupations
        if code in column
    ]
    found = _flags(asked, (len(entries), len(column))) @ _flags(held, (len(column), len(postings)))
    found.data[:] = 1
    named = [
        (number, int(row))
        for number, entry in enumerate(entries)
        if entry.postings is not None
        for row in np.flatnonzero(entry.postings)
    ]
    return (found + _flags(named, (len(entries), len(postings)))).tocsr()


def _flags(cells: Sequence[tuple[int, int]], shape: tuple[int, int]) -> sparse.csr_matrix:
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    places = (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64))
    return sparse.csr_matrix((np.ones(len(cells), dtype=np.int32), places), shape=shape)
