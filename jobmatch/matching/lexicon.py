"""The lexicon: which words mean which occupations, where each word comes from.

The alias lexicon is the core asset of finding occupations (plain fuzzy matching finds a fifth of
what workers say). A word that means several things keeps all its codes; nothing picks one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jobmatch.matching.classification import OCCUPATION, Occupation, group_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet


class Source(StrEnum):
    """Where an entry comes from; also decides how the reason is told."""

    NAME = "name"
    ALIAS = "alias"
    TRADE = "trade"
    WORKER = "worker"
    PHRASE = "phrase"
    TITLE = "title"
    CORRECTION = "correction"


LEARNED = frozenset(Source) - {Source.NAME}
"""Sources whose rows a cross-check drops when they equal a text under test."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cleaned text with the codes that it may mean, and the text as it was written."""

    text: str
    codes: tuple[str, ...]
    source: Source
    written: str


@dataclass(frozen=True)
class Lexicon:
    """Occupations and the words for them, immutable; derived views are built at first use."""

    occupations: dict[str, Occupation]
    entries: tuple[Entry, ...]
    version: str = field(default="")

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Map each three-level group ``a-bb-cc`` to the codes of its occupations."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, each in self.occupations.items():
            if each.level == OCCUPATION:
                found[group_of(code)].append(code)
        return {group: tuple(codes) for group, codes in found.items()}

    @cached_property
    def by_text(self) -> dict[str, tuple[Entry, ...]]:
        """Map each cleaned text to all entries that carry it."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.text].append(entry)
        return {text: tuple(entries) for text, entries in found.items()}

    @cached_property
    def meanings(self) -> dict[str, frozenset[str]]:
        """Map each cleaned text to all occupations that it may mean; titles seen alone are out."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            if entry.source is not Source.TITLE:
                found[entry.text].update(c for code in entry.codes for c in self.expand(code))
        return {text: frozenset(codes) for text, codes in found.items()}

    def expand(self, code: str) -> tuple[str, ...]:
        """Give the occupations that *code* means: itself, or the members of a group code."""
        known = self.occupations.get(code)
        if known is not None and known.level == OCCUPATION:
            return (code,)
        members = self.members.get(group_of(code))
        if members is not None:
            return members
        major = code[: len("a-bb-")]
        return tuple(
            c for group, codes in self.members.items() if group.startswith(major) for c in codes
        )

    def name_of(self, code: str) -> str:
        """Give the Chinese name of *code*, or the code itself when it is unknown."""
        known = self.occupations.get(code) or self.occupations.get(f"{code}-00")
        return known.name if known else code

    def without(self, texts: AbstractSet[str]) -> Lexicon:
        """Give the lexicon without learned entries whose cleaned text is one of *texts*."""
        return Lexicon(
            self.occupations,
            tuple(e for e in self.entries if e.source not in LEARNED or e.text not in texts),
            self.version,
        )

    def without_sources(self, sources: AbstractSet[Source]) -> Lexicon:
        """Give the lexicon without the entries that come from *sources*."""
        kept = tuple(entry for entry in self.entries if entry.source not in sources)
        return Lexicon(self.occupations, kept, self.version)

    def with_entries(self, entries: Iterable[Entry]) -> Lexicon:
        """Give the lexicon with more *entries*, such as operators' corrections."""
        return Lexicon(self.occupations, (*self.entries, *entries), self.version)
