"""Facts as typed columns: one row per posting or worker, ready for whole-array arithmetic.

A frame never depends on the other side: the same posting gives the same row whether one worker or
a district is matched against it. Unknown numbers are NaN, unknown codes are -1.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    PayUnit,
    PhysicalDemand,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching.profiles import AgeLimit, PostingProfile, WorkerProfile, monthly_pay
from jobmatch.matching.terms import Synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jobmatch.matching.facts import PostingFacts, WorkerFacts

Array = np.ndarray[Any, np.dtype[Any]]

NO_AGE = 101
"""Column of "age not known" in the table of permitted ages."""
SOFT_YEARS = 5
"""How far 左右 stretches an age range at both ends (domain knowledge 6.3)."""
ADULT_AGE, WORKING_AGE = 18, 16
REGIONS = tuple(WorkRegion)
KINDS = tuple(EmployerKind)
GROUPS = tuple(TargetGroup)
SHIFTS = tuple(Shift)
DEMANDS = (PhysicalDemand.LIGHT, PhysicalDemand.MEDIUM, PhysicalDemand.HEAVY)
CAPACITIES = tuple(LabourCapacity)
SEXES = (None, Sex.MALE, Sex.FEMALE)
TITLE_WEIGHT, WORDS_WEIGHT, EMPLOYER_WEIGHT = 1.0, 0.75, 0.6
"""How much a term counts by the field that holds it."""

_REFUSED = re.compile(r"(?:不用|不需要?|无需|不跑|不做|不上|不招|没有)([一-鿿]{2,4})")


def affirmed(text: str) -> str:
    """Give *text* without what it denies: "市内跑，不跑长途" does not offer 长途."""
    return _REFUSED.sub("，", text)


_PER_FRAME = frozenset({"idf", "unseen_idf", "vocabulary", "codes", "synonyms"})


class PostingFrame:
    """Columns of postings; immutable after building.

    Attributes are arrays over the n postings in the order given; *vocabulary* maps a term to its
    column of *terms* (n × terms, field weights) and *idf* weighs the terms; *readings* are the
    first, second … occupation of each posting (n × codes, degrees), one matrix each, so that the
    best reading of a pair can be taken by products.
    """

    def __init__(self, postings: Sequence[PostingFacts], synonyms: Synonyms | None = None) -> None:
        self.postings = tuple(postings)
        self.synonyms = synonyms or Synonyms()
        profiles = [facts.profile for facts in postings]
        self.ids = np.array([profile.id for profile in profiles], dtype=np.int64)
        self.fresh = np.array([_ordinal(profile.fresh_on) for profile in profiles], dtype=np.int64)
        self.age_permitted = _age_table(profiles)
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
        self.communities = tuple(p.community for p in profiles)
        self.words = tuple(
            affirmed(f"{p.title}，{p.description}，{p.employer or ''}").lower() for p in profiles
        )
        self.addresses = tuple(f"{p.workplace}，{p.employer or ''}" for p in profiles)
        self.skilled = np.array([f.skilled for f in postings], dtype=bool)
        self.region_codes = tuple(p.region_code for p in profiles)
        self._terms()
        self._occupations()

    def __len__(self) -> int:
        return len(self.postings)

    def take(self, rows: Sequence[int]) -> PostingFrame:
        """Give the frame of *rows* alone; vocabulary and weights stay those of the whole."""
        part = copy(self)
        index = np.asarray(rows, dtype=np.int64)
        for name, column in vars(self).items():
            if name in _PER_FRAME:
                continue
            if isinstance(column, np.ndarray) or sparse.issparse(column):
                setattr(part, name, column[index])
            elif name == "readings":
                part.readings = tuple(reading[index] for reading in column)
            elif isinstance(column, tuple) and name != "asked_papers":
                setattr(part, name, tuple(column[row] for row in index))
        place = {int(row): number for number, row in enumerate(index)}
        part.asked_papers = tuple(
            (place[row], keys) for row, keys in self.asked_papers if row in place
        )
        return part

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
        weighed = [_field_weights(facts.profile, self.synonyms) for facts in self.postings]
        counts: Counter[str] = Counter()
        for each in weighed:
            counts.update(each.keys())
        self.vocabulary = {term: column for column, term in enumerate(counts)}
        total = len(self.postings)
        self.idf = np.array([math.log((1 + total) / (1 + n)) + 1 for n in counts.values()])
        self.unseen_idf = math.log(1 + total) + 1
        self.terms = _sparse(
            [{self.vocabulary[t]: w for t, w in each.items()} for each in weighed],
            len(self.vocabulary),
        )

    def _occupations(self) -> None:
        codes = sorted({code for f in self.postings for code, _ in f.occupations})
        self.codes = {code: column for column, code in enumerate(codes)}
        most = max((len(f.occupations) for f in self.postings), default=0)
        self.readings = tuple(
            _sparse(
                [
                    {self.codes[code]: w for code, w in f.occupations[k : k + 1]}
                    for f in self.postings
                ],
                len(codes),
            )
            for k in range(most)
        )


@dataclass(frozen=True)
class WorkerFrame:
    """Columns of workers. Wants stand apart: *owner* tells whose each want is."""

    workers: tuple[WorkerFacts, ...]

    def __len__(self) -> int:
        return len(self.workers)

    @cached_property
    def profiles(self) -> tuple[WorkerProfile, ...]:
        """The profiles in order."""
        return tuple(facts.profile for facts in self.workers)

    @cached_property
    def ids(self) -> Array:
        """Ids, int64."""
        return np.array([p.id for p in self.profiles], dtype=np.int64)

    @cached_property
    def age(self) -> Array:
        """Whole years, NO_AGE when not known."""
        return np.array(
            [NO_AGE if p.age is None else max(0, min(p.age, NO_AGE - 1)) for p in self.profiles],
            dtype=np.int64,
        )

    @cached_property
    def sex(self) -> Array:
        """Index in SEXES; for ages by sex alone."""
        index: Array = _codes((p.sex for p in self.profiles), SEXES[1:]) + 1
        return index

    @cached_property
    def capacity(self) -> Array:
        """Index in CAPACITIES, -1 when not known."""
        return _codes((p.capacity for p in self.profiles), CAPACITIES)

    @cached_property
    def schooling(self) -> Array:
        """Rank of schooling, -1 when not known."""
        return np.array(
            [p.schooling.rank if p.schooling else -1 for p in self.profiles], dtype=np.int8
        )

    @cached_property
    def groups(self) -> Array:
        """Target groups (m × GROUPS); a row of an unknown worker is all true."""
        known = _flags((p.target_groups or () for p in self.profiles), GROUPS)
        unknown = np.array([p.target_groups is None for p in self.profiles], dtype=bool)
        members: Array = known | unknown[:, None]
        return members

    @cached_property
    def regions(self) -> Array:
        """Permitted regions (m × REGIONS); all true when nobody asked."""
        asked = _flags((p.wishes.regions for p in self.profiles), REGIONS)
        open_ = np.array([not p.wishes.regions for p in self.profiles], dtype=bool)
        permitted: Array = asked | open_[:, None]
        return permitted

    def wish(self, name: str) -> Array:
        """Give the yes-or-no wish *name* as a column."""
        return np.array([bool(getattr(p.wishes, name)) for p in self.profiles], dtype=bool)

    @cached_property
    def min_pay(self) -> Array:
        """Yuan per month asked, NaN when not asked."""
        return np.array([_number(p.wishes.min_pay) for p in self.profiles])

    @cached_property
    def owner(self) -> Array:
        """Row of the worker of each want."""
        return np.array(
            [row for row, facts in enumerate(self.workers) for _ in facts.wants], dtype=np.int64
        )


def regions_seen(workers: WorkerFrame, postings: PostingFrame) -> Array:
    """Give the region index (m × n) of each posting as each worker sees it, -1 unknown.

    A posting on the doorstep of one community is "in the county" for workers of another.
    """
    seen = np.broadcast_to(postings.region, (len(workers), len(postings))).copy()
    near, county = REGIONS.index(WorkRegion.IN_COMMUNITY), REGIONS.index(WorkRegion.IN_COUNTY)
    for place in {c for c in postings.communities if c is not None}:
        there = np.array([c == place for c in postings.communities]) & (postings.region == near)
        away = np.array([p.community not in (None, place) for p in workers.profiles])
        seen[np.ix_(away, there)] = county
    return seen


def _age_table(profiles: Sequence[PostingProfile]) -> Array:
    table = np.zeros((len(profiles), len(SEXES), NO_AGE + 1), dtype=bool)
    table[:, :, NO_AGE] = True
    for row, profile in enumerate(profiles):
        for index, sex in enumerate(SEXES):
            limits = [a for a in profile.ages if sex is None or a.sex in (Sex.ANY, sex)]
            if not limits:
                table[row, index, :] = True
            for limit in limits:
                low, high = age_bounds(limit)
                table[row, index, low : high + 1] = True
    return table


def age_bounds(limit: AgeLimit) -> tuple[int, int]:
    """Give the first and last permitted age of *limit*, stretched when it is soft."""
    stretch = SOFT_YEARS if limit.soft else 0
    low = 0 if limit.min is None else max(0, limit.min - stretch)
    high = NO_AGE - 1 if limit.max is None else min(NO_AGE - 1, limit.max + stretch)
    return low, high


def _field_weights(profile: PostingProfile, synonyms: Synonyms) -> dict[str, float]:
    weights: dict[str, float] = {}
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
