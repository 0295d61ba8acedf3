"""What every measure of matching begins with: how much is measured, and the district opened."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, ParamSpec

from jobmatch.bench import districts
from jobmatch.services import indexes, matching
from jobmatch.services.matches.districts import District, open_district
from jobmatch.services.seeding.scales import Scale

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.services.indexes import Index

ArgumentsT = ParamSpec("ArgumentsT")
SEED = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    scale: Scale
    rows: int
    """Open postings."""
    rounds: int
    """How often engine and peers take turns."""
    singles: int
    """Workers, and a tenth of it postings, that are matched alone."""
    sampled: int
    """Workers whose lists the slow reference makes again."""
    grown: int
    """Workers that are matched against 1, 4 and 16 times the postings."""
    allocated: tuple[int, int]
    """Workers and postings of the sampled allocation."""
    typed: int
    """Titles that are typed, sign by sign."""


FULL = Plan(Scale.DISTRICT, 16_000, 3, 500, 24, 4_000, (2_000, 3_000), 60)
QUICK = Plan(Scale.SMALL, 1_000, 1, 50, 20, 300, (200, 300), 10)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A district in memory, and how long its two sides took to open."""

    district: District
    index_seconds: float
    workers_seconds: float

    @property
    def index(self) -> Index:
        """Give the open postings with the words."""
        return self.district.index

    @property
    def workers(self) -> tuple[WorkerFacts, ...]:
        """Give everybody of the register."""
        return self.district.workers.workers

    @property
    def asked(self) -> dict[str, Any]:
        """Give the arguments that rankings share."""
        return {"conditions": self.index.conditions, "today": districts.DAY}


def load(folder: Path, plan: Plan) -> Loaded:
    """Open the scratch district in *folder*: the index, and all its workers read."""
    indexes.load_words()
    with (
        districts.scratch(folder, scale=plan.scale, rows=plan.rows) as store,
        store.reads() as session,
    ):
        start = time.perf_counter()
        index = matching.open_index(session, today=districts.DAY)
        opened = time.perf_counter()
        whole = open_district(session, on=districts.DAY, index=index)
        return Loaded(whole, opened - start, time.perf_counter() - opened)


def timed(
    work: Callable[ArgumentsT, object], *arguments: ArgumentsT.args, **named: ArgumentsT.kwargs
) -> float:
    """Give the seconds that *work* takes."""
    start = time.perf_counter()
    work(*arguments, **named)
    return time.perf_counter() - start


def spread(seconds: list[float]) -> tuple[float, float]:
    """Give the median and the 95th percentile of *seconds* in milliseconds."""
    if len(seconds) == 1:
        return seconds[0] * 1000, seconds[0] * 1000
    return median(seconds) * 1000, quantiles(seconds, n=20, method="inclusive")[-1] * 1000
