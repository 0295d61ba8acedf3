"""Words that a search may name: those of the lexicon, and those of the postings at hand."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from jobmatch.matching.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONGEST = 8
_MOST_FOR_SIGN = 30
_TAIL = re.compile(r"[一-鿿][工厂]")
FAN_WEIGHT = 0.95
"""A place of work (超市, 电子厂) names several occupations, each a little weaker."""


@dataclass(frozen=True)
class SearchWords:
    """Known words, to find them inside a phrase, and the terms of titles."""

    known: frozenset[str]
    title_terms: frozenset[str]
    longest: int
    by_sign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Chinese sign → the terms of titles that hold it, the most frequent first."""

    @classmethod
    def build(cls, words: Iterable[str], titles: Iterable[str]) -> SearchWords:
        """Build from cleaned *words* of the lexicon and the *titles* of the postings at hand."""
        known = frozenset(word for word in words if len(word) > 1)
        longest = max((len(w) for w in known if len(w) <= _LONGEST), default=1)
        counts = Counter(term for title in titles for term in terms_of(title))
        by_sign: dict[str, list[str]] = defaultdict(list)
        for term, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            for sign in dict.fromkeys(term if not term.isascii() else ""):
                by_sign[sign].append(term)
        found = {sign: tuple(held[:_MOST_FOR_SIGN]) for sign, held in by_sign.items()}
        return cls(known, frozenset(counts), longest, found)

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

    def spans(self, phrase: str, start: int, end: int) -> bool:
        """Tell whether a known word of *phrase* reaches beyond the signs *start* to *end*."""
        return any(
            phrase[first:last] in self.known
            for first in range(max(0, end - self.longest), start + 1)
            for last in range(end, min(len(phrase), first + self.longest) + 1)
            if last - first > end - start
        )

    def knows(self, phrase: str) -> bool:
        """Tell whether *phrase* is a word of the lexicon or stands whole in titles."""
        return phrase in self.known or self.coverage(phrase) == 1.0

    def coverage(self, phrase: str) -> float:
        """Give the share of the terms of *phrase* that titles hold, 0 to 1."""
        terms = terms_of(phrase)
        return sum(t in self.title_terms for t in terms) / len(terms) if terms else 0.0

    def may_hold(self, phrase: str, share: float) -> bool:
        """Tell whether titles hold at least *share* of *phrase*; True without any title at hand.

        Wishes of the register are read without titles, so that their reading depends on the word
        tables alone.
        """
        return not self.title_terms or self.coverage(phrase) >= share


@dataclass(frozen=True)
class Workplaces:
    """Words for a place of work or a whole trade, beside the lexicon's own."""

    codes: Mapping[str, tuple[tuple[str, float], ...]]
    """Word → (code, weight) of every occupation that it may mean."""
    places: frozenset[str]
    """Words for places (超市, 电子厂): they tell where, not what, when a trade stands beside."""
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Word → codes, or beginnings of codes with the dash after them (``6-29-01-``), of the work
    that who refuses the word refuses: everything done at a place, the first meaning of a trade."""


def load_workplaces(text: str, members: Mapping[str, Sequence[str]]) -> Workplaces:
    """Read the text of seeds/workplaces.tsv: word, kind (place, trade or ban), codes.

    A ban (厂, 车间) is a place too wide to ask for: it only tells what is refused with it.

    *members* gives the occupations of a three-level group ``a-bb-cc``; a shorter prefix (``6-11``)
    means all its groups.
    """
    read: dict[str, tuple[tuple[str, float], ...]] = {}
    places: set[str] = set()
    refused: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        codes: dict[str, float] = {}
        named = row["codes"].split(",")
        field_of = named[0][: len("a-bb")] if row["kind"] == "trade" else ""
        alike = [code for code in named if code.startswith(field_of)]
        refused[row["word"]] = tuple(map(_beginning, alike))
        if row["kind"] == "ban":
            continue
        for code in named:
            for group, inside in members.items():
                if code.startswith(group) or group.startswith(code):
                    codes.update({m: FAN_WEIGHT for m in inside if m.startswith(code)})
        read[row["word"]] = tuple(codes.items())
        if row["kind"] == "place":
            places.add(row["word"])
    return Workplaces(read, frozenset(places), refused)


def _beginning(code: str) -> str:
    return code if len(code) == len("a-bb-cc-dd") else f"{code}-"


def other_tails(meanings: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Give the words that a word of other work, one sign longer, ends in: 车工 → 叉车工.

    *meanings* gives the codes of each known word. One sign alone is no word, so it belongs to what
    follows: 养护工 is 养护 and 工, not 养 and 护工. In 工地电工 the tail is what it says.
    """
    groups = {word: {code[: len("a-bb-cc")] for code in codes} for word, codes in meanings.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(groups):
        tail = word[1:]
        if _TAIL.fullmatch(tail) and not groups[word] & groups.get(tail, groups[word]):
            found[tail].append(word)
    return {tail: tuple(words) for tail, words in found.items()}


def _inside_latin(phrase: str, start: int, end: int) -> bool:
    before, after = phrase[start - 1 : start], phrase[end : end + 1]
    return (phrase[start].isascii() and before.isascii() and before.isalnum()) or (
        phrase[end - 1].isascii() and after.isascii() and after.isalnum()
    )
