"""Where all postings stand for one worker: scores, broken limits, and what is as asked.

One place decides what "fits", so that an answer, a count beside a suggestion and what one more
certificate would open can never differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.kinds import PhysicalDemand, WorkRegion
from jobmatch.matching.conditions import PLAIN
from jobmatch.matching.frames import DEMANDS, REGIONS, PostingFrame, WorkerFrame
from jobmatch.matching.limits import Limit, broken_limits
from jobmatch.matching.ranking import LEAST
from jobmatch.matching.reasons import FIT_FROM, asks_otherwise
from jobmatch.matching.scoring import Part, score_pairs
from jobmatch.matching.wants import want_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.profiles import Want


_PLAIN_FROM = 0.8
"""From which degree on work counts as plain: anybody may begin it (conditions.PLAIN)."""


@dataclass(frozen=True)
class Standing:
    """One worker against n postings; every array has one element per posting."""

    worker: WorkerFacts
    postings: PostingFrame
    total: Array
    """Scores, as the ranking has them."""
    parts: dict[Part, Array]
    broken: dict[Limit, Array]
    simple: Array
    """How far anybody may begin the work (conditions.PLAIN), 0 to 1."""

    @cached_property
    def count(self) -> Array:
        """How many limits break."""
        counted: Array = np.sum([pairs.astype(np.int64) for pairs in self.broken.values()], axis=0)
        return counted

    @cached_property
    def permitted(self) -> Array:
        """Where no limit breaks."""
        permitted: Array = self.count == 0
        return permitted

    @cached_property
    def work(self) -> Array:
        """Where the work is what is asked for, or what skills and earlier work speak for."""
        asked = [want for want in self.worker.wants if want.asked]
        if not asked and not asks_otherwise(self.worker.profile.wishes):
            return fitting_work(self.worker.wants, self.postings)
        return fitting_work(asked, self.postings)

    def asked(self, *, but: Part | None = None) -> Array:
        """Where work, place and kind are as asked; the part *but* is left out of account."""
        fitting = self.work.copy()
        total = self.total if but is None else self.total / self.parts[but]
        for part in (Part.PLACE, Part.KIND):
            if part is not but:
                fitting &= self.parts[part] >= 1.0
        fitting &= total >= LEAST
        return fitting

    @cached_property
    def plain(self) -> Array:
        """Where anybody may begin: plain work nearby that is not heavy, high up or dangerous."""
        postings = self.postings
        near = [REGIONS.index(each) for each in (WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY)]
        bearable = [DEMANDS.index(each) for each in (PhysicalDemand.LIGHT, PhysicalDemand.MEDIUM)]
        plain: Array = self.simple >= _PLAIN_FROM
        plain &= np.isin(postings.region, near) & np.isin(postings.demand, bearable)
        plain[[row for row, _ in postings.asked_papers]] = False
        return plain

    @cached_property
    def found(self) -> Array:
        """What fits: as asked, and no limit breaks."""
        found: Array = self.asked() & self.permitted
        return found


def stand(
    worker: WorkerFacts,
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    today: date | None = None,
) -> Standing:
    """Set *worker* against all *postings*; the arguments are those of score_pairs."""
    frame = WorkerFrame((worker,))
    known = PLAIN in conditions and len(postings) > 0
    scores = score_pairs(frame, postings, conditions=conditions, today=today)
    return Standing(
        worker=worker,
        postings=postings,
        total=scores.total[0],
        parts={part: values[0] for part, values in scores.parts.items()},
        broken={limit: pairs[0] for limit, pairs in broken_limits(frame, postings).items()},
        simple=postings.offers[:, conditions.index(PLAIN)] if known else np.zeros(len(postings)),
    )


def fitting_work(wants: Sequence[Want], postings: PostingFrame) -> Array:
    """Tell per posting whether its work is one of *wants*; True where nobody wants anything."""
    if not wants:
        return np.ones(len(postings), dtype=bool)
    fitting: Array = want_values(wants, postings).max(axis=0) >= FIT_FROM
    return fitting
