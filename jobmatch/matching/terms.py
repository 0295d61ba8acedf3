"""Texts as terms, and words of one meaning written as one (娃娃, 小孩, 儿童 → 孩子).

Terms are what titles, descriptions and questions are compared by where occupations do not decide:
Latin words whole, Chinese as overlapping pairs of characters, so that words in the middle of a
longer word and unknown words are found too, and the longer words that the cutter knows beside
them, so that a whole trade weighs more than its syllables.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_RUNS = re.compile(r"[一-鿿]+|[a-z0-9+#]+")


@dataclass(frozen=True)
class Synonyms:
    """Variant → word of the same meaning; longer variants are replaced first."""

    words: Mapping[str, str] = field(default_factory=dict)
    cut: Callable[[str], Iterable[str]] | None = None
    """Cuts a text into words that are terms beside the pairs; None leaves the pairs alone."""

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
        return list(dict.fromkeys((*terms_of(text), *self.meant(text))))

    def meant(self, text: str) -> list[str]:
        """Give the terms of *text* as it is meant, for a question."""
        unified = self.unify(text)
        words = self.cut(unified) if self.cut else ()
        return list(dict.fromkeys((*terms_of(unified), *(w for w in words if len(w) > 1))))


def load_synonyms(text: str, cut: Callable[[str], Iterable[str]] | None = None) -> Synonyms:
    """Read the text of seeds/synonyms.tsv: word, variants separated by "|"; *cut* cuts words."""
    rows = csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return Synonyms({v: row["word"] for row in rows for v in row["variants"].split("|")}, cut)


def terms_of(text: str) -> list[str]:
    """Give the terms of *text*: Latin words whole, Chinese as overlapping pairs (or one sign)."""
    found: list[str] = []
    for run in _RUNS.findall(text.lower()):
        if run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found
