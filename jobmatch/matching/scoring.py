"""The score of every pair from its parts, as whole-array arithmetic.

One function serves one worker, one posting and a district: each element depends on its own row
and column alone, so all three agree. The text part is W·E·Pᵀ with W the wants, E how far one
occupation satisfies the wish for another, P the readings of a posting; beside it the share of a
want's letters that title and description hold. What is asked multiplies (a wish unmet costs
much), what nobody asked only moves the order.

Never read here: sex, age, capacity, target groups, community, or anything else about the person
that is not a skill, a paper, schooling or a wish.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from jobmatch.domain.kinds import EmployerKind, Shift, WorkRegion
from jobmatch.matching.frames import (
    KINDS,
    REGIONS,
    SHIFTS,
    Array,
    PostingFrame,
    WorkerFrame,
    regions_seen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.profiles import Want

VERSION = 1
"""Raised when the same facts would give other scores; stored beside packed matches."""

SAME_GROUP, SAME_FIELD = 0.4, 0.1
"""E between occupations of one 小类 and of one 中类."""
OCCUPATION_SHARE, LETTERS_SHARE, UNKNOWN_LETTERS_SHARE = 0.8, 0.6, 0.85
"""How far occupation alone, and letters alone, can make a want met."""
OPEN_LEVEL_SHARE = 0.5
"""How far any unskilled work meets a wish that names a level only (小工, 普工)."""
AGREEMENT = 0.1
"""How much it counts that several wants are met at once."""
UNASKED_FLOOR = 0.4
"""What remains of work that no skill speaks for, when nobody asked for a trade."""
UNKNOWN_WORK = 0.6
"""Of somebody who told neither wishes nor skills: less than a skill that fits, more than none."""
SKILLED_FACTOR = 0.5
CONDITIONS_SHARE = 0.45
"""How much of a met want unmet conditions can take away; alone they are the whole question."""
COMFORT_SHARE = 0.2
"""How much what nobody asked can move."""
OTHER_PLACE, OTHER_KIND = 0.25, 0.15
PAY_OUT_OF_REACH, PAY_NOT_TOLD = 0.2, 0.5
PAY_UPPER = (0.55, 0.95)
"""Asked pay that only the upper part of the range reaches: a sliver of it, all of it."""
OFFER_FACTORS = (0.3, 1.0, 0.6)
"""Asked board or lodging: not offered, offered, not told."""
SCHOOLING_FACTORS = (1.0, 0.6, 0.35, 0.2)
"""Steps of schooling missing: none, one, two, three or more."""
NEAR_FACTORS = {
    WorkRegion.IN_COMMUNITY: 1.0,
    WorkRegion.IN_COUNTY: 0.85,
    WorkRegion.IN_CITY: 0.5,
    WorkRegion.IN_PROVINCE: 0.3,
    WorkRegion.OUT_OF_PROVINCE: 0.25,
    WorkRegion.ABROAD: 0.2,
}
DISTANCE_COMFORT = (1.0, 0.9, 0.75, 0.6, 0.5, 0.3)
SHIFT_COMFORT = {
    Shift.DAY: 1.0,
    Shift.FLEXIBLE: 0.95,
    Shift.TWO_SHIFT: 0.6,
    Shift.THREE_SHIFT: 0.5,
    Shift.NIGHT: 0.4,
}
NIGHT_ASKED = {
    Shift.NIGHT: 1.0,
    Shift.FLEXIBLE: 0.5,
    Shift.TWO_SHIFT: 0.4,
    Shift.THREE_SHIFT: 0.4,
    Shift.DAY: 0.05,
}
NOT_TOLD = 0.6
COMFORT_WEIGHTS = {"pay": 1.0, "distance": 1.0, "shift": 1.0, "papers": 1.0, "freshness": 0.5}
PAY_FLOOR, PAY_SPAN = 1000.0, 8000.0
FRESH_HALF_LIFE_DAYS = 30.0


class Part(StrEnum):
    """Parts of a score; all are values 0 to 1."""

    WORK = "work"
    ENTRY = "entry"
    CONDITIONS = "conditions"
    KIND = "kind"
    PLACE = "place"
    PAY_ASKED = "pay_asked"
    BOARD = "board"
    LODGING = "lodging"
    NEAR = "near"
    NIGHT = "night"
    SCHOOLING = "schooling"
    PAY = "pay"
    DISTANCE = "distance"
    SHIFT = "shift"
    PAPERS = "papers"
    FRESHNESS = "freshness"


COMFORTS = (Part.PAY, Part.DISTANCE, Part.SHIFT, Part.PAPERS, Part.FRESHNESS)
DIGITS = 6
"""Scores are rounded, so that the order of additions can never break a tie."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of all pairs (m × n) with their parts; *fit* is what was asked, without comforts."""

    total: Array
    fit: Array
    parts: dict[Part, Array]


def score_pairs(
    workers: WorkerFrame,
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    today: date | None = None,
) -> Scores:
    """Score all pairs of *workers* and *postings*.

    Args:
        workers: m workers.
        postings: n postings.
        conditions: keys of the columns of ``postings.offers``.
        today: day from which freshness is counted; None leaves it out.
    """
    parts = {
        Part.WORK: _work(workers, postings),
        Part.ENTRY: _entry(workers, postings),
        Part.CONDITIONS: _conditions(workers, postings, conditions),
        Part.KIND: _kind(workers, postings),
        Part.PLACE: _place(workers, postings),
        Part.PAY_ASKED: _pay_asked(workers, postings),
        Part.BOARD: _offer(workers.wish("board"), postings.board),
        Part.LODGING: _offer(workers.wish("lodging"), postings.lodging),
        Part.NEAR: _near(workers, postings),
        Part.NIGHT: _night(workers, postings),
        Part.SCHOOLING: _schooling(workers, postings),
        Part.PAY: _spread(_pay_comfort(postings), workers),
        Part.DISTANCE: _distance(workers, postings),
        Part.SHIFT: _spread(_shift_values(postings, SHIFT_COMFORT), workers),
        Part.PAPERS: _papers(workers, postings),
        Part.FRESHNESS: _spread(_freshness(postings, today), workers),
    }
    fit = np.ones((len(workers), len(postings)))
    for part, values in parts.items():
        if part not in COMFORTS:
            fit = fit * values
    weights = [COMFORT_WEIGHTS[part.value] for part in COMFORTS]
    comfort = sum(w * parts[p] for p, w in zip(COMFORTS, weights, strict=True)) / sum(weights)
    total = fit * (1 - COMFORT_SHARE + COMFORT_SHARE * comfort)
    return Scores(total=np.round(total, DIGITS), fit=np.round(fit, DIGITS), parts=parts)


def want_values(wants: Sequence[Want], postings: PostingFrame) -> Array:
    """Give how far each posting meets each of *wants* (k × n), before weights."""
    occupation = _occupation_values(wants, postings)
    letters = _letters_values(wants, postings)
    share = np.array([LETTERS_SHARE if w.known else UNKNOWN_LETTERS_SHARE for w in wants])
    met = 1 - (1 - OCCUPATION_SHARE * occupation) * (1 - share[:, None] * letters)
    for row, want in enumerate(wants):
        if want.open_level:
            met[row] = np.maximum(met[row], np.where(postings.skilled, 0.0, OPEN_LEVEL_SHARE))
        if want.papers:
            asking = [number for number, keys in postings.asked_papers if keys & want.papers]
            met[row, asking] = np.maximum(met[row, asking], OCCUPATION_SHARE)
    values: Array = met
    return values


def neighbour_degree(one: str, other: str) -> float:
    """Give E: how far the occupation *one* satisfies the wish for *other*."""
    if one == other:
        return 1.0
    if one[:7] == other[:7]:
        return SAME_GROUP
    return SAME_FIELD if one[:4] == other[:4] else 0.0


def _work(workers: WorkerFrame, postings: PostingFrame) -> Array:
    """How far the work is what is asked for, else what the worker's skills speak for."""
    values = np.full((len(workers), len(postings)), UNKNOWN_WORK)
    wants = list(dict.fromkeys(want for facts in workers.workers for want in facts.wants))
    if not wants:
        return values
    met = want_values(wants, postings) * np.array([want.weight for want in wants])[:, None]
    row_of = {want: row for row, want in enumerate(wants)}
    for row, facts in enumerate(workers.workers):
        if facts.wants:
            mine = met[[row_of[want] for want in facts.wants]]
            best = mine.max(axis=0)
            if any(want.asked for want in facts.wants):
                values[row] = (1 - AGREEMENT) * best + AGREEMENT * mine.mean(axis=0)
            else:
                values[row] = UNASKED_FLOOR + (1 - UNASKED_FLOOR) * best
    return values


def _entry(workers: WorkerFrame, postings: PostingFrame) -> Array:
    """Skilled work is less likely for somebody who named neither a skill nor any wish for work."""
    untaught = np.array([_tells_nothing(facts) for facts in workers.workers], dtype=bool)
    factors = np.where(postings.skilled, SKILLED_FACTOR, 1.0)
    return np.where(untaught[:, None], factors[None, :], 1.0)


def _tells_nothing(facts: WorkerFacts) -> bool:
    wishes = facts.profile.wishes
    return not (facts.wants or wishes.conditions or wishes.kinds)


def _occupation_values(wants: Sequence[Want], postings: PostingFrame) -> Array:
    satisfied = np.zeros((len(wants), len(postings.codes)))
    columns: dict[str, Array] = {}
    for row, want in enumerate(wants):
        for code, weight in want.occupations:
            if code not in columns:
                columns[code] = np.array([neighbour_degree(code, c) for c in postings.codes])
            np.maximum(satisfied[row], weight * columns[code], out=satisfied[row])
    values = np.zeros((len(wants), len(postings)))
    for reading in postings.readings:
        np.maximum(values, (reading @ satisfied.T).T, out=values)
    return values


def _letters_values(wants: Sequence[Want], postings: PostingFrame) -> Array:
    rows, columns, weights = [], [], []
    for row, want in enumerate(wants):
        terms = postings.synonyms.meant("，".join(want.terms))
        known = [postings.vocabulary.get(term) for term in terms]
        idf = [postings.unseen_idf if c is None else float(postings.idf[c]) for c in known]
        total = sum(idf)
        for column, weight in zip(known, idf, strict=True):
            if column is not None:
                rows.append(row)
                columns.append(column)
                weights.append(weight / total)
    asked = sparse.csr_matrix(
        (np.array(weights, dtype=np.float64), (np.array(rows, int), np.array(columns, int))),
        shape=(len(wants), len(postings.vocabulary)),
    )
    values: Array = (asked @ postings.terms.T).toarray()
    return values


def _conditions(workers: WorkerFrame, postings: PostingFrame, keys: Sequence[str]) -> Array:
    values = np.ones((len(workers), len(postings)))
    for row, facts in enumerate(workers.workers):
        asked = [keys.index(key) for key in facts.profile.wishes.conditions if key in keys]
        if asked and len(postings):
            offered = postings.offers[:, asked].mean(axis=1)
            wishes = facts.profile.wishes
            share = CONDITIONS_SHARE if wishes.wants or wishes.kinds else 1.0
            values[row] = 1 - share + share * offered
    return values


def _kind(workers: WorkerFrame, postings: PostingFrame) -> Array:
    values = np.ones((len(workers), len(postings)))
    for row, profile in enumerate(workers.profiles):
        if profile.wishes.kinds:
            asked = [KINDS.index(EmployerKind(kind)) for kind in profile.wishes.kinds]
            values[row] = np.where(np.isin(postings.kind, asked), 1.0, OTHER_KIND)
    return values


def _place(workers: WorkerFrame, postings: PostingFrame) -> Array:
    values = np.ones((len(workers), len(postings)))
    seen: dict[str, Array] = {}
    for row, profile in enumerate(workers.profiles):
        there = np.zeros(len(postings), dtype=bool)
        for place in profile.wishes.places:
            if place not in seen:
                seen[place] = postings.lying_in(place)
            there |= seen[place]
        if profile.wishes.places:
            values[row] = np.where(there, 1.0, OTHER_PLACE)
    return values


def _pay_asked(workers: WorkerFrame, postings: PostingFrame) -> Array:
    asked = workers.min_pay[:, None]
    low, high = postings.pay_low[None, :], postings.pay_high[None, :]
    above = np.clip((high - asked) / np.maximum(high - low, 1.0), 0.0, 1.0)
    values = np.where(low >= asked, 1.0, PAY_UPPER[0] + (PAY_UPPER[1] - PAY_UPPER[0]) * above)
    values = np.where(high >= asked, values, PAY_OUT_OF_REACH)
    values = np.where(np.isnan(high), PAY_NOT_TOLD, values)
    return np.where(np.isnan(asked), 1.0, values)


def _offer(asked: Array, offered: Array) -> Array:
    no, yes, untold = OFFER_FACTORS
    factors = np.array([untold, no, yes])[offered + 1]
    return np.where(asked[:, None], factors[None, :], 1.0)


def _near(workers: WorkerFrame, postings: PostingFrame) -> Array:
    factors = np.array([*(NEAR_FACTORS[region] for region in REGIONS), NOT_TOLD])
    values = factors[regions_seen(workers, postings)]
    return np.where(workers.wish("near_home")[:, None], values, 1.0)


def _night(workers: WorkerFrame, postings: PostingFrame) -> Array:
    values = _shift_values(postings, NIGHT_ASKED)
    return np.where(workers.wish("night_only")[:, None], values[None, :], 1.0)


def _schooling(workers: WorkerFrame, postings: PostingFrame) -> Array:
    missing = postings.schooling[None, :].astype(int) - workers.schooling[:, None].astype(int)
    steps = np.clip(missing, 0, len(SCHOOLING_FACTORS) - 1)
    values = np.array(SCHOOLING_FACTORS)[steps]
    told = (postings.schooling[None, :] >= 0) & (workers.schooling[:, None] >= 0)
    return np.where(told, values, 1.0)


def _pay_comfort(postings: PostingFrame) -> Array:
    middle = (postings.pay_low + postings.pay_high) / 2
    values: Array = np.clip((middle - PAY_FLOOR) / PAY_SPAN, 0.0, 1.0)
    return np.where(np.isnan(middle), 0.2, values)


def _distance(workers: WorkerFrame, postings: PostingFrame) -> Array:
    values: Array = np.array([*DISTANCE_COMFORT, NOT_TOLD])[regions_seen(workers, postings)]
    return values


def _shift_values(postings: PostingFrame, table: dict[Shift, float]) -> Array:
    values: Array = np.array([*(table[shift] for shift in SHIFTS), NOT_TOLD])[postings.shift]
    return values


def _papers(workers: WorkerFrame, postings: PostingFrame) -> Array:
    values = np.full((len(workers), len(postings)), 0.5)
    for keys in {keys for _, keys in postings.asked_papers}:
        asking = [row for row, asked in postings.asked_papers if asked == keys]
        for row, facts in enumerate(workers.workers):
            if facts.held and keys & facts.held:
                values[row, asking] = 1.0
    return values


def _freshness(postings: PostingFrame, today: date | None) -> Array:
    if today is None:
        return np.full(len(postings), NOT_TOLD)
    days = np.maximum(today.toordinal() - postings.fresh, 0)
    values: Array = 0.5 ** (days / FRESH_HALF_LIFE_DAYS)
    return np.where(postings.fresh == 0, NOT_TOLD, values)


def _spread(per_posting: Array, workers: WorkerFrame) -> Array:
    return np.broadcast_to(per_posting[None, :], (len(workers), len(per_posting)))
