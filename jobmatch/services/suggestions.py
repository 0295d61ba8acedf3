"""Words suggested while somebody types: kept beside the index, counted in the present question.

What stands before the last word of the question is read as a question of its own: its limits,
places and kinds of employers narrow what is counted, its work does not (another wish adds to it).
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from jobmatch.matching import conditions, facts, homophones
from jobmatch.matching.facts import read_want
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.reasons import FIT_FROM
from jobmatch.matching.scoring import Part
from jobmatch.matching.searches import strip_fillers
from jobmatch.matching.spellings import Spellings
from jobmatch.matching.standings import stand
from jobmatch.matching.suggestions import Entry, Suggestion, SuggestionKind, Suggestions
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.matching.factors import Array
    from jobmatch.matching.profiles import Want
    from jobmatch.services.indexes import Index, Words

LONGEST, _SHORTEST_END = 12, 2
"""Characters of a word worth suggesting, and of the end of a sentence that is looked for."""
_LAST = re.compile(r"(?:[A-Za-z][A-Za-z' ]*|[^\s，,、；;。！？!?A-Za-z]+)$")
_KEPT_FILTERS, _KEPT_INDEXES, _PREPARED = 256, 6, 2000
_BRACKETS = re.compile(r"[（(].*?[)）]")
_PAPERS = re.compile(r"[证照本]$|^有")
_NARROWING = (Part.PLACE, Part.KIND)


@dataclass(frozen=True, slots=True)
class Completion:
    """One suggestion and the whole question once it is taken."""

    text: str
    suggestion: Suggestion


@dataclass
class _Kept:
    """The suggestions of one index, and what earlier words of questions leave of its postings."""

    index: Index
    wants: Mapping[str, Want]
    """Words of work that stay while postings come and go."""
    spellings: Spellings
    suggestions: Suggestions
    filters: OrderedDict[str, Array]


class Holder:
    """Keeps the suggestions of the last few indexes of a process; the edges make one.

    There are several indexes at once where centres have taught words of their own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: list[_Kept] = []

    def of(self, index: Index) -> Suggestions:
        """Give the suggestions of *index*, built when it is new."""
        with self._lock:
            return self._keep(index).suggestions

    def narrowed(self, index: Index, words: str) -> Array:
        """Tell which postings of *index* the earlier *words* of a question leave (n, bool)."""
        with self._lock:
            filters = self._keep(index).filters
            if words not in filters:
                filters[words] = narrow(index, words)
                if len(filters) > _KEPT_FILTERS:
                    filters.popitem(last=False)
            return filters[words]

    def _keep(self, index: Index) -> _Kept:
        for kept in self._kept:
            if kept.index is index:
                return kept
        made = _build(index, self._kept)
        self._kept = [made, *self._kept][:_KEPT_INDEXES]
        return made


def complete(
    session: Session, *, text: str, area: Area, index: Index, holder: Holder
) -> list[Completion]:
    """Suggest words for the end of *text*, counted among the postings that *area* may see."""
    last = _LAST.search(text)
    if last is None:
        return []
    suggestions = holder.of(index)
    before = text[: last.start()]
    allowed = holder.narrowed(index, before.strip())
    if area.employer_id is not None:
        allowed = allowed & _own(session, area.employer_id, index)
    for skipped, typed, confused in _endings(last.group()):
        found = suggestions.suggest(typed, allowed=allowed, confused=confused)
        if found:
            return [Completion(f"{before}{skipped}{each.value}", each) for each in found]
    return []


def _endings(piece: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (left out, typed, by sound too) for *piece* and its shorter ends.

    我想找电焊 is about 电焊; 会煮 is about 煮 before it is about anything that sounds like it.
    """
    if piece.isascii():
        yield "", piece, True
        return
    bare = strip_fillers(piece)
    yield "", piece, False
    if bare and bare != piece and piece.endswith(bare):
        yield piece.removesuffix(bare), bare, False
    yield "", piece, True
    for start in range(1, len(piece) - _SHORTEST_END + 1):
        yield piece[:start], piece[start:], True


def _own(session: Session, employer_id: int, index: Index) -> Array:
    """Tell which postings of *index* are those of one employer (n, bool)."""
    own = session.scalars(select(Posting.id).where(Posting.employer_id == employer_id))
    return np.isin(index.postings.ids, np.fromiter(own, dtype=np.int64))


def _build(index: Index, before: Sequence[_Kept]) -> _Kept:
    """Gather what may be suggested for *index*: words of work, titles, conditions, places.

    What does not depend on the postings is taken from one built *before*, where there is one.
    """
    postings, knowledge = index.postings, index.knowledge
    wants, spellings = _words_of_work(index.words, before)
    titles = Counter(_BRACKETS.sub("", each.profile.title) for each in postings.postings)
    weights = _held(titles, {*wants, *titles})
    work = dict(wants)
    for title in sorted(titles):
        if 1 < len(title) <= LONGEST and title not in work:
            work[title] = read_want(title, knowledge)
    entries = {
        word: Entry(SuggestionKind.WORK, want=want, weight=weights[word])
        for word, want in work.items()
    }
    for number, each in enumerate(knowledge.conditions if len(postings) else ()):
        if each.name not in entries and conditions.find_asked(each.name, (each,)):
            offered = postings.offers[:, number] >= FIT_FROM
            entries[each.name] = Entry(SuggestionKind.WISH, postings=offered)
    for name, there in _places(index):
        entries.setdefault(name, Entry(SuggestionKind.PLACE, postings=there))
    own = tuple(entries)[len(wants) :]
    every = Spellings(own, homophones.syllables, base=spellings)
    suggestions = Suggestions(every, tuple(entries.values()), postings)
    suggestions.prepare(_PREPARED)
    index.corrections.prepare()
    return _Kept(index, wants, spellings, suggestions, OrderedDict())


def _words_of_work(words: Words, before: Sequence[_Kept]) -> tuple[Mapping[str, Want], Spellings]:
    """Give the words of the lexicon that are read as work, not as a condition or a paper."""
    for kept in before:
        if kept.index.knowledge is words.knowledge:
            return kept.wants, kept.spellings
    asked = words.knowledge.conditions
    known = [
        word
        for word in sorted(words.known)
        if 1 < len(word) <= LONGEST
        and not _PAPERS.search(word)
        and not conditions.find_asked(word, asked)
    ]
    wants = {word: read_want(word, words.knowledge) for word in known}
    return wants, Spellings(known, homophones.syllables)


def _held(titles: Counter[str], words: AbstractSet[str]) -> Counter[str]:
    """Count for each of *words* the titles that hold it."""
    held: Counter[str] = Counter()
    for title, count in titles.items():
        pieces = {
            title[start:end]
            for start in range(len(title))
            for end in range(start + 2, min(len(title), start + LONGEST) + 1)
        }
        held.update(dict.fromkeys(pieces & words, count))
    return held


def narrow(index: Index, words: str) -> Array:
    """Tell which postings break no limit of *words* and lie where they ask for (n, bool)."""
    if not words:
        return np.ones(len(index.postings), dtype=bool)
    profile = index.hear(words).for_worker(WorkerProfile(id=0)).profile
    person = facts.read_worker(
        replace(profile, wishes=replace(profile.wishes, wants=())), index.knowledge
    )
    standing = stand(person, index.postings, conditions=index.conditions)
    left = standing.permitted
    for part in _NARROWING:
        left = left & (standing.parts[part] >= 1.0)
    return left


def _places(index: Index) -> Iterator[tuple[str, Array]]:
    """Yield the places that some postings, not all, lie in: communities, regions of any size."""
    regions = index.words.places.regions
    codes = {each.profile.region_code for each in index.postings.postings}
    known = (region for code in codes if code and (region := regions.get(code)))
    names = {each.name for region in known for each in regions.lineage(region)}
    for name in sorted({*names, *index.words.places.words}):
        there = narrow(index, name)
        if there.any() and not there.all():
            yield name, there
