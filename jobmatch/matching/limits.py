"""Hard limits: what rules a pair out, each with a code, as masks over all pairs and as sentences.

A limit never lowers a score; it excludes. What is not known never excludes: it is said
(remarks.py). An employer's wish for one sex is unlawful and is never applied; sex is read for
lawful ages by sex alone.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.domain.kinds import LabourCapacity, PhysicalDemand, Shift
from jobmatch.matching.factors import Array, Factor
from jobmatch.matching.frames import (
    DEMANDS,
    GROUPS,
    REGIONS,
    SHIFTS,
    OfWishes,
    PostingFrame,
    WorkerFrame,
    community_of,
)
from jobmatch.matching.licences import may_hold
from jobmatch.matching.permitted_ages import ADULT_AGE, NO_AGE, SEXES, WORKING_AGE
from jobmatch.matching.regions import regions_from

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.profiles import Wishes


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


def limit_factors(workers: WorkerFrame, postings: PostingFrame) -> dict[Limit, Factor]:
    """Give each limit as a factor (bool): which classes of workers break it with which postings."""
    found = {}
    for limit, (key, check) in _CHECKS.items():
        classes = workers.by(key)
        shape = (len(classes.keys), len(postings))
        table = postings.memory.rows(limit, classes.keys, partial(_told, check, postings))
        whole = table if table.shape == shape else np.broadcast_to(table, shape)
        found[limit] = Factor(classes.index, whole)
    return found


def _told(
    check: Callable[[tuple[Any, ...], PostingFrame], Array],
    postings: PostingFrame,
    keys: tuple[Any, ...],
) -> Array:
    return check(keys, postings)


def broken_limits(workers: WorkerFrame, postings: PostingFrame) -> dict[Limit, Array]:
    """Give for each limit which pairs (m workers × n postings, bool) break it."""
    return {limit: each.full() for limit, each in limit_factors(workers, postings).items()}


def permitted_pairs(workers: WorkerFrame, postings: PostingFrame) -> Array:
    """Give which pairs (m × n, bool) break no limit."""
    permitted = np.ones((len(workers), len(postings)), dtype=bool)
    for factor in limit_factors(workers, postings).values():
        permitted &= ~factor.full()
    return permitted


def _age(worker: WorkerFacts) -> int:
    age = worker.profile.age
    return NO_AGE if age is None else max(0, min(age, NO_AGE - 1))


def _age_and_sex(worker: WorkerFacts) -> tuple[int, int]:
    """Sex stands here for employers' lawful ages by sex, and nowhere else."""
    sex = worker.profile.sex
    return _age(worker), SEXES.index(sex) if sex in SEXES else 0


def _capacity(worker: WorkerFacts) -> LabourCapacity | None:
    return worker.profile.capacity


def papers_of(worker: WorkerFacts) -> tuple[frozenset[str] | None, bool, frozenset[str]]:
    """Give the keys of papers that *worker* holds, whether there may be more, and those lacked."""
    return worker.held, worker.profile.more_certificates, worker.lacked


def _groups(worker: WorkerFacts) -> Hashable:
    return worker.profile.target_groups


def _home_and_regions(worker: WorkerFacts) -> tuple[str | None, Hashable]:
    return community_of(worker), worker.profile.wishes.regions


def _refuses_nights(wishes: Wishes) -> bool:
    return wishes.no_night


def _refuses_shifts(wishes: Wishes) -> bool:
    return wishes.no_shifts


def _refused_words(wishes: Wishes) -> tuple[str, ...]:
    return wishes.avoided


def _required_words(wishes: Wishes) -> tuple[str, ...]:
    return wishes.required


def _age_law(ages: Sequence[int], postings: PostingFrame) -> Array:
    return _spread([age < WORKING_AGE for age in ages], postings)


def _minor_hazard(ages: Sequence[int], postings: PostingFrame) -> Array:
    return _both([WORKING_AGE <= age < ADULT_AGE for age in ages], postings.minor_hazard)


def _capacity_lost(capacities: Sequence[LabourCapacity | None], postings: PostingFrame) -> Array:
    lost = (LabourCapacity.LOST, LabourCapacity.NONE)
    return _spread([capacity in lost for capacity in capacities], postings)


def _ages(ages: Sequence[tuple[int, int]], postings: PostingFrame) -> Array:
    columns = np.array([sex * (NO_AGE + 1) + age for age, sex in ages], dtype=np.int64)
    flat = postings.age_permitted.reshape(len(postings), len(SEXES) * (NO_AGE + 1))
    permitted: Array = flat[:, columns].T
    return ~permitted


def _demand(capacities: Sequence[LabourCapacity | None], postings: PostingFrame) -> Array:
    heavy = postings.demand == DEMANDS.index(PhysicalDemand.HEAVY)
    return _both([capacity is LabourCapacity.WEAK_OR_HALF for capacity in capacities], heavy)


def _certificate(
    papers: Sequence[tuple[frozenset[str] | None, bool, frozenset[str]]], postings: PostingFrame
) -> Array:
    missing = np.zeros((len(papers), len(postings)), dtype=bool)
    for keys, asking in postings.papers.items():
        for row, (held, more, lacked) in enumerate(papers):
            if not may_hold(keys, held, more=more, lacked=lacked):
                missing[row, asking] = True
    return missing


def _welfare_group(groups: Sequence[frozenset[object] | None], postings: PostingFrame) -> Array:
    closed = np.zeros((len(groups), len(postings)), dtype=bool)
    for row, mine in enumerate(groups):
        # Not known which groups somebody belongs to: the posting stays open, with a remark.
        if mine is not None:
            columns = [column for column, group in enumerate(GROUPS) if group in mine]
            closed[row] = postings.welfare & ~postings.groups[:, columns].any(axis=1)
    return closed


def _region(homes: Sequence[tuple[str | None, frozenset[object]]], postings: PostingFrame) -> Array:
    seen = regions_from([community for community, _ in homes], postings)
    asked = [[not wanted or region in wanted for region in REGIONS] for _, wanted in homes]
    open_to = np.array(asked, dtype=bool).reshape(len(homes), len(REGIONS))
    refused: Array = ~np.take_along_axis(open_to, np.maximum(seen, 0), axis=1) & (seen >= 0)
    return refused


def _night(refusing: Sequence[bool], postings: PostingFrame) -> Array:
    return _both(refusing, _among(_NIGHTS)[postings.shift])


def _shifts(refusing: Sequence[bool], postings: PostingFrame) -> Array:
    return _both(refusing, _among(_ROTATING)[postings.shift])


def _avoided(words: Sequence[tuple[str, ...]], postings: PostingFrame) -> Array:
    broken = np.zeros((len(words), len(postings)), dtype=bool)
    for row, refused in enumerate(words):
        for word in refused:
            broken[row] |= postings.holding(word)
    return broken


def _required(words: Sequence[tuple[str, ...]], postings: PostingFrame) -> Array:
    broken = np.zeros((len(words), len(postings)), dtype=bool)
    for row, wanted in enumerate(words):
        for word in wanted:
            broken[row] |= ~postings.holding(word)
    return broken


def _among(shifts: Sequence[Shift]) -> Array:
    """Tell per code of a shift, -1 for an unknown one, whether it is one of *shifts*."""
    return np.array([*(shift in shifts for shift in SHIFTS), False])


def _both(per_class: Sequence[bool], per_posting: Array) -> Array:
    pairs: Array = np.array(per_class, dtype=bool)[:, None] & per_posting[None, :]
    return pairs


def _spread(per_class: Sequence[bool], postings: PostingFrame) -> Array:
    column = np.array(per_class, dtype=bool)[:, None]
    return np.broadcast_to(column, (len(per_class), len(postings)))


_CHECKS: dict[
    Limit,
    tuple[Callable[[WorkerFacts], Hashable], Callable[[tuple[Any, ...], PostingFrame], Array]],
] = {
    Limit.AGE_LAW: (_age, _age_law),
    Limit.MINOR_HAZARD: (_age, _minor_hazard),
    Limit.CAPACITY_LOST: (_capacity, _capacity_lost),
    Limit.AGE: (_age_and_sex, _ages),
    Limit.DEMAND: (_capacity, _demand),
    Limit.CERTIFICATE: (papers_of, _certificate),
    Limit.WELFARE_GROUP: (_groups, _welfare_group),
    Limit.REGION: (_home_and_regions, _region),
    Limit.NIGHT: (OfWishes(_refuses_nights), _night),
    Limit.SHIFTS: (OfWishes(_refuses_shifts), _shifts),
    Limit.AVOIDED: (OfWishes(_refused_words), _avoided),
    Limit.REQUIRED: (OfWishes(_required_words), _required),
}
"""For each limit what it looks at in a worker, and which of these break it with which postings."""
