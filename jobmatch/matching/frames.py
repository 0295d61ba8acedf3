"""Facts as typed columns: one row per posting or worker, ready for whole-array arithmetic.

A frame never depends on the other side: the same posting gives the same row whether one worker or
a district is matched against it. Unknown numbers are NaN, unknown codes are -1.
"""

from __future__ import annotations

import math
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from scipy import sparse

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    PayUnit,
    PhysicalDemand,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching.classification import neighbour_degree
from jobmatch.matching.factors import Array, Classes, RowMemory, classify
from jobmatch.matching.facts import affirmed, words_of
from jobmatch.matching.permitted_ages import age_table
from jobmatch.matching.profiles import PostingProfile, monthly_pay
from jobmatch.matching.terms import Synonyms, runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import date

    from jobmatch.matching.facts import PostingFacts, WorkerFacts
    from jobmatch.matching.profiles import Wishes
    from jobmatch.matching.similarity import Speller

KeptT = TypeVar("KeptT")

REGIONS = tuple(WorkRegion)
KINDS = tuple(EmployerKind)
GROUPS = tuple(TargetGroup)
SHIFTS = tuple(Shift)
DEMANDS = (PhysicalDemand.LIGHT, PhysicalDemand.MEDIUM, PhysicalDemand.HEAVY)
CAPACITIES = tuple(LabourCapacity)
_PAIR = 2
TITLE_WEIGHT, WORDS_WEIGHT, EMPLOYER_WEIGHT = 1.0, 0.75, 0.6
"""How much a term counts by the field that holds it."""
_SHARED = frozenset({"vocabulary", "codes", "readings", "synonyms", "speller", "known", "places"})
"""What a part of a frame shares with the whole."""
DERIVED = ("by_freshness", "by_term", "by_trade", "memory", "papers", "trades")
"""What a frame works out from its columns when it is asked, and another one must not inherit."""
_MOST_KNOWN = 50_000
"""Spellings remembered: those of a district, not of every question ever typed."""


class PostingFrame:
    """Columns of postings; immutable after building.

    Attributes are arrays over the n postings in the order given. *vocabulary* maps a term to its
    column of *terms* (n × terms, field weights). *trade* (n) numbers the distinct sets of
    occupations; *readings* are the first, second … occupation of each set (sets × codes, degrees),
    one matrix each, so that the best reading of a pair can be taken by products.
    """

    def __init__(
        self,
        postings: Sequence[PostingFacts],
        synonyms: Synonyms | None = None,
        speller: Speller | None = None,
    ) -> None:
        self.postings = tuple(postings)
        self.synonyms = synonyms or Synonyms()
        self.speller = speller
        profiles = [facts.profile for facts in postings]
        self.ids = np.array([profile.id for profile in profiles], dtype=np.int64)
        self.fresh = np.array([_ordinal(profile.fresh_on) for profile in profiles], dtype=np.int64)
        self.age_permitted = age_table(profiles)
        self.minor_hazard = np.array([bool(f.strain.hazards) for f in postings], dtype=bool)
        self.demand = _codes((f.strain.demand for f in postings), DEMANDS)
        self.region = _codes((p.region for p in profiles), REGIONS)
        self.kind = _codes((p.kind for p in profiles), KINDS)
        self.shift = _codes((f.shift for f in postings), SHIFTS)
        self.schooling = np.array(
            [p.schooling.rank if p.schooling else -1 for p in profiles], dtype=np.int8
        )
        self.board = _tristate(p.board for p in profiles)
        self.lodging = _tristate(p.lodging for p in profiles)
        pays = [monthly_pay(profile) for profile in profiles]
        self.pay_low = np.array([_number(low) for low, _ in pays])
        self.pay_high = np.array([_number(high if high is not None else low) for low, high in pays])
        self.piece = np.array([p.pay_unit is PayUnit.PIECE for p in profiles], dtype=bool)
        width = len(postings[0].offers) if postings else 0
        self.offers = np.array([f.offers for f in postings], dtype=np.float64).reshape(
            len(profiles), width
        )
        self.welfare = np.array([f.groups is not None for f in postings], dtype=bool)
        self.groups = _flags((f.groups or () for f in postings), GROUPS)
        self.asked_papers = tuple(
            (row, keys) for row, f in enumerate(postings) for keys in f.certificates
        )
        communities = classify(p.community for p in profiles)
        self.community, self.places = communities.index, communities.keys
        self.words = tuple(words_of(facts) for facts in self.postings)
        self.addresses = tuple(f"{p.workplace}，{p.employer or ''}" for p in profiles)
        self.skilled = np.array([f.skilled for f in postings], dtype=bool)
        self.region_codes = tuple(p.region_code for p in profiles)
        self._terms()
        self._occupations()

    def __len__(self) -> int:
        return len(self.postings)

    def take(self, rows: Sequence[int] | Array) -> PostingFrame:
        """Give the frame of *rows* alone; vocabulary and occupations stay those of the whole."""
        part = self.bare()
        index = np.asarray(rows, dtype=np.int64)
        for name, column in vars(self).items():
            if name in _SHARED or name not in vars(part):
                continue
            if isinstance(column, np.ndarray) or sparse.issparse(column):
                setattr(part, name, column[index])
            elif isinstance(column, tuple) and name != "asked_papers":
                setattr(part, name, tuple(column[row] for row in index))
        place = {int(row): number for number, row in enumerate(index)}
        part.asked_papers = tuple(
            (place[row], keys) for row, keys in self.asked_papers if row in place
        )
        return part

    def bare(self) -> PostingFrame:
        """Give a copy without what was worked out from the columns, to change columns of it."""
        part = copy(self)
        for name in DERIVED:
            part.__dict__.pop(name, None)
        return part

    def pieces(self, size: int) -> list[tuple[int, PostingFrame]]:
        """Give the frame in pieces of at most *size* postings, each with its first row."""
        if len(self) <= size:
            return [(0, self)]
        starts = range(0, len(self), size)
        return [(at, self.take(np.arange(at, min(at + size, len(self))))) for at in starts]

    @cached_property
    def memory(self) -> RowMemory:
        """Rows that were worked out for single workers and may be asked for again."""
        return RowMemory()

    @cached_property
    def by_freshness(self) -> PostingFrame:
        """The frame in the order in which ties are broken: the freshest first, then by id."""
        return self.take(np.lexsort((self.ids, -self.fresh)))

    @cached_property
    def by_trade(self) -> tuple[PostingFrame, Array]:
        """The frame with the postings of one trade together, and their places in by_freshness."""
        rank = np.empty(len(self), dtype=np.int64)
        rank[np.lexsort((self.ids, -self.fresh))] = np.arange(len(self))
        order = np.lexsort((rank, self.pay_low, self.region, self.trade))
        return self.take(order), rank[order]

    @cached_property
    def by_term(self) -> Any:
        """The terms as rows (terms × n)."""
        return self.terms.T.tocsr()

    @cached_property
    def trades(self) -> tuple[Array, tuple[Any, ...]]:
        """Place of each posting among the sets of occupations at hand (n), and their readings."""
        numbers, place = np.unique(self.trade, return_inverse=True)
        if self.readings and len(numbers) == self.readings[0].shape[0]:
            return place, self.readings
        return place, tuple(reading[numbers] for reading in self.readings)

    @cached_property
    def papers(self) -> dict[frozenset[str], Array]:
        """Rows of the postings that ask for each set of papers."""
        asked = classify(keys for _, keys in self.asked_papers)
        rows = np.array([row for row, _ in self.asked_papers], dtype=np.int64)
        return {keys: rows[asked.index == number] for number, keys in enumerate(asked.keys)}

    def degrees(self, code: str) -> Array:
        """Give how far the wish for *code* is satisfied by each occupation of *codes*."""
        found = self.known.degrees.get(code)
        if found is None:
            found = np.array([neighbour_degree(code, other) for other in self.codes])
            self.known.degrees[code] = found
        return found

    def spellings(self, terms: Sequence[str]) -> list[tuple[tuple[int, float], ...]]:
        """Give for each of *terms* the (column, degree) where it stands, itself or otherwise."""
        known = self.known.spellings
        # Other threads ask at the same time: what is new is published whole or not at all.
        found = {term: known.get(term) for term in terms}
        new = [term for term, columns in found.items() if columns is None]
        made: dict[str, tuple[tuple[int, float], ...]] = dict.fromkeys(new, ())
        made.update({t: ((self.vocabulary[t], 1.0),) for t in new if t in self.vocabulary})
        if self.speller is not None and new:
            matrix = self.speller.matrix(new, words := self.known.words)
            for row, term in enumerate(new):
                span = slice(matrix.indptr[row], matrix.indptr[row + 1])
                made[term] += tuple(
                    (self.vocabulary[words[column]], float(degree))
                    for column, degree in zip(matrix.indices[span], matrix.data[span], strict=True)
                )
        if len(known) < _MOST_KNOWN:
            known.update(made)
        return [made.get(term) or found[term] or () for term in terms]

    def holding(self, word: str) -> Array:
        """Tell per posting whether its words hold *word* (case folded, denials left out)."""
        wanted = word.lower()
        found: Array = np.array([wanted in words for words in self.words], dtype=bool)
        return found

    def lying_in(self, place: str) -> Array:
        """Tell per posting whether it lies in *place*: a region's code, or a word of addresses."""
        if place.isdigit():
            inside = [code is not None and code.startswith(place) for code in self.region_codes]
        else:
            inside = [place in address for address in self.addresses]
        return np.array(inside, dtype=bool)

    def _terms(self) -> None:
        weighed = [
            _field_weights(facts.profile, self.synonyms, self.speller) for facts in self.postings
        ]
        terms = dict.fromkeys(term for each in weighed for term in each)
        self.vocabulary = {term: column for column, term in enumerate(terms)}
        self.terms = _sparse(
            [{self.vocabulary[t]: w for t, w in each.items()} for each in weighed],
            len(self.vocabulary),
        )
        self.known = _Known(tuple(term for term in terms if len(term) > _PAIR))

    def _occupations(self) -> None:
        trades = classify(facts.occupations for facts in self.postings)
        self.trade = trades.index
        codes = sorted({code for each in trades.keys for code, _ in each})
        self.codes = {code: column for column, code in enumerate(codes)}
        most = max((len(each) for each in trades.keys), default=0)
        self.readings = tuple(
            _sparse(
                [{self.codes[code]: w for code, w in each[k : k + 1]} for each in trades.keys],
                len(codes),
            )
            for k in range(most)
        )


@dataclass(frozen=True)
class _Known:
    """What was looked up once for a vocabulary."""

    words: tuple[str, ...]
    """Terms that are longer than a pair of characters."""
    degrees: dict[str, Array] = field(default_factory=dict)
    spellings: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfWishes:
    """What is to be read from a worker's wishes alone."""

    read: Callable[[Wishes], Hashable]

    def __call__(self, worker: WorkerFacts) -> Hashable:
        """Read it from the wishes of *worker*."""
        return self.read(worker.profile.wishes)


@dataclass(frozen=True)
class WorkerFrame:
    """Workers, and what they have in common, each thing classed once."""

    workers: tuple[WorkerFacts, ...]
    known: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.workers)

    @cached_property
    def ids(self) -> Array:
        """Row ids (m)."""
        return np.array([facts.profile.id for facts in self.workers], dtype=np.int64)

    def by(self, key: Callable[[WorkerFacts], Hashable]) -> Classes:
        """Class the workers by *key*, a function at module level; looked up once."""
        classes: Classes | None = self.known.get(key)
        if classes is None:
            classes = self._classed(key)
            self.known[key] = classes
        return classes

    def _classed(self, key: Callable[[WorkerFacts], Hashable]) -> Classes:
        if len(self.workers) == 1:
            return Classes(np.zeros(1, dtype=np.int64), (key(self.workers[0]),))
        if not isinstance(key, OfWishes):
            return classify(map(key, self.workers))
        # Most people's wishes were read from few texts, and are the very same object.
        number, wishes = self.kept(_distinct_wishes)
        classes = classify(map(key.read, wishes))
        return Classes(classes.index[number], classes.keys)

    def kept(self, make: Callable[[WorkerFrame], KeptT]) -> KeptT:
        """Give what *make* makes of these workers, made once."""
        if make not in self.known:
            self.known[make] = make(self)
        made: KeptT = self.known[make]
        return made


def _distinct_wishes(frame: WorkerFrame) -> tuple[Array, list[Wishes]]:
    wishes = [facts.profile.wishes for facts in frame.workers]
    numbers = classify(map(id, wishes))
    found = dict(zip(numbers.index.tolist(), wishes, strict=True))
    return numbers.index, [found[number] for number in range(len(found))]


def community_of(worker: WorkerFacts) -> str | None:
    """Give the settlement community of *worker*."""
    return worker.profile.community


def _field_weights(
    profile: PostingProfile, synonyms: Synonyms, speller: Speller | None
) -> dict[str, float]:
    weights: dict[str, float] = {}
    if speller is not None:
        # A misspelt title is no word of any dictionary: it stands whole, to be found by spelling.
        runs = [run for run in runs_of(profile.title) if len(run) > _PAIR]
        weights.update({run: TITLE_WEIGHT for run in runs if not speller.knows(run)})
    for text, weight in (
        (profile.employer or "", EMPLOYER_WEIGHT),
        (affirmed(profile.description), WORDS_WEIGHT),
        (profile.title, TITLE_WEIGHT),
    ):
        for term in synonyms.terms_of(text):
            weights[term] = max(weight, weights.get(term, 0.0))
    return weights


def _sparse(rows: Sequence[dict[int, float]], width: int) -> Any:
    lengths = [0, *(len(row) for row in rows)]
    indices = [column for row in rows for column in sorted(row)]
    values = [row[column] for row in rows for column in sorted(row)]
    return sparse.csr_matrix(
        (np.array(values, dtype=np.float64), np.array(indices, dtype=np.int64), np.cumsum(lengths)),
        shape=(len(rows), width),
    )


def _codes(values: Iterable[Any], order: Sequence[Any]) -> Array:
    index = {value: number for number, value in enumerate(order)}
    return np.array([index.get(value, -1) for value in values], dtype=np.int64)


def _flags(sets: Iterable[Iterable[Any]], order: Sequence[Any]) -> Array:
    rows = [frozenset(each) for each in sets]
    return np.array([[item in row for item in order] for row in rows], dtype=bool).reshape(
        len(rows), len(order)
    )


def _tristate(values: Iterable[bool | None]) -> Array:
    return np.array([-1 if v is None else int(v) for v in values], dtype=np.int8)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()
