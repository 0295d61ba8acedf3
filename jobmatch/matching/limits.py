"""Hard limits: what rules a pair out, each with a code, as masks over all pairs and as sentences.

A limit never lowers a score; it excludes. What is not known never excludes: it is said
(remarks.py). An employer's wish for one sex is unlawful and is never applied; sex is read for
lawful ages by sex alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.kinds import LabourCapacity, PhysicalDemand, Shift
from jobmatch.matching.frames import (
    ADULT_AGE,
    CAPACITIES,
    DEMANDS,
    NO_AGE,
    SEXES,
    SHIFTS,
    WORKING_AGE,
    Array,
    PostingFrame,
    WorkerFrame,
    regions_seen,
)
from jobmatch.matching.licences import may_hold

if TYPE_CHECKING:
    from collections.abc import Callable


class Limit(StrEnum):
    """Why a pair is excluded, in the order in which it is told."""

    AGE_LAW = "age_law"
    MINOR_HAZARD = "minor_hazard"
    CAPACITY_LOST = "capacity_lost"
    AGE = "age"
    DEMAND = "demand"
    CERTIFICATE = "certificate"
    WELFARE_GROUP = "welfare_group"
    REGION = "region"
    NIGHT = "night"
    SHIFTS = "shifts"
    AVOIDED = "avoided"
    REQUIRED = "required"


_NIGHTS = (Shift.NIGHT, Shift.TWO_SHIFT, Shift.THREE_SHIFT)
_ROTATING = (Shift.TWO_SHIFT, Shift.THREE_SHIFT)


def broken_limits(workers: WorkerFrame, postings: PostingFrame) -> dict[Limit, Array]:
    """Give for each limit which pairs (m workers × n postings, bool) break it."""
    return {limit: check(workers, postings) for limit, check in _CHECKS.items()}


def permitted_pairs(workers: WorkerFrame, postings: PostingFrame) -> Array:
    """Give which pairs (m × n, bool) break no limit."""
    shape = (len(workers), len(postings))
    permitted = np.ones(shape, dtype=bool)
    for check in _CHECKS.values():
        permitted &= ~np.broadcast_to(check(workers, postings), shape)
    return permitted


def _age_law(workers: WorkerFrame, postings: PostingFrame) -> Array:
    return _spread(workers.age < WORKING_AGE, postings)


def _minor_hazard(workers: WorkerFrame, postings: PostingFrame) -> Array:
    minor = (workers.age >= WORKING_AGE) & (workers.age < ADULT_AGE)
    return _both(minor, postings.minor_hazard)


def _capacity_lost(workers: WorkerFrame, postings: PostingFrame) -> Array:
    lost = (CAPACITIES.index(LabourCapacity.LOST), CAPACITIES.index(LabourCapacity.NONE))
    return _spread(np.isin(workers.capacity, lost), postings)


def _age(workers: WorkerFrame, postings: PostingFrame) -> Array:
    flat = postings.age_permitted.reshape(len(postings), len(SEXES) * (NO_AGE + 1))
    permitted: Array = flat[:, workers.sex * (NO_AGE + 1) + workers.age].T
    return ~permitted


def _demand(workers: WorkerFrame, postings: PostingFrame) -> Array:
    weak = workers.capacity == CAPACITIES.index(LabourCapacity.WEAK_OR_HALF)
    heavy = postings.demand == DEMANDS.index(PhysicalDemand.HEAVY)
    return _both(weak, heavy)


def _certificate(workers: WorkerFrame, postings: PostingFrame) -> Array:
    missing = np.zeros((len(workers), len(postings)), dtype=bool)
    for keys in {keys for _, keys in postings.asked_papers}:
        lacking = np.array(
            [
                not may_hold(keys, facts.held, more=facts.profile.more_certificates)
                for facts in workers.workers
            ],
            dtype=bool,
        )
        asking = np.zeros(len(postings), dtype=bool)
        asking[[row for row, asked in postings.asked_papers if asked == keys]] = True
        missing |= _both(lacking, asking)
    return missing


def _welfare_group(workers: WorkerFrame, postings: PostingFrame) -> Array:
    shared = workers.groups.astype(np.int64) @ postings.groups.T.astype(np.int64)
    closed: Array = postings.welfare[None, :] & (shared == 0)
    return closed


def _region(workers: WorkerFrame, postings: PostingFrame) -> Array:
    seen = regions_seen(workers, postings)
    open_to = np.take_along_axis(workers.regions, np.maximum(seen, 0), axis=1)
    refused: Array = ~open_to & (seen >= 0)
    return refused


def _night(workers: WorkerFrame, postings: PostingFrame) -> Array:
    at_night = np.isin(postings.shift, [SHIFTS.index(shift) for shift in _NIGHTS])
    return _both(workers.wish("no_night"), at_night)


def _shifts(workers: WorkerFrame, postings: PostingFrame) -> Array:
    rotating = np.isin(postings.shift, [SHIFTS.index(shift) for shift in _ROTATING])
    return _both(workers.wish("no_shifts"), rotating)


def _avoided(workers: WorkerFrame, postings: PostingFrame) -> Array:
    return _by_word(workers, postings, "avoided", lambda held: held)


def _required(workers: WorkerFrame, postings: PostingFrame) -> Array:
    return _by_word(workers, postings, "required", lambda held: ~held)


def _by_word(
    workers: WorkerFrame, postings: PostingFrame, wish: str, breaks: Callable[[Array], Array]
) -> Array:
    broken = np.zeros((len(workers), len(postings)), dtype=bool)
    seen: dict[str, Array] = {}
    for row, profile in enumerate(workers.profiles):
        for word in getattr(profile.wishes, wish):
            if word not in seen:
                seen[word] = breaks(postings.holding(word))
            broken[row] |= seen[word]
    return broken


def _both(per_worker: Array, per_posting: Array) -> Array:
    pairs: Array = per_worker[:, None] & per_posting[None, :]
    return pairs


def _spread(per_worker: Array, postings: PostingFrame) -> Array:
    return np.broadcast_to(per_worker[:, None], (len(per_worker), len(postings)))


_CHECKS: dict[Limit, Callable[[WorkerFrame, PostingFrame], Array]] = {
    Limit.AGE_LAW: _age_law,
    Limit.MINOR_HAZARD: _minor_hazard,
    Limit.CAPACITY_LOST: _capacity_lost,
    Limit.AGE: _age,
    Limit.DEMAND: _demand,
    Limit.CERTIFICATE: _certificate,
    Limit.WELFARE_GROUP: _welfare_group,
    Limit.REGION: _region,
    Limit.NIGHT: _night,
    Limit.SHIFTS: _shifts,
    Limit.AVOIDED: _avoided,
    Limit.REQUIRED: _required,
}
