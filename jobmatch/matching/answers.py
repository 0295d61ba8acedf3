"""The whole answer to "what fits?": matches with reasons, near misses, and plainly nothing.

One function answers for a worker of the register and for a typed question alike: both are a
worker's facts against a frame of postings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.barriers import Barrier, Pair, find_remarks, missing_papers, tell_barrier
from jobmatch.matching.frames import REGIONS, Array, PostingFrame, WorkerFrame, regions_seen
from jobmatch.matching.limits import Limit, broken_limits
from jobmatch.matching.ranking import LEAST, order_of
from jobmatch.matching.reasons import Reason, Side, find_reasons
from jobmatch.matching.scoring import Part, Scores, score_pairs, want_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobmatch.domain.kinds import WorkRegion
    from jobmatch.matching.facts import Knowledge, PostingFacts, WorkerFacts

FIT_FROM = 0.5
"""What is asked for counts as found from this value on; siblings of an occupation stay below."""
MOST_MISSES = 5
_LOOSENED = {
    Limit.CERTIFICATE: "有了所缺的证",
    Limit.REGION: "愿意去远一点的地方",
    Limit.NIGHT: "能接受夜班或倒班",
    Limit.SHIFTS: "能接受倒班",
    Limit.AVOIDED: "不排除这些词",
    Limit.REQUIRED: "不要求必须写有这些词",
}
"""Limits that a person can loosen, and how that is said; law, age and strength are not."""


@dataclass(frozen=True, slots=True)
class Match:
    """One posting for one worker, with everything that speaks for and against it."""

    posting: PostingFacts
    score: float
    reasons: tuple[Reason, ...]
    barriers: tuple[Barrier, ...]
    remarks: tuple[str, ...]

    def sentences(self, side: Side) -> tuple[str, ...]:
        """Give the sentences of one *side*."""
        return tuple(reason.sentence for reason in self.reasons if reason.side is side)


@dataclass(frozen=True, slots=True)
class Loosening:
    """How many postings more fit when one limit is loosened."""

    limit: Limit
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Matches, best first; *fits* is False when nothing is what was asked for."""

    matches: tuple[Match, ...]
    fits: bool
    sentence: str
    misses: tuple[Match, ...]
    """Postings that one limit alone keeps away, best first."""
    loosenings: tuple[Loosening, ...]


def answer(
    worker: WorkerFacts,
    postings: PostingFrame,
    *,
    knowledge: Knowledge,
    top: int,
    today: date | None = None,
) -> Answer:
    """Answer what fits *worker* among *postings*, at most *top* matches."""
    frame = WorkerFrame((worker,))
    keys = tuple(each.key for each in knowledge.conditions)
    scores = score_pairs(frame, postings, conditions=keys, today=today)
    broken = {limit: pairs[0] for limit, pairs in broken_limits(frame, postings).items()}
    count = np.sum([pairs.astype(np.int64) for pairs in broken.values()], axis=0)
    fitting = _fitting(worker, postings, scores)
    total = scores.total[0]
    permitted = np.where(count == 0, total, -1.0)
    best = order_of(permitted, postings.ids, postings.fresh, top)
    fits = bool((fitting & (count == 0) & (total >= LEAST)).any())
    missed = np.where((count == 1) & fitting & _loosenable(broken), total, -1.0)
    near = order_of(missed, postings.ids, postings.fresh, MOST_MISSES)
    loosenings = _loosenings(broken, count, fitting & (total >= LEAST))
    return Answer(
        matches=explain(worker, postings, best, knowledge=knowledge, today=today),
        fits=fits,
        sentence=_sentence(fits=fits, loosenings=loosenings),
        misses=explain(worker, postings, near, knowledge=knowledge, today=today),
        loosenings=loosenings,
    )


def explain(
    worker: WorkerFacts,
    postings: PostingFrame,
    rows: Sequence[int] | Array,
    *,
    knowledge: Knowledge,
    today: date | None = None,
) -> tuple[Match, ...]:
    """Explain *worker* against the postings in *rows*: the parts are those of the ranking."""
    if len(rows) == 0:
        return ()
    part = postings.take([int(row) for row in rows])
    frame = WorkerFrame((worker,))
    keys = tuple(each.key for each in knowledge.conditions)
    scores = score_pairs(frame, part, conditions=keys, today=today)
    broken = broken_limits(frame, part)
    seen = regions_seen(frame, part)[0]
    return tuple(
        _match(
            Pair(worker, part.postings[column], _region(int(seen[column])), knowledge),
            score=float(scores.total[0, column]),
            values={name: float(value[0, column]) for name, value in scores.parts.items()},
            limits=[limit for limit, pairs in broken.items() if pairs[0, column]],
        )
        for column in range(len(part))
    )


def near_miss_text(match: Match) -> str:
    """Say what alone keeps a near miss away: 缺叉车证，其余都合适."""
    return f"{match.barriers[0].sentence}，其余都合适" if match.barriers else ""


def _match(pair: Pair, *, score: float, values: dict[Part, float], limits: list[Limit]) -> Match:
    return Match(
        posting=pair.posting,
        score=score,
        reasons=find_reasons(pair, values),
        barriers=tuple(_told(limit, pair, alone=len(limits) == 1) for limit in limits),
        remarks=find_remarks(pair),
    )


def _region(index: int) -> WorkRegion | None:
    return REGIONS[index] if index >= 0 else None


def _told(limit: Limit, pair: Pair, *, alone: bool) -> Barrier:
    if limit is Limit.CERTIFICATE and alone:
        return Barrier(limit, f"缺{'、'.join(missing_papers(pair))}")
    return tell_barrier(limit, pair)


def _fitting(worker: WorkerFacts, postings: PostingFrame, scores: Scores) -> Array:
    """Tell per posting whether it is the work, place and kind that was asked for."""
    asked = [want for want in worker.wants if want.asked]
    fitting = np.ones(len(postings), dtype=bool)
    if asked:
        fitting = want_values(asked, postings).max(axis=0) >= FIT_FROM
    for part in (Part.PLACE, Part.KIND):
        fitting &= scores.parts[part][0] >= 1.0
    return fitting


def _loosenable(broken: dict[Limit, Array]) -> Array:
    kept = [pairs for limit, pairs in broken.items() if limit in _LOOSENED]
    loosenable: Array = np.any(kept, axis=0)
    return loosenable


def _loosenings(broken: dict[Limit, Array], count: Array, fitting: Array) -> tuple[Loosening, ...]:
    found = []
    for limit, words in _LOOSENED.items():
        opened = int((broken[limit] & (count == 1) & fitting).sum())
        if opened:
            found.append(Loosening(limit, opened, f"如果{words}，再多{opened}个合适的岗位"))
    return tuple(sorted(found, key=lambda each: -each.count))


def _sentence(*, fits: bool, loosenings: tuple[Loosening, ...]) -> str:
    if fits:
        return ""
    plain = "现在没有合适的岗位。"
    return f"{plain}{loosenings[0].sentence}。" if loosenings else plain
