"""What a misspelt or romanised word was meant to be: 风认工, fengrengong, frg → 缝纫工.

Sound is a fallback: it is asked only for words that nothing else knows, and among words of one
sound those win that stand in titles of postings. Local confusions (n/l, h/f, z/zh, c/ch, s/sh,
-n/-ng) are folded in a second look, after the exact sound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("f", "h"), ("v", "u"))
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,24}(?![A-Za-z0-9])")
_SPACED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,6}(?: [A-Za-z]{1,6})+(?![A-Za-z0-9])")
_CHINESE = re.compile(r"[一-鿿]{2,8}")
_LATIN_FILLERS = re.compile(
    r"^(?:wo)?(?:xiang|yao|zhao)+(?=[a-z]{3})|(?:degongzuo|gongzuo|dehuo|gangwei)$"
)
_SHORTEST_PREFIX = 5
_LONGEST_INITIALS = 6
_MOST = 3
_FEW_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Correction:
    """*words* as written were meant as one of *meant*, best first."""

    words: str
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _BySound:
    exact: dict[str, list[str]]
    folded: dict[str, list[str]]
    initials: dict[str, list[str]]


class Corrections:
    """Words by sound; built once per set of postings.

    Args:
        words: what may be meant, with a weight: the higher, the likelier.
        pinyin: gives the syllables of a Chinese text without tones.
    """

    def __init__(self, words: Mapping[str, float], pinyin: Callable[[str], Sequence[str]]) -> None:
        self._weights = dict(words)
        self._pinyin = pinyin

    @cached_property
    def _by_sound(self) -> _BySound:
        """Sound out all words; a second for ten thousand, so only when something is unknown."""
        tables = _BySound(defaultdict(list), defaultdict(list), defaultdict(list))
        for word in sorted(self._weights, key=lambda w: (-self._weights[w], len(w), w)):
            if not _CHINESE.fullmatch(word):
                continue
            syllables = [syllable.lower() for syllable in self._pinyin(word)]
            key = "".join(syllables)
            tables.exact[key].append(word)
            tables.folded[fold(key)].append(word)
            tables.initials["".join(syllable[:1] for syllable in syllables)].append(word)
        return tables

    def of_latin(self, token: str) -> tuple[str, ...]:
        """Give what the letters *token* may mean: full pinyin, folded, begun, initials."""
        plain = _LATIN_FILLERS.sub("", token.lower()) or token.lower()
        found = self._by_sound.exact.get(plain) or self._by_sound.folded.get(fold(plain))
        if not found and len(plain) >= _SHORTEST_PREFIX:
            found = self._begun(plain)
        if not found and len(plain) <= _LONGEST_INITIALS:
            found = self._by_sound.initials.get(plain)
        return self._best(found or ())

    def of_chinese(self, phrase: str) -> tuple[str, ...]:
        """Give the words that sound like *phrase* and share a sign with it, written otherwise."""
        if not _CHINESE.fullmatch(phrase):
            return ()
        key = "".join(s.lower() for s in self._pinyin(phrase))
        found = self._by_sound.exact.get(key) or self._by_sound.folded.get(fold(key)) or ()
        return self._best([word for word in found if word != phrase and set(word) & set(phrase)])

    def inside(self, phrase: str) -> tuple[str, str] | None:
        """Give (part of *phrase*, word meant) for the longest part that only sounds right."""
        for size in range(min(len(phrase), _LONGEST_INITIALS), _FEW_SIGNS, -1):
            for start in range(len(phrase) - size + 1):
                part = phrase[start : start + size]
                meant = self.of_chinese(part)
                if meant:
                    return part, meant[0]
        return None

    def romanised(self, text: str, is_known: Callable[[str], bool]) -> tuple[str, list[Correction]]:
        """Write *text* with unknown Latin words as the Chinese that they mean."""
        made: list[Correction] = []

        def rewrite(match: re.Match[str]) -> str:
            token = match.group()
            meant = () if is_known(token) else self.of_latin(token)
            if not meant:
                return token
            made.append(Correction(token, meant))
            return "，".join(meant)

        def join(match: re.Match[str]) -> str:
            """Write "feng ren gong" as one, when only together it is a word."""
            joined = match.group().replace(" ", "")
            exact = self._by_sound.exact.get(joined.lower())
            return joined if exact and not is_known(joined) else match.group()

        return _LATIN.sub(rewrite, _SPACED.sub(join, text)), made

    def _begun(self, plain: str) -> list[str]:
        exact = self._by_sound.exact
        return [word for key in exact if key.startswith(plain) for word in exact[key]]

    def _best(self, words: Iterable[str]) -> tuple[str, ...]:
        ranked = sorted(words, key=lambda w: (-self._weights[w], len(w), w))
        if not ranked:
            return ()
        best = self._weights[ranked[0]]
        return tuple(w for w in ranked[:_MOST] if 2 * self._weights[w] > best)


def fold(letters: str) -> str:
    """Fold the local confusions of sounds in *letters* of pinyin."""
    for written, kept in _FOLDS:
        letters = letters.replace(written, kept)
    return letters
