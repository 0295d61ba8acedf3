"""What a misspelt or romanised word was meant to be: 风认工, fengrengong, frg → 缝纫工.

Sound is a fallback: it is asked only for words that nothing else knows, and among words of one
sound those win that stand in titles of postings. Local confusions (n/l, h/f, z/zh, c/ch, s/sh,
-n/-ng) are folded in a second look, after the exact sound, one syllable at a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("f", "h"), ("v", "u"))
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:a(?:ng|[ino])?|o(?:ng|u)?|e(?:ng|[inr])?|i(?:a(?:ng|[no])?|e|ong|u|n|ng)?|"
    r"u(?:a(?:ng|[in])?|[oine])?|ve?)"
)
_MOST_WAYS = 16
"""Ways in which one run of letters is cut into syllables: hangong is han gong and hang ong."""
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,24}(?![A-Za-z0-9])")
_SPACED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,24}(?: [A-Za-z]{1,24})+(?![A-Za-z0-9])")
_MIXED = re.compile(
    r"(?<![A-Za-z])(?:[一-鿿]{1,4}[A-Za-z]{2,12}|[A-Za-z]{2,12}[一-鿿]{1,4})(?![A-Za-z])"
)
_CHINESE_SIGNS = re.compile(r"[一-鿿]")
_LETTERS = re.compile(r"[A-Za-z]+")
_CHINESE = re.compile(r"[一-鿿]{2,8}")
_LATIN_FILLERS = re.compile(
    r"^(?:wo)?(?:xiang|yao|zhao)+(?=[a-z]{3})|(?:degongzuo|gongzuo|dehuo|gangwei)$"
)
_LITTLE = {
    "bu": "不", "bie": "别", "mo": "莫", "wo": "我", "xiang": "想", "yao": "要", "zhao": "找",
    "zuo": "做", "gan": "干", "dang": "当", "hui": "会", "neng": "能", "qu": "去", "xue": "学",
    "kai": "开", "shang": "上", "jin": "进", "yuan": "愿", "yi": "意", "ge": "个", "shi": "是",
}  # fmt: skip
"""Little words before a word typed in letters: "bu shang ye ban" refuses what it names."""
_DENIES = re.compile(r"bu(?:xiang|yao|hui)?(?:zuo|gan|qu)?(?=[a-z]{3})")
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

    def knowing(self, words: Mapping[str, float]) -> Corrections:
        """Give corrections that may mean these *words* as well; those known keep their weight."""
        new = {word: weight for word, weight in words.items() if word not in self._weights}
        return _MoreCorrections(
            {**self._weights, **new}, self._pinyin, new=tuple(new), known=lambda: self._by_sound
        )

    def prepare(self) -> None:
        """Sound out all words now, so that no question waits for it."""
        len(self._by_sound.exact)

    @cached_property
    def _by_sound(self) -> _BySound:
        """Sound out all words; a second for ten thousand, so only when something is unknown."""
        tables = _BySound(defaultdict(list), defaultdict(list), defaultdict(list))
        for word in sorted(self._weights, key=lambda w: (-self._weights[w], len(w), w)):
            for table, key in self._keys(tables, word):
                table[key].append(word)
        return tables

    def _keys(self, tables: _BySound, word: str) -> list[tuple[dict[str, list[str]], str]]:
        """Give under which keys of which tables *word* is found; none where it has no sound."""
        if not _CHINESE.fullmatch(word):
            return []
        syllables = [syllable.lower() for syllable in self._pinyin(word)]
        return [
            (tables.exact, "".join(syllables)),
            (tables.folded, "".join(map(fold, syllables))),
            (tables.initials, "".join(syllable[:1] for syllable in syllables)),
        ]

    def of_latin(self, token: str) -> tuple[str, ...]:
        """Give what the letters *token* may mean: full pinyin, folded, begun, initials."""
        plain = _LATIN_FILLERS.sub("", token.lower()) or token.lower()
        found: Sequence[str] | None = self._whole(plain)
        if not found and len(plain) >= _SHORTEST_PREFIX:
            found = self._begun(plain)
        if not found and len(plain) <= _LONGEST_INITIALS:
            found = self._by_sound.initials.get(plain)
        return self._best(found or ())

    def of_chinese(self, phrase: str) -> tuple[str, ...]:
        """Give the words that sound like *phrase* and share a sign with it, written otherwise."""
        if not _CHINESE.fullmatch(phrase):
            return ()
        syllables = [syllable.lower() for syllable in self._pinyin(phrase)]
        found = self._by_sound.exact.get("".join(syllables))
        found = found or self._by_sound.folded.get("".join(map(fold, syllables)))
        return self._best(
            [word for word in found or () if word != phrase and set(word) & set(phrase)]
        )

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

        def tell(words: str, meant: tuple[str, ...]) -> str:
            made.append(Correction(words, meant))
            return "，".join(meant)

        def rewrite(match: re.Match[str]) -> str:
            token = match.group()
            meant = () if is_known(token) else self._denied(token) or self.of_latin(token)
            return tell(token, meant) if meant else token

        def join(match: re.Match[str]) -> str:
            """Write "feng ren gong" as one word, the longest that its syllables make."""
            written: list[str] = []
            tokens = match.group().split()
            while tokens:
                little, size, meant = self._next_word(tokens, is_known)
                words = " ".join(tokens[: little + size])
                before = "".join(_LITTLE[token.lower()] for token in tokens[:little])
                written.append(tell(words, tuple(before + m for m in meant)) if meant else words)
                tokens = tokens[little + size :]
            return " ".join(written)

        def mend(match: re.Match[str]) -> str:
            """Write "cha车" and "保an", half of them letters, as the words that hold the rest."""
            letters = _LETTERS.search(match.group())
            meant = () if letters and is_known(letters.group()) else self._mixed(match.group())
            return tell(match.group(), meant) if meant else match.group()

        pieces: list[str] = []
        last = 0
        for run in _SPACED.finditer(text):
            pieces += [_LATIN.sub(rewrite, _MIXED.sub(mend, text[last : run.start()])), join(run)]
            last = run.end()
        pieces.append(_LATIN.sub(rewrite, _MIXED.sub(mend, text[last:])))
        return "".join(pieces), made

    def _mixed(self, written: str) -> tuple[str, ...]:
        signs = set(_CHINESE_SIGNS.findall(written))
        sounds = "".join(s.lower() for s in self._pinyin(written))
        return self._best([word for word in self._whole(sounds) if signs <= set(word)])

    def _denied(self, token: str) -> tuple[str, ...]:
        """Give what "buzuobaojie" refuses, in one word; nothing where all of it is a word."""
        denial = _DENIES.match(token.lower())
        if denial is None or self._whole(token.lower()):
            return ()
        return tuple(
            f"不要{word}" for word in self._best(self._whole(token.lower()[denial.end() :]))
        )

    def _next_word(
        self, tokens: Sequence[str], is_known: Callable[[str], bool]
    ) -> tuple[int, int, tuple[str, ...]]:
        """Give how many little words come first, how many tokens the word has, what is meant.

        Little words are taken as such where more is understood with them: "zuo baojie".
        """
        best = (0, *self._word(tokens, is_known))
        reach = best[1] if best[2] else 0
        little = 0
        while little + 1 < len(tokens) and tokens[little].lower() in _LITTLE:
            little += 1
            size, meant = self._word(tokens[little:], is_known)
            if meant and little + size > reach:
                best, reach = (little, size, meant), little + size
        return best

    def _word(
        self, tokens: Sequence[str], is_known: Callable[[str], bool]
    ) -> tuple[int, tuple[str, ...]]:
        size, meant = self._longest(tokens, is_known)
        # A syllable alone (jian) sounds like too much: only a word typed apart is guessed.
        if not meant and not is_known(tokens[0]) and not _SYLLABLE.fullmatch(tokens[0].lower()):
            meant = self.of_latin(tokens[0])
        return size, meant

    def _longest(
        self, tokens: Sequence[str], is_known: Callable[[str], bool]
    ) -> tuple[int, tuple[str, ...]]:
        """Give how many of *tokens* make a word together, two at least, and what is meant."""
        for size in range(len(tokens), 1, -1):
            joined = "".join(tokens[:size]).lower()
            if not any(is_known(token) for token in tokens[:size]):
                meant = self._best(self._whole(joined))
                if meant:
                    return size, meant
        return 1, ()

    def _whole(self, letters: str) -> Sequence[str]:
        """Give the words that sound like all of *letters*: exactly, else with sounds folded."""
        found = self._by_sound.exact.get(letters)
        if found:
            return found
        ways = ("".join(map(fold, way)) for way in split_syllables(letters))
        return next((words for key in ways if (words := self._by_sound.folded.get(key))), ())

    def _begun(self, plain: str) -> list[str]:
        exact = self._by_sound.exact
        return [word for key in exact if key.startswith(plain) for word in exact[key]]

    def _best(self, words: Iterable[str]) -> tuple[str, ...]:
        ranked = sorted(words, key=lambda w: (-self._weights[w], len(w), w))
        if not ranked:
            return ()
        best = self._weights[ranked[0]]
        return tuple(w for w in ranked[:_MOST] if 2 * self._weights[w] > best)


def fold(syllable: str) -> str:
    """Fold the local confusions of sounds in one *syllable* of pinyin: zhang and zan are one."""
    for written, kept in _FOLDS:
        syllable = syllable.replace(written, kept)
    return syllable


@lru_cache(maxsize=4096)
def split_syllables(letters: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways in which *letters* can be read as syllables of pinyin, at most sixteen."""
    if not letters:
        return ((),)
    found: list[tuple[str, ...]] = []
    for size in range(min(6, len(letters)), 0, -1):
        if _SYLLABLE.fullmatch(letters[:size]):
            found += [(letters[:size], *rest) for rest in split_syllables(letters[size:])]
    return tuple(found[:_MOST_WAYS])


class _MoreCorrections(Corrections):
    """Corrections with a few more words, sounded out beside the tables that stand."""

    def __init__(
        self,
        words: Mapping[str, float],
        pinyin: Callable[[str], Sequence[str]],
        *,
        new: Sequence[str],
        known: Callable[[], _BySound],
    ) -> None:
        super().__init__(words, pinyin)
        self._new, self._known = new, known

    @cached_property
    def _by_sound(self) -> _BySound:
        known = self._known()
        tables = _BySound(dict(known.exact), dict(known.folded), dict(known.initials))
        for word in self._new:
            for table, key in self._keys(tables, word):
                table[key] = [*table.get(key, ()), word]
        return tables
