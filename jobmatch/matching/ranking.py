"""The best postings of a worker, the best workers of a posting: one score, one order.

Both directions are rows and columns of the same array of scores. Equal scores go by freshness of
the posting, then by id, so that an order never depends on what else was computed beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.frames import Array, PostingFrame, WorkerFrame
from jobmatch.matching.limits import permitted_pairs
from jobmatch.matching.scoring import score_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jobmatch.matching.facts import WorkerFacts

BLOCK = 128
"""Workers per block: some 50 MB of parts over 2,400 postings."""
LEAST = 0.05
"""Pairs under this score are no matches."""
EXCLUDED = -1.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ids and scores, best first, of one worker or one posting (*subject*)."""

    subject: int
    ids: tuple[int, ...]
    scores: tuple[float, ...]


def pair_scores(
    workers: WorkerFrame,
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    today: date | None = None,
) -> Array:
    """Give the score of every pair (m × n), EXCLUDED where a limit breaks."""
    scores = score_pairs(workers, postings, conditions=conditions, today=today).total
    return np.where(permitted_pairs(workers, postings), scores, EXCLUDED)


def order_of(scores: Array, ids: Array, fresh: Array, top: int) -> Array:
    """Give the positions of the best *top* scores of at least LEAST, ties by freshness and id."""
    order = np.lexsort((ids, -fresh, -scores))
    kept: Array = order[scores[order] >= LEAST][:top]
    return kept


def best_postings(
    workers: Sequence[WorkerFacts],
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    top: int,
    today: date | None = None,
) -> Iterator[Ranking]:
    """Yield the best *top* postings of each worker, in the order of *workers*, block by block."""
    for start in range(0, len(workers), BLOCK):
        block = WorkerFrame(tuple(workers[start : start + BLOCK]))
        scores = pair_scores(block, postings, conditions=conditions, today=today)
        for row, subject in enumerate(block.ids):
            best = order_of(scores[row], postings.ids, postings.fresh, top)
            yield _ranking(int(subject), postings.ids[best], scores[row, best])


def best_workers(
    workers: Sequence[WorkerFacts],
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    top: int,
    today: date | None = None,
) -> Iterator[Ranking]:
    """Yield the best *top* workers of each posting, in the order of *postings*."""
    columns: list[Array] = []
    for start in range(0, len(workers), BLOCK):
        block = WorkerFrame(tuple(workers[start : start + BLOCK]))
        columns.append(pair_scores(block, postings, conditions=conditions, today=today))
    ids = np.array([facts.profile.id for facts in workers], dtype=np.int64)
    alike = np.zeros(len(ids), dtype=np.int64)
    scores = np.vstack(columns) if columns else np.zeros((0, len(postings)))
    for column, subject in enumerate(postings.ids):
        best = order_of(scores[:, column], ids, alike, top)
        yield _ranking(int(subject), ids[best], scores[best, column])


def count_permitted(workers: Sequence[WorkerFacts], posting: PostingFrame) -> int:
    """Count the workers that break no limit of the one *posting* in the frame."""
    return int(permitted_pairs(WorkerFrame(tuple(workers)), posting).sum())


def _ranking(subject: int, ids: Array, scores: Array) -> Ranking:
    return Ranking(subject, tuple(int(i) for i in ids), tuple(float(s) for s in scores))
