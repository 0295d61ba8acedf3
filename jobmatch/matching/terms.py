"""Texts as terms, and words of one meaning written as one (娃娃, 小孩, 儿童 → 孩子).

Terms are what titles, descriptions and questions are compared by where occupations do not decide:
Latin words whole, Chinese as overlapping pairs of characters, so that words in the middle of a
longer word and unknown words are found too, and the longer words that the cutter knows beside
them, so that a whole trade weighs more than its syllables.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_RARE = 9.0
"""Rarity of a term that no text of the corpus holds, where there is no corpus."""

_REMEMBERED = 20_000

_RUNS = re.compile(r"[一-鿿]+|[a-z0-9+#]+")


@dataclass(frozen=True)
class Rarity:
    """How rare a term is: inverse document frequency over a fixed corpus.

    The corpus is the word tables, not the postings at hand: a posting more or less must not
    change what every other pair scores, or nothing could be renewed piece by piece.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    """Term → number of texts of the corpus that hold it."""
    total: int = 0
    """Texts of the corpus."""

    def of(self, term: str) -> float:
        """Give the weight of *term*: 1 for one that every text holds, the more the rarer."""
        if not self.total:
            return MOST_RARE
        return math.log((1 + self.total) / (1 + self.counts.get(term, 0))) + 1


@dataclass(frozen=True)
class Synonyms:
    """Variant → word of the same meaning; longer variants are replaced first."""

    words: Mapping[str, str] = field(default_factory=dict)
    cut: Callable[[str], Iterable[str]] | None = None
    """Cuts a text into words that are terms beside the pairs; None leaves the pairs alone."""
    rarity: Rarity = field(default_factory=Rarity)
    """How much each term weighs."""
    tails: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Word → longer words of other work that end in it: 车工 is no term of 叉车工."""

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def unify(self, text: str) -> str:
        """Give *text* in lower case with every variant as its word."""
        lower = text.lower()
        pattern = self._pattern
        return pattern.sub(lambda m: self.words[m.group()], lower) if pattern else lower

    def terms_of(self, text: str) -> list[str]:
        """Give the terms of *text* as it is written and as it is meant, each once."""
        return list(dict.fromkeys((*self._told(text, terms_of(text)), *self.meant(text))))

    def meant(self, text: str) -> list[str]:
        """Give the terms of *text* as it is meant, for a question; remembered for many texts."""
        return list(self._meant(text))

    @cached_property
    def _meant(self) -> Callable[[str], tuple[str, ...]]:
        @lru_cache(maxsize=_REMEMBERED)
        def terms(text: str) -> tuple[str, ...]:
            unified = self.unify(text)
            words = self.cut(unified) if self.cut else ()
            found = (*terms_of(unified), *(word for word in words if len(word) > 1))
            return tuple(dict.fromkeys(self._told(unified, found)))

        return terms

    def _told(self, text: str, terms: Iterable[str]) -> list[str]:
        """Leave out of *terms* those that stand in *text* only as the tail of another work."""
        lower = text.lower()
        return [term for term in terms if term not in self.tails or self._stands(term, lower)]

    def _stands(self, term: str, text: str) -> bool:
        at = text.find(term)
        while at >= 0:
            end = at + len(term)
            if not any(text.endswith(longer, 0, end) for longer in self.tails[term]):
                return True
            at = text.find(term, at + 1)
        return False


def load_synonyms(
    text: str,
    cut: Callable[[str], Iterable[str]] | None = None,
    *,
    corpus: Iterable[str] = (),
    tails: Mapping[str, tuple[str, ...]] | None = None,
) -> Synonyms:
    """Read the text of seeds/synonyms.tsv: word, variants separated by "|".

    Args:
        text: the table.
        cut: cuts a text into words.
        corpus: the texts over which terms are counted.
        tails: words with the longer words of other work that end in them.
    """
    rows = csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = {v: row["word"] for row in rows for v in row["variants"].split("|")}
    plain = Synonyms(words, cut, tails=tails or {})
    counts: Counter[str] = Counter()
    total = 0
    for each in corpus:
        counts.update(plain.terms_of(each))
        total += 1
    return Synonyms(words, cut, Rarity(counts, total), tails or {})


def runs_of(text: str) -> list[str]:
    """Give the unbroken stretches of Chinese, or of Latin letters and digits, in *text*."""
    return _RUNS.findall(text.lower())


def terms_of(text: str) -> list[str]:
    """Give the terms of *text*: Latin words whole, Chinese as overlapping pairs (or one sign)."""
    found: list[str] = []
    for run in runs_of(text):
        if run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found
