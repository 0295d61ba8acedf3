"""The score of every pair from its parts.

One function serves one worker, one posting and a district: each part is a factor (factors.py), so
each value depends on its own worker and posting alone. The text part is W·E·Pᵀ (wants.py). What is
asked multiplies (a wish unmet costs much), what nobody asked only moves the order.

Never read here: sex, age, capacity, target groups, or anything else about the person that is not
a skill, a paper, schooling or a wish; of the community only how far away a posting is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.matching import parts
from jobmatch.matching.factors import Array, Factor
from jobmatch.matching.frames import OfWishes, PostingFrame, WorkerFrame, community_of
from jobmatch.matching.wants import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from datetime import date

    from jobmatch.matching.facts import WorkerFacts

VERSION = 3
"""Raised when the same facts would give other lists; stored beside packed matches."""

COMFORT_SHARE = 0.2
"""How much what nobody asked can move."""
COMFORT_WEIGHTS = {"pay": 1.0, "distance": 1.0, "shift": 1.0, "papers": 1.0, "freshness": 0.5}


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
DIGITS = 5
"""Scores are rounded to what single precision surely holds, so that equal facts give ties."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of all pairs (m × n) with their parts; *fit* is what was asked, without comforts."""

    total: Array
    fit: Array
    parts: dict[Part, Array]


GROUPS: tuple[tuple[Part, ...], ...] = (
    (Part.ENTRY, Part.PAY_ASKED, Part.BOARD, Part.LODGING, Part.NIGHT, Part.SCHOOLING),
    (Part.PLACE, Part.NEAR, *COMFORTS),
    (Part.CONDITIONS, Part.KIND),
)
"""Parts in the order in which they are multiplied, after the work; scores are products in single
precision, and in one order they are the same numbers for a pair and for a district. Parts that
look at related facts stand together: their common classes stay few."""


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
    model = Model.of(workers, postings, conditions=conditions, today=today)
    values = {part: factor.full() for part, factor in model.factors.items()}
    values = {Part.WORK: model.work.full().astype(np.float64), **values}
    fit: Array = np.ones((len(workers), len(postings)))
    for part in Part:
        if part not in COMFORTS:
            fit = fit * values[part]
    return Scores(total=model.totals(), fit=np.round(fit, DIGITS), parts=values)


@dataclass(frozen=True)
class Model:
    """The parts of all pairs of some workers and some postings, not multiplied out yet."""

    work: Work
    factors: dict[Part, Factor]
    """All parts but the work."""

    @classmethod
    def of(
        cls,
        workers: WorkerFrame,
        postings: PostingFrame,
        *,
        conditions: Sequence[str],
        today: date | None = None,
    ) -> Model:
        """Prepare the parts; arguments as of score_pairs()."""
        setting = parts.Setting(tuple(conditions), today)
        factors = {}
        for part, (key, values) in _PARTS.items():
            classes = workers.by(key)
            table = postings.memory.rows(
                (part, setting), classes.keys, partial(_told, values, postings, setting)
            )
            shape = (len(classes.keys), len(postings))
            whole = table if table.shape == shape else np.broadcast_to(table, shape)
            factors[part] = Factor(classes.index, whole)
        return cls(Work.of(workers, postings), factors)

    def totals(self) -> Array:
        """Give the scores of all pairs (m × n)."""
        values = self.work.full()
        for group in GROUPS:
            tables = {part: self.factors[part] for part in group}
            values *= multiply(
                {part: each.table.astype(np.float32)[each.index] for part, each in tables.items()}
            )
        return rounded(values)


def _told(
    values: Callable[[tuple[Any, ...], PostingFrame, parts.Setting], Array],
    postings: PostingFrame,
    setting: parts.Setting,
    keys: tuple[Any, ...],
) -> Array:
    return values(keys, postings, setting)


def multiply(values: dict[Part, Array]) -> Array:
    """Multiply the *values* of one of GROUPS (single precision, of one shape), comforts last."""
    product: Array = np.ones(next(iter(values.values())).shape, dtype=np.float32)
    for part, each in values.items():
        if part not in COMFORTS:
            product *= each
    if COMFORTS[0] in values:
        weighed = [COMFORT_WEIGHTS[part.value] * values[part] for part in COMFORTS]
        comfort = sum(weighed[1:], start=weighed[0]) / sum(COMFORT_WEIGHTS.values())
        product *= 1 - COMFORT_SHARE + COMFORT_SHARE * comfort
    return product


def rounded(values: Array) -> Array:
    """Round products of single precision to scores."""
    scores: Array = np.round(values.astype(np.float64), DIGITS)
    return scores


_PARTS: dict[
    Part,
    tuple[
        Callable[[WorkerFacts], Hashable],
        Callable[[tuple[Any, ...], PostingFrame, parts.Setting], Array],
    ],
] = {
    Part.ENTRY: (parts.tells_nothing, parts.entry_values),
    Part.CONDITIONS: (OfWishes(parts.asked_conditions), parts.conditions_values),
    Part.KIND: (OfWishes(parts.asked_kinds), parts.kind_values),
    Part.PLACE: (OfWishes(parts.asked_places), parts.place_values),
    Part.PAY_ASKED: (OfWishes(parts.asked_pay), parts.pay_asked_values),
    Part.BOARD: (OfWishes(parts.wants_board), parts.board_values),
    Part.LODGING: (OfWishes(parts.wants_lodging), parts.lodging_values),
    Part.NEAR: (parts.home_to_stay_near, parts.near_values),
    Part.NIGHT: (OfWishes(parts.wants_nights), parts.night_values),
    Part.SCHOOLING: (parts.schooling_of, parts.schooling_values),
    Part.PAY: (parts.anybody, parts.pay_values),
    Part.DISTANCE: (community_of, parts.distance_values),
    Part.SHIFT: (parts.anybody, parts.shift_values),
    Part.PAPERS: (parts.held_papers, parts.papers_values),
    Part.FRESHNESS: (parts.anybody, parts.freshness_values),
}
"""For each part but the work what it looks at in a worker, and its values for these."""
