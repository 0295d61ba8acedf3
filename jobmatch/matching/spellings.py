"""Words found by what somebody has typed of them: signs, pinyin, initials, or a mix of these.

Chinese is found at the start and in the middle of a word; Latin letters as full pinyin (风认工 is
found by its sound too), as initials (frg), as both mixed (fengrg), from any syllable on. Local
confusions (n/l, h/f, zh/z …) come last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.corrections import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jobmatch.matching.factors import Array

    Pinyin = Callable[[str], Sequence[str]]

_LATIN = re.compile(r"[a-z][a-z' ]*")
_AFTER_LETTERS = "{"
"""The sign after z: everything that begins with a key lies between the key and this."""
_FEW = 3
"""Fewer found than these by letters as they are: then mixed and confused sounds are tried."""
_MIXED_FROM = 3
"""Letters from which on a mix of syllables and initials is tried."""


class Nearness(IntEnum):
    """How a word was found, the nearest first."""

    WHOLE = 0
    START = 1
    SOUND = 2
    INITIALS = 3
    INSIDE = 4
    SOUND_INSIDE = 5
    INITIALS_INSIDE = 6
    CONFUSED = 7


_FAR = len(Nearness)


class _Prefixes:
    """Keys in order, so that all that begin alike stand together."""

    def __init__(self, pairs: Sequence[tuple[str, int]]) -> None:
        ordered = sorted(pairs)
        self._keys = [key for key, _ in ordered]
        self._words = np.array([word for _, word in ordered], dtype=np.int64)

    def begun(self, typed: str) -> Array:
        """Give the words with a key that begins with *typed*."""
        first = bisect_left(self._keys, typed)
        return self._words[first : bisect_right(self._keys, typed + _AFTER_LETTERS)]

    def whole(self, typed: str) -> Array:
        """Give the words with *typed* as a key."""
        first = bisect_left(self._keys, typed)
        return self._words[first : bisect_right(self._keys, typed)]


class _Spoken:
    """The pinyin of words as one row of letters, to follow what is typed through all at once."""

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        text = "\n".join(["", *(" ".join(syllables) for syllables in words), ""])
        self._letters = np.array([ord(sign) for sign in text], dtype=np.int32)
        borders = np.flatnonzero((self._letters == ord(" ")) | (self._letters == ord("\n")))
        self._ends = np.flatnonzero(self._letters == ord("\n"))
        self._begun = borders[:-1] + 1
        """Where each syllable begins."""
        place = np.searchsorted(borders, np.arange(len(text)), side="left")
        border = borders[np.minimum(place, len(borders) - 1)]
        # After the last syllable of a word comes the end of the line, which is no letter.
        self._next = np.where(self._letters[border] == ord(" "), border + 1, 0)

    def spelt(self, letters: str) -> Array:
        """Give the words that *letters* spell by whole and begun syllables in a row.

        Each letter follows the one before in its syllable, or begins the next.
        """
        places = self._begun[self._letters[self._begun] == ord(letters[0])]
        for letter in letters[1:]:
            ways = np.concatenate((places + 1, self._next[places]))
            places = np.unique(ways[self._letters[ways] == ord(letter)])
        words: Array = np.searchsorted(self._ends, places, side="left") - 1
        return words


class Spellings:
    """Finds words; immutable after building (a second for ten thousand words, mostly pinyin).

    Args:
        words: the words, each once.
        pinyin: gives the syllables of a Chinese text without tones.
        base: words that are found too and come first in the numbering; none of *words*.
    """

    def __init__(
        self, words: Sequence[str], pinyin: Pinyin, *, base: Spellings | None = None
    ) -> None:
        self._base = base
        self._own = len(words)
        self.words: tuple[str, ...] = (*(base.words if base else ()), *words)
        self._pinyin = pinyin
        lower = [word.lower() for word in words]
        self._text = "\n".join(["", *lower, ""])
        self._starts: list[int] = []
        place = 1
        for word in lower:
            self._starts.append(place)
            place += len(word) + 1
        self._syllables = [tuple(pinyin(word)) for word in lower]
        self._sound, self._folded = self._tables("".join), self._tables(_folded)
        self._initials = self._tables(_initials)
        self._spoken = _Spoken(self._syllables)

    def find(self, typed: str) -> tuple[Array, Array]:
        """Give the words that *typed* may begin or lie in, as numbers, and how near each is."""
        near = self._near(typed.strip().lower())
        found = np.flatnonzero(near < _FAR)
        return found, near[found]

    def said(self, number: int) -> str:
        """Give the pinyin of a word, its syllables apart."""
        before = len(self.words) - self._own
        if self._base is not None and number < before:
            return self._base.said(number)
        return " ".join(self._syllables[number - before])

    def _near(self, plain: str) -> Array:
        near = np.full(self._own, _FAR, dtype=np.int8)
        if plain:
            for nearness, numbers in self._looks(plain):
                index = np.asarray(numbers, dtype=np.int64)
                near[index] = np.minimum(near[index], nearness)
        # Not one table for all: words of a lexicon stay while titles of postings come and go.
        before = () if self._base is None else (self._base._near(plain),)  # noqa: SLF001 - its own class
        return np.concatenate((*before, near))

    def _looks(self, plain: str) -> Iterator[tuple[Nearness, Sequence[int] | Array]]:
        whole, begun, inside = self._holding(plain)
        yield Nearness.WHOLE, whole
        yield Nearness.START, begun
        if _LATIN.fullmatch(plain):
            yield from self._by_letters(re.sub(r"[' ]", "", plain))
        yield Nearness.INSIDE, inside
        if not begun and not inside and not plain.isascii() and len(plain) > 1:
            sounds = [syllable.lower() for syllable in self._pinyin(plain)]
            yield Nearness.CONFUSED, self._sound[0].begun("".join(sounds))
            yield Nearness.CONFUSED, self._folded[0].begun(_folded(sounds))

    def _by_letters(self, letters: str) -> Iterator[tuple[Nearness, Sequence[int] | Array]]:
        (sound, sound_inside), (initials, initials_inside) = self._sound, self._initials
        yield Nearness.WHOLE, sound.whole(letters)
        found = [
            (Nearness.SOUND, sound.begun(letters)),
            (Nearness.INITIALS, initials.begun(letters)),
            (Nearness.SOUND_INSIDE, sound_inside.begun(letters)),
            (Nearness.INITIALS_INSIDE, initials_inside.begun(letters)),
        ]
        yield from found
        if sum(len(numbers) for _, numbers in found) < _FEW:
            if len(letters) >= _MIXED_FROM:
                yield Nearness.INITIALS_INSIDE, self._spoken.spelt(letters)
            folded, folded_inside = self._folded
            yield Nearness.CONFUSED, folded.begun(fold(letters))
            yield Nearness.CONFUSED, folded_inside.begun(fold(letters))

    def _holding(self, plain: str) -> tuple[list[int], list[int], list[int]]:
        """Give the words that are *plain*, begin with it, hold it inside."""
        whole, begun, inside = [], [], []
        at = self._text.find(plain)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            end = at + len(plain)
            if at > self._starts[number]:
                inside.append(number)
            elif self._text[end] == "\n":
                whole.append(number)
            else:
                begun.append(number)
            at = self._text.find(plain, at + 1)
        return whole, begun, inside

    def _tables(self, key_of: Callable[[Sequence[str]], str]) -> tuple[_Prefixes, _Prefixes]:
        """Give the keys of whole words, and those from each later syllable on."""
        tables: dict[bool, list[tuple[str, int]]] = defaultdict(list)
        for number, syllables in enumerate(self._syllables):
            for start in range(len(syllables)):
                tables[start > 0].append((key_of(syllables[start:]), number))
        return _Prefixes(tables[False]), _Prefixes(tables[True])


def _initials(syllables: Sequence[str]) -> str:
    return "".join(syllable[:1] for syllable in syllables)


def _folded(syllables: Sequence[str]) -> str:
    return fold("".join(syllables))
