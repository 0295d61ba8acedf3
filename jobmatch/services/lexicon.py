"""The lexicon in force: the seed tables, and laid over them what people taught."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.matching import facts, taught
from jobmatch.matching.classification import OCCUPATION
from jobmatch.matching.lexicon import Entry, Lexicon, Source
from jobmatch.matching.occupations import OccupationIndex
from jobmatch.matching.texts import Cleaner
from jobmatch.matching.tokens import Cutter
from jobmatch.services import seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from jobmatch.matching.facts import Hit
    from jobmatch.services.indexes import Words

Aliases = tuple[tuple[str, str], ...]
"""(text, occupation code) of each alias, in a fixed order."""
READINGS = 30
"""Occupations that are asked for per text; enough for the widest fan."""
_ALIAS_WEIGHT, _LONGEST_MEANT = 0.5, 6
BESIDE_TAUGHT = 0.9
"""How much a reading of the tables counts beside what people taught of the same text."""


@dataclass(frozen=True, slots=True)
class _Reading:
    code: str
    score: float


@lru_cache(maxsize=1)
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


@lru_cache(maxsize=1)
def table_index() -> OccupationIndex:
    """Give the occupation index of the seed tables alone, built once per process."""
    cleaner = load_cleaner()
    return OccupationIndex(load_lexicon(cleaner), cleaner)


def load_index(corrections: Iterable[tuple[str, str]] = ()) -> OccupationIndex:
    """Give the occupation index of the seeds, under *corrections* (text as written, code)."""
    entries = taught_entries(corrections)
    return taught.TaughtIndex(table_index(), entries) if entries else table_index()


def taught_entries(aliases: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Give the entries of *aliases* (text as written or cleaned, code); unknown codes are left."""
    clean, index = load_cleaner().clean, table_index()
    pairs = ((clean(text), code) for text, code in aliases)
    return taught.entries_of(
        (text, code) for text, code in pairs if text and index.lexicon.expand(code)
    )


def teach(words: Words, aliases: Iterable[tuple[str, str]]) -> Words:
    """Lay *aliases* over *words* of the seed tables; takes milliseconds, whatever their number.

    A text far from every alias is read as before, with what *words* remember of it.
    """
    entries = taught_entries(aliases)
    if not entries:
        return words
    find = _taught_finder(words, entries)
    texts = tuple(entry.text for entry in entries)
    told = repr([(entry.text, entry.codes) for entry in entries]).encode()
    return replace(
        words,
        knowledge=replace(words.knowledge, find=find, cache=facts.phrases()),
        known=(*words.known, *(set(texts) - set(words.known))),
        sounds=words.sounds.knowing(sounding(texts)),
        version=f"{words.version}+{hashlib.sha256(told).hexdigest()[:12]}",
    )


def sounding(texts: Iterable[str]) -> dict[str, float]:
    """Give the weights with which *texts* of aliases may be meant by their sound."""
    return {text: _ALIAS_WEIGHT for text in texts if 1 < len(text) <= _LONGEST_MEANT}


def _taught_finder(words: Words, entries: Sequence[Entry]) -> Callable[[str], Sequence[Hit]]:
    tables, clean = table_index(), load_cleaner().clean
    index = taught.TaughtIndex(tables, entries)
    said = {entry.text: entry.codes for entry in entries}
    by_text = tables.lexicon.by_text

    def find(text: str) -> Sequence[Hit]:
        cleaned = clean(text)
        listed = any(e.source is not Source.TITLE for e in by_text.get(cleaned, ()))
        codes = said.get(cleaned)
        if codes is not None:
            beside = words.knowledge.read(text) if listed else ()
            return _fanned({m for code in codes for m in tables.lexicon.expand(code)}, beside)
        if listed or not index.is_near(text):
            return [_Reading(code, score) for code, score in words.knowledge.read(text)]
        return index.find(text, top=READINGS)

    return find


def _fanned(taught_codes: set[str], beside: Iterable[tuple[str, float]]) -> list[_Reading]:
    scores: Mapping[str, float] = {
        **{code: BESIDE_TAUGHT * score for code, score in beside},
        **dict.fromkeys(sorted(taught_codes), 1.0),
    }
    return [_Reading(code, score) for code, score in scores.items()]


def load_cutter(cache_folder: Path | None = None) -> Cutter:
    """Give a cutter that keeps the words of the lexicon whole; loads at its first cut."""
    names = [word for each in seeds.occupations() for word in (each.name, *each.aliases)]
    said = (text for source, text, _ in seeds.learned_words() if source is Source.WORKER)
    return Cutter(
        [*names, *said, *seeds.words("lexicon/whole.txt")],
        cache_folder=cache_folder,
    )
