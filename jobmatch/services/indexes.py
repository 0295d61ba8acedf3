"""What matching holds in memory: the word tables read once, and the postings as columns.

An index is a value: it is built for a set of postings and handed in by the edges; a process that
sees another version builds a new one. Nothing here is global but the word tables of the seeds.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from jobmatch import resources
from jobmatch.domain.places import Regions
from jobmatch.matching import (
    conditions,
    demands,
    facts,
    homophones,
    searches,
    terms,
    vocabulary,
)
from jobmatch.matching.corrections import Corrections
from jobmatch.matching.frames import PostingFrame
from jobmatch.matching.lexicon import Source
from jobmatch.matching.similarity import Speller
from jobmatch.matching.wishes import Places
from jobmatch.services import collecting, lexicon, seeds, versions
from jobmatch.services.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jobmatch.matching.facts import Knowledge
    from jobmatch.matching.occupations import OccupationIndex
    from jobmatch.matching.profiles import PostingProfile
    from jobmatch.matching.searches import Heard
    from jobmatch.matching.terms import Synonyms
    from jobmatch.matching.texts import Cleaner
    from jobmatch.matching.vocabulary import SearchWords
    from jobmatch.services.lexicon import Aliases

_MEMBER_SCORE = 0.9
MOST_TAUGHT = 6
"""Sets of aliases whose index a process keeps: one for each centre that has taught of late."""
READINGS = 30
"""Occupations that are asked for per text; enough for the widest fan."""
_SAID = frozenset({Source.WORKER, Source.PHRASE, Source.TRADE})
_TRADE_WORDS = _SAID | {Source.NAME}
_BRACKETS = re.compile(r"[（(].*?[)）]")
_LONGEST_MEANT = 6
_STANDS_WHOLE, _STANDS_INSIDE, _SAID_WEIGHT, _ALIAS_WEIGHT, _PLACE_WEIGHT = 3.0, 2.0, 1.0, 0.5, 0.8


@dataclass(frozen=True)
class Words:
    """The word tables and what is derived from them, whatever the postings."""

    knowledge: Knowledge
    known: tuple[str, ...]
    meant: dict[str, float]
    titles: tuple[str, ...]
    """Titles of the seeds: a fixed corpus that tells which words postings use."""
    synonyms: Synonyms
    speller: Speller
    places: Places
    sounds: Corrections
    """What a word of the register may have been meant to be, by its sound."""
    version: str
    """Of the tables, the operators' corrections and the program that reads with them."""

    def around(self, places: Sequence[str]) -> Words:
        """Give the words with further *places* of local addresses (communities)."""
        local = tuple(places)
        if local == self.places.words:
            return self
        return replace(
            self,
            places=replace(self.places, words=local),
            version=versions.of(self.version, local),
        )

    def hear(self, text: str) -> Heard:
        """Read what the register holds of somebody's wishes, whatever postings are at hand.

        A wish of the register means the same tomorrow, when other postings are open: were it read
        with their titles, each new posting could change the matches of every worker.
        """
        return searches.hear(
            text,
            knowledge=self.knowledge,
            words=self._register_words,
            places=self.places,
            corrections=self.sounds,
        )

    @cached_property
    def _register_words(self) -> SearchWords:
        return vocabulary.SearchWords.build(self.known, self.titles)


@dataclass(frozen=True)
class Index:
    """The word tables and a set of postings, ready for questions."""

    words: Words
    search_words: SearchWords
    corrections: Corrections
    postings: PostingFrame
    readings: Readings
    """Reads the register: what it read before is not read again."""

    @property
    def knowledge(self) -> Knowledge:
        """The word tables that reading needs."""
        return self.words.knowledge

    @property
    def conditions(self) -> tuple[str, ...]:
        """Keys of the columns of offered conditions."""
        return tuple(each.key for each in self.words.knowledge.conditions)

    def hear(self, text: str) -> Heard:
        """Read what somebody typed or said, with the words and titles of this index."""
        return searches.hear(
            text,
            knowledge=self.knowledge,
            words=self.search_words,
            places=self.words.places,
            corrections=self.corrections,
        )


class Holder:
    """Keeps the newest index of a process, and what is taught over it; the edges hand it in."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taught: OrderedDict[Aliases, Index] = OrderedDict()
        self._version: str | None = None
        self._index: Index | None = None

    def current(self, version: str, build: Callable[[Index | None], Index]) -> Index:
        """Give the index of *version*, built by *build* out of the one held when it is another."""
        with self._lock:
            if self._index is None or self._version != version:
                self._index = build(self._index)
                self._version = version
                self._taught.clear()
            return self._index

    def under(
        self, index: Index, aliases: Aliases, lay: Callable[[Index, Aliases], Index]
    ) -> Index:
        """Give *index* with *aliases* laid over it by *lay*; the last few are kept."""
        with self._lock:
            if index is not self._index:
                return lay(index, aliases)
            if aliases not in self._taught:
                self._taught[aliases] = lay(index, aliases)
            self._taught.move_to_end(aliases)
            if len(self._taught) > MOST_TAUGHT:
                self._taught.popitem(last=False)
            return self._taught[aliases]


def load_words(corrections: tuple[tuple[str, str], ...] = ()) -> Words:
    """Read the seed tables, about two seconds; *corrections* (text, code) are laid over them."""
    # A default and the same argument written out are two keys of a cache: hence one of its own.
    return _taught_words(corrections)


@lru_cache(maxsize=2)
def _taught_words(corrections: tuple[tuple[str, str], ...]) -> Words:
    if corrections:
        return lexicon.teach(load_words(), corrections)
    with collecting.paused():
        return _loaded()


def _loaded() -> Words:
    index = lexicon.load_index()
    entries = [entry for entry in index.lexicon.entries if entry.source is not Source.TITLE]
    places_of_work = vocabulary.load_workplaces(_text("workplaces.tsv"), index.lexicon.members)
    trades = [entry.text for entry in entries if entry.source in _TRADE_WORDS]
    trades += [word for word in places_of_work.codes if word not in places_of_work.places]
    knowledge = facts.Knowledge(
        find=_finder(index, lexicon.load_cleaner()),
        demands=demands.load_demands(_text("physical_demands.csv")),
        conditions=conditions.load_conditions(_text("conditions.tsv")),
        welfare=facts.load_welfare(_text("welfare_groups.csv")),
        names={
            key: each.name
            for code, each in index.lexicon.occupations.items()
            for key in (code, code.removesuffix("00").removesuffix("00-"))
        },
        workplaces=places_of_work,
        segment=vocabulary.SearchWords.build(trades, ()).segment,
        skilled=tuple(row["prefix"] for row in seeds.rows("skilled_trades.csv")),
    )
    meant = {
        entry.text: _SAID_WEIGHT if entry.source in _SAID else _ALIAS_WEIGHT
        for entry in sorted(entries, key=lambda entry: entry.source in _SAID)
        if 1 < len(entry.text) <= _LONGEST_MEANT
    }
    meant.update(dict.fromkeys(places_of_work.codes, _SAID_WEIGHT))
    regions = Regions.from_rows(seeds.rows("regions.csv"))
    for name in _place_names():
        meant.setdefault(name, _PLACE_WEIGHT)
    titles = tuple(e.written for e in index.lexicon.entries if e.source is Source.TITLE)
    return Words(
        knowledge=knowledge,
        known=tuple({entry.text for entry in entries} | set(places_of_work.codes)),
        meant=meant,
        titles=titles,
        synonyms=terms.load_synonyms(
            _text("synonyms.tsv"),
            lexicon.load_cutter().search_terms,
            corpus=[e.text for e in index.lexicon.entries if e.source is Source.TITLE],
            tails=vocabulary.other_tails(index.lexicon.meanings),
        ),
        speller=Speller((entry.text for entry in entries), homophones.syllables),
        places=Places(regions, seeds.HOME_COUNTY),
        sounds=Corrections(_weighed(meant, _plain(titles)), homophones.syllables),
        version=versions.of(versions.word_tables(), versions.engine()),
    )


@lru_cache(maxsize=2)
def local_words(corrections: tuple[tuple[str, str], ...], places: tuple[str, ...]) -> Words:
    """Give load_words() with further *places*; what reading the register needs is built once."""
    return load_words(corrections).around(places)


def build_index(
    postings: Iterable[PostingProfile],
    words: Words,
    *,
    places: Sequence[str] = (),
    readings: Readings | None = None,
) -> Index:
    """Build the index of *postings*.

    Args:
        postings: the postings, in the order that the index keeps.
        words: the word tables.
        places: further words of addresses (communities).
        readings: readings with the same words and places that are kept; None reads all anew.
    """
    words = words.around(places) if places else words
    readings = readings or Readings(words)
    with collecting.paused():
        return _built(postings, words, readings)


def _built(postings: Iterable[PostingProfile], words: Words, readings: Readings) -> Index:
    read = [readings.posting(profile) for profile in postings]
    titles = _plain(each.profile.title for each in read)
    return Index(
        words=words,
        search_words=vocabulary.SearchWords.build(words.known, [f.profile.title for f in read]),
        corrections=Corrections(_weighed(words.meant, titles), homophones.syllables),
        postings=PostingFrame(read, readings.synonyms(), words.speller),
        readings=readings,
    )


def _plain(titles: Iterable[str]) -> list[str]:
    """Give *titles* without what stands in brackets."""
    return [_BRACKETS.sub("", title) for title in titles]


def _weighed(meant: dict[str, float], titles: Sequence[str]) -> dict[str, float]:
    """Weigh what may be meant: words that titles hold win among words of one sound."""
    whole = Counter(title for title in titles if title)
    weights = {**dict.fromkeys(whole, _SAID_WEIGHT), **meant}
    inside: Counter[str] = Counter()
    for title, count in whole.items():
        pieces = {
            title[i:j]
            for i in range(len(title))
            for j in range(i + 2, min(len(title), i + _LONGEST_MEANT) + 1)
        }
        inside.update({piece: count for piece in pieces if piece in weights})
    return {
        word: weight
        + _STANDS_INSIDE * inside[word] ** 0.5
        + (_STANDS_WHOLE if word in whole else 0.0)
        for word, weight in weights.items()
    }


@dataclass(frozen=True, slots=True)
class _Exact:
    """One occupation that a known word means; a word for a group means its members a bit less."""

    code: str
    score: float


def _finder(index: OccupationIndex, cleaner: Cleaner) -> facts.Finder:
    """Find occupations: a known word means all its codes alike, other texts by their neighbours."""
    known = index.lexicon.by_text

    def find(text: str) -> Sequence[facts.Hit]:
        entries = known.get(cleaner.clean(text), ())
        exact: dict[str, float] = {}
        for entry in entries:
            if entry.source is not Source.TITLE:
                for code in entry.codes:
                    members = index.lexicon.expand(code)
                    score = 1.0 if len(members) == 1 else _MEMBER_SCORE
                    exact.update({m: max(score, exact.get(m, 0.0)) for m in members})
        if exact:
            return [_Exact(code, score) for code, score in exact.items()]
        return index.find(text, top=READINGS)

    return find


def _place_names() -> list[str]:
    """Give short names of provinces, cities and the counties of the home city."""
    home_city = seeds.HOME_COUNTY[:4]
    return [
        re.sub(r"(?:省|市|区|县|自治县|自治州|地区)$", "", row["name"])
        for row in seeds.rows("regions.csv")
        if row["level"] in ("province", "city")
        or (row["level"] == "county" and row["code"].startswith(home_city))
    ]


def _text(name: str) -> str:
    return (resources.folder("seeds") / name).read_text(encoding="utf-8")
