"""The lexicon in force: the seed tables and what operators have corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.matching.classification import OCCUPATION
from jobmatch.matching.lexicon import Entry, Lexicon, Source
from jobmatch.matching.occupations import OccupationIndex
from jobmatch.matching.texts import Cleaner
from jobmatch.matching.tokens import Cutter
from jobmatch.services import seeds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def load_cleaner() -> Cleaner:
    """Give the cleaner of titles and phrases with the noise words of the seeds."""
    return Cleaner(seeds.noise())


def load_lexicon(cleaner: Cleaner) -> Lexicon:
    """Build the lexicon from the seed tables alone."""
    occupations = {each.code: each for each in seeds.occupations()}
    entries: list[Entry] = []
    for each in occupations.values():
        if each.level == OCCUPATION:
            entries.append(Entry(cleaner.clean(each.name), (each.code,), Source.NAME, each.name))
            entries.extend(
                Entry(cleaner.clean(alias), (each.code,), Source.ALIAS, alias)
                for alias in each.aliases
            )
    entries.extend(
        Entry(cleaner.clean(text), codes, source, text)
        for source, text, codes in seeds.learned_words()
    )
    return Lexicon(occupations, tuple(e for e in entries if e.text), seeds.fingerprint())


def load_index(corrections: Iterable[tuple[str, str]] = ()) -> OccupationIndex:
    """Build the occupation index from the seeds and *corrections* (text as written, code)."""
    cleaner = load_cleaner()
    learned = [
        Entry(cleaner.clean(text), (code,), Source.CORRECTION, text) for text, code in corrections
    ]
    return OccupationIndex(load_lexicon(cleaner).with_entries(learned), cleaner)


def load_cutter(cache_folder: Path | None = None) -> Cutter:
    """Give a cutter that keeps the words of the lexicon whole; loads at its first cut."""
    names = [word for each in seeds.occupations() for word in (each.name, *each.aliases)]
    return Cutter(
        [*names, *(text for source, text, _ in seeds.learned_words() if source is Source.WORKER)],
        cache_folder=cache_folder,
    )
