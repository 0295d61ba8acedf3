"""The whole answer to "what fits?": matches with reasons, near misses, and plainly nothing.

One function answers for a worker of the register and for a typed question alike: both are a
worker's facts against a frame of postings.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.barriers import Barrier, Pair, find_remarks, missing_papers, tell_barrier
from jobmatch.matching.frames import REGIONS, Array, PostingFrame, WorkerFrame, regions_seen
from jobmatch.matching.limits import Limit, broken_limits
from jobmatch.matching.ranking import EXCLUDED, LEAST, order_of
from jobmatch.matching.reasons import Reason, Side, find_reasons
from jobmatch.matching.scoring import Part, Scores, score_pairs, want_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobmatch.domain.kinds import WorkRegion
    from jobmatch.matching.facts import Knowledge, PostingFacts, WorkerFacts
    from jobmatch.matching.profiles import Want

FIT_FROM = 0.45
"""What is asked for counts as found from this value on; siblings of an occupation stay below."""
MOST_MISSES, MOST_PAPERS = 5, 3
_LOOSENED = {
    Limit.CERTIFICATE: "有所缺的证",
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
    total = scores.total[0]
    asked = [want for want in worker.wants if want.asked]
    permitted = np.where(count == 0, total, EXCLUDED)
    best = order_of(permitted, postings.ids, postings.fresh, top)
    found = _fitting(asked, postings, scores) & (count == 0) & (total >= LEAST)
    missed = _fitting(asked or worker.wants, postings, scores) & (count == 1) & (total >= LEAST)
    missed &= _loosenable(broken)
    near = order_of(np.where(missed, total, EXCLUDED), postings.ids, postings.fresh, MOST_MISSES)
    loosenings = _loosenings(worker, postings, broken, missed)
    fits = bool(found.any())
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
        return Barrier(limit, f"缺{'、'.join(missing_papers(pair.worker, pair.posting))}")
    return tell_barrier(limit, pair)


def _fitting(wants: Sequence[Want], postings: PostingFrame, scores: Scores) -> Array:
    """Tell per posting whether it is one of *wants*, in the place and of the kind asked for."""
    fitting = np.ones(len(postings), dtype=bool)
    if wants:
        fitting = want_values(wants, postings).max(axis=0) >= FIT_FROM
    for part in (Part.PLACE, Part.KIND):
        fitting &= scores.parts[part][0] >= 1.0
    return fitting


def _loosenable(broken: dict[Limit, Array]) -> Array:
    kept = [pairs for limit, pairs in broken.items() if limit in _LOOSENED]
    loosenable: Array = np.any(kept, axis=0)
    return loosenable


def _loosenings(
    worker: WorkerFacts, postings: PostingFrame, broken: dict[Limit, Array], missed: Array
) -> tuple[Loosening, ...]:
    """Count what each loosened limit would open; certificates are counted one by one."""
    found = []
    for limit, words in _LOOSENED.items():
        opened = broken[limit] & missed
        if limit is Limit.CERTIFICATE:
            counts = _by_paper(worker, postings, np.flatnonzero(opened))
        else:
            counts = {words: int(opened.sum())}
        found += [
            Loosening(limit, count, f"如果{what}，再多{count}个合适的岗位")
            for what, count in counts.items()
            if count
        ]
    return tuple(sorted(found, key=lambda each: -each.count))


def _by_paper(worker: WorkerFacts, postings: PostingFrame, rows: Array) -> dict[str, int]:
    """Count per certificate the postings in *rows* that ask for it alone, most wanted first."""
    counts: Counter[str] = Counter()
    for row in rows:
        missing = missing_papers(worker, postings.postings[int(row)])
        if len(missing) == 1:
            counts[f"有{missing[0]}"] += 1
    return dict(counts.most_common(MOST_PAPERS))


def _sentence(*, fits: bool, loosenings: tuple[Loosening, ...]) -> str:
    if fits:
        return ""
    plain = "现在没有合适的岗位。"
    return f"{plain}{loosenings[0].sentence}。" if loosenings else plain
