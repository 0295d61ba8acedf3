"""The best postings of a worker, the best workers of a posting: one score, one order.

Both directions take their scores from the same model. Equal postings go by freshness, then by id;
equal workers by lot (lots.py): an order never depends on what else was computed beside it. Each
block of one side against the whole other side stands alone: blocks may be computed in any order,
on any machine, and put together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.bounds import best_columns
from jobmatch.matching.frames import PostingFrame, WorkerFrame
from jobmatch.matching.limits import limit_factors, permitted_pairs
from jobmatch.matching.lots import lots
from jobmatch.matching.products import THREADS, Products
from jobmatch.matching.scoring import Model
from jobmatch.matching.sifting import LEAST, Best, select
from jobmatch.matching.wants import WantClasses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import WorkerFacts

__all__ = [
    "EXCLUDED",
    "LEAST",
    "Ranking",
    "best_postings",
    "best_workers",
    "count_permitted",
    "order_of",
    "pair_scores",
]

EXCLUDED = -1.0
_FEW = 16
"""So many workers, or postings, are faster scored in full than sifted."""
_CELLS = 56_000_000
"""Values of wants and classes held at a time, four bytes each."""
_COLUMNS = 4096
_WIDEST, _NARROWEST = 16_384, 1024


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
    scores = Model.of(workers, postings, conditions=conditions, today=today).totals()
    scores[~permitted_pairs(workers, postings)] = EXCLUDED
    return scores


def order_of(scores: Array, ids: Array, fresh: Array, top: int) -> Array:
    """Give the positions of the best *top* scores of at least LEAST.

    Ties go to the greater of *fresh* (days; of workers the lots, less than nought), then to the
    lesser id.
    """
    near = select(scores, top, LEAST)
    order = near[np.lexsort((ids[near], -fresh[near], -scores[near]))]
    kept: Array = order[scores[order] >= LEAST][:top]
    return kept


def best_postings(
    workers: WorkerFrame | Sequence[WorkerFacts],
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    top: int,
    today: date | None = None,
    threads: int = THREADS,
) -> Iterator[Ranking]:
    """Yield the best *top* postings of each worker, in the order of *workers*.

    Memory grows with the workers given, not with their product with the postings: these are
    taken in pieces.
    """
    frame = _frame(workers)
    if not len(postings):
        yield from (Ranking(subject, (), ()) for subject in frame.ids.tolist())
        return
    if len(frame) <= _FEW:
        scores = pair_scores(frame, postings, conditions=conditions, today=today)
        for row, subject in enumerate(frame.ids):
            best = order_of(scores[row], postings.ids, postings.fresh, top)
            yield _ranking(int(subject), postings.ids[best], scores[row, best])
        return
    found = Best(len(frame), top)
    ordered, rank = postings.by_trade
    for start, piece in ordered.pieces(_width(frame, len(postings))):
        model = Model.of(frame, piece, conditions=conditions, today=today)
        products = Products(model, limit_factors(frame, piece), len(frame))
        best_columns(products, piece.trade, rank[start : start + len(piece)], found, threads)
    yield from _rankings(frame.ids, postings.by_freshness.ids, found)


def best_workers(
    workers: WorkerFrame | Sequence[WorkerFacts],
    postings: PostingFrame,
    *,
    conditions: Sequence[str],
    top: int,
    today: date | None = None,
    threads: int = THREADS,
) -> Iterator[Ranking]:
    """Yield the best *top* workers of each posting, in the order of *postings*."""
    frame = _frame(workers)
    if not len(frame):
        yield from (Ranking(subject, (), ()) for subject in postings.ids.tolist())
        return
    if len(postings) <= _FEW:
        scores = pair_scores(frame, postings, conditions=conditions, today=today)
        for column, subject in enumerate(postings.ids.tolist()):
            best = order_of(scores[:, column], frame.ids, -lots(frame.ids, subject), top)
            yield _ranking(subject, frame.ids[best], scores[best, column])
        return
    for _, piece in postings.pieces(_COLUMNS):
        model = Model.of(frame, piece, conditions=conditions, today=today)
        found = Best(len(piece), top)
        products = Products(model, limit_factors(frame, piece), len(frame))
        products.best_rows(frame.ids, piece.ids, found, threads)
        yield from _rankings(piece.ids, frame.ids, found)


def count_permitted(workers: WorkerFrame | Sequence[WorkerFacts], posting: PostingFrame) -> int:
    """Count the workers that break no limit of the one *posting* in the frame."""
    return int(permitted_pairs(_frame(workers), posting).sum())


def _rankings(subjects: Array, ids: Array, found: Best) -> Iterator[Ranking]:
    counts = (found.scores >= LEAST).sum(axis=1).tolist()
    listed, scores = ids[found.places].tolist(), found.scores.tolist()
    for subject, count, mine, each in zip(subjects.tolist(), counts, listed, scores, strict=True):
        del mine[count:], each[count:]
        yield Ranking(subject, tuple(mine), tuple(each))


def _width(workers: WorkerFrame, count: int) -> int:
    """Give how many of *count* postings are matched at a time.

    The more the workers differ, the fewer; all pieces are of about one size.
    """
    rows = len(workers.kept(WantClasses.of).wants) + len(workers) // _FEW
    most = max(_NARROWEST, min(_WIDEST, _CELLS // max(1, rows)))
    return max(1, -(-count // -(-count // most))) if count else 1


def _frame(workers: WorkerFrame | Sequence[WorkerFacts]) -> WorkerFrame:
    return workers if isinstance(workers, WorkerFrame) else WorkerFrame(tuple(workers))


def _ranking(subject: int, ids: Array, scores: Array) -> Ranking:
    return Ranking(subject, tuple(ids.tolist()), tuple(scores.tolist()))
