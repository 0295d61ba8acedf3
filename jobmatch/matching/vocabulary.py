"""Words that a search may name: those of the lexicon, and those of the postings at hand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from jobmatch.matching.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONGEST = 8
FAN_WEIGHT = 0.95
"""A place of work (超市, 电子厂) names several occupations, each a little weaker."""


@dataclass(frozen=True)
class SearchWords:
    """Known words, to find them inside a phrase, and the terms of titles."""

    known: frozenset[str]
    title_terms: frozenset[str]
    longest: int

    @classmethod
    def build(cls, words: Iterable[str], titles: Iterable[str]) -> SearchWords:
        """Build from cleaned *words* of the lexicon and the *titles* of the postings at hand."""
        known = frozenset(word for word in words if len(word) > 1)
        longest = max((len(w) for w in known if len(w) <= _LONGEST), default=1)
        terms = frozenset(term for title in titles for term in terms_of(title))
        return cls(known, terms, longest)

    def segment(self, phrase: str) -> list[str]:
        """Give the known words inside *phrase*, longest first at each position, in order.

        A Latin word counts only where it stands alone: "baojie" does not hold "ie".
        """
        found: list[str] = []
        start = 0
        while start < len(phrase):
            for size in range(min(self.longest, len(phrase) - start), 1, -1):
                piece = phrase[start : start + size]
                if piece in self.known and not _inside_latin(phrase, start, start + size):
                    found.append(piece)
                    start += size
                    break
            else:
                start += 1
        return found

    def knows(self, phrase: str) -> bool:
        """Tell whether *phrase* is a word of the lexicon or stands whole in titles."""
        return phrase in self.known or self.coverage(phrase) == 1.0

    def coverage(self, phrase: str) -> float:
        """Give the share of the terms of *phrase* that titles hold, 0 to 1."""
        terms = terms_of(phrase)
        return sum(t in self.title_terms for t in terms) / len(terms) if terms else 0.0


@dataclass(frozen=True)
class Workplaces:
    """Words for a place of work or a whole trade, beside the lexicon's own."""

    codes: Mapping[str, tuple[tuple[str, float], ...]]
    """Word → (code, weight) of every occupation that it may mean."""
    places: frozenset[str]
    """Words for places (超市, 电子厂): they tell where, not what, when a trade stands beside."""


def load_workplaces(text: str, members: Mapping[str, Sequence[str]]) -> Workplaces:
    """Read the text of seeds/workplaces.tsv: word, kind (place or trade), codes.

    *members* gives the occupations of a three-level group ``a-bb-cc``; a shorter prefix (``6-11``)
    means all its groups.
    """
    read: dict[str, tuple[tuple[str, float], ...]] = {}
    places: set[str] = set()
    for row in csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        codes: dict[str, float] = {}
        for code in row["codes"].split(","):
            for group, inside in members.items():
                if code.startswith(group) or group.startswith(code):
                    codes.update({m: FAN_WEIGHT for m in inside if m.startswith(code)})
        read[row["word"]] = tuple(codes.items())
        if row["kind"] == "place":
            places.add(row["word"])
    return Workplaces(read, frozenset(places))


def _inside_latin(phrase: str, start: int, end: int) -> bool:
    before, after = phrase[start - 1 : start], phrase[end : end + 1]
    return (phrase[start].isascii() and before.isascii() and before.isalnum()) or (
        phrase[end - 1].isascii() and after.isascii() and after.isalnum()
    )
