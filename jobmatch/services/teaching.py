"""What people taught, laid over an index: only what an alias may change is read anew.

The index of the word tables alone is built once; for each centre and each new alias it is renewed
in a fraction of a second, and an index without the alias is the one from before, to the last bit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.matching import facts
from jobmatch.matching.lexicon import Source
from jobmatch.matching.memories import Memory
from jobmatch.matching.renewals import renewed
from jobmatch.matching.taught import TaughtIndex
from jobmatch.matching.vocabulary import SearchWords
from jobmatch.services import lexicon
from jobmatch.services.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.matching.profiles import PostingProfile
    from jobmatch.matching.searches import Heard
    from jobmatch.matching.terms import Synonyms
    from jobmatch.services.indexes import Index, Words

_LATIN = re.compile(r"[A-Za-z]{2}")


class Teaching:
    """Aliases over *words*: the words with them, and which readings they may change."""

    def __init__(self, words: Words, aliases: Iterable[tuple[str, str]]) -> None:
        entries = lexicon.taught_entries(aliases)
        self.words = lexicon.teach(words, aliases)
        self.texts = tuple(entry.text for entry in entries)
        self._index = TaughtIndex(lexicon.table_index(), entries)
        self._signs = frozenset("".join(self.texts))
        self._phrases: Memory[str, bool] = Memory(facts.MOST_PHRASES)
        listed = _listed_words()
        self._inside = (
            *(word for text in self.texts for word in listed.get(text, ())),
            *filter(self.changes_phrase, words.knowledge.workplaces.codes),
        )

    def changes_phrase(self, text: str) -> bool:
        """Tell whether *text* may be read otherwise than by the tables."""
        changes = self._phrases.get(text)
        if changes is None:
            cleaned = lexicon.load_cleaner().clean(text)
            changes = cleaned in self.texts or self._index.is_near(text)
            self._phrases.keep(text, changes)
        return changes

    def changes_posting(self, profile: PostingProfile) -> bool:
        """Tell whether the posting may be read otherwise: its title, or a word inside it."""
        told = f"{profile.title}\n{profile.description}"
        return self.changes_phrase(profile.title) or any(word in told for word in self._inside)

    def changes_wish(self, said: str) -> bool:
        """Tell whether the wish may be read otherwise; too often rather than too seldom.

        A piece of it is read otherwise only when it shares a sign with an alias; letters may be
        the sound of any sign.
        """
        return not self._signs.isdisjoint(said) or _LATIN.search(said) is not None


class TaughtReadings(Readings):
    """Readings under *teaching*; whatever no alias may change is left to the readings *before*."""

    def __init__(self, before: Readings, teaching: Teaching) -> None:
        super().__init__(teaching.words)
        self._before = before
        self._teaching = teaching

    @property
    def made(self) -> int:
        """How many readings of the tables were not kept yet; those under aliases never are."""
        return self._before.made

    def posting(self, profile: PostingProfile) -> facts.PostingFacts:
        """Read a posting."""
        if self._teaching.changes_posting(profile):
            return super().posting(profile)
        return self._before.posting(profile)

    def hear(self, said: str) -> Heard:
        """Read what the register holds of somebody's wishes."""
        changes = self._teaching.changes_wish(said)
        return super().hear(said) if changes else self._before.hear(said)

    def synonyms(self) -> Synonyms:
        """Give the synonyms for a frame of the postings read so far; no alias is one."""
        return self._before.synonyms()

    def keep(self, session: Session) -> int:
        """Store the readings of the tables that are new."""
        return self._before.keep(session)

    def prune(self, session: Session) -> int:
        """Drop the readings of the tables that nobody asked for."""
        return self._before.prune(session)

    def _find(self, text: str) -> Sequence[facts.Hit]:
        if self._teaching.changes_phrase(text):
            return super()._find(text)
        return self._before._find(text)  # noqa: SLF001 - another reader of our own class


def teach_index(index: Index, aliases: Sequence[tuple[str, str]]) -> Index:
    """Lay *aliases* over *index*, which was built of the word tables alone."""
    teaching = Teaching(index.words, aliases)
    if not teaching.texts:
        return index
    readings = TaughtReadings(index.readings, teaching)
    changed = changed_postings(index, teaching, readings)
    known = SearchWords.build((*index.search_words.known, *teaching.texts), ())
    return replace(
        index,
        words=teaching.words,
        search_words=replace(known, title_terms=index.search_words.title_terms),
        corrections=index.corrections.knowing(lexicon.sounding(teaching.texts)),
        postings=renewed(index.postings, changed) if changed else index.postings,
        readings=readings,
    )


def changed_postings(
    index: Index, teaching: Teaching, readings: Readings
) -> Mapping[int, facts.PostingFacts]:
    """Give row → facts of the postings of *index* that are read otherwise under *teaching*."""
    changed: dict[int, facts.PostingFacts] = {}
    for row, before in enumerate(index.postings.postings):
        if teaching.changes_posting(before.profile):
            read = readings.posting(before.profile)
            if read != before:
                changed[row] = read
    return changed


@lru_cache(maxsize=1)
def _listed_words() -> Mapping[str, tuple[str, ...]]:
    """Map each cleaned text to the words that are looked for inside postings and mean it."""
    clean = lexicon.load_cleaner().clean
    found: dict[str, dict[str, None]] = {}
    for entry in lexicon.table_index().lexicon.entries:
        if entry.source is not Source.TITLE:
            found.setdefault(clean(entry.text), {})[entry.text] = None
    return {text: tuple(words) for text, words in found.items()}
