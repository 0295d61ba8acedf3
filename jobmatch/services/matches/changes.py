"""Lists renewed after some rows changed: what a full run would give, for a part of its work.

What changed is found by digests: each list keeps one of the worker or posting it is for. A pair's
score depends on its two rows alone, so a list of somebody unchanged differs only by the changed
rows of the other side: they leave it, they may enter it, and where one left, somebody who stood
just below the end may move up. Only such a list is computed anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from jobmatch.matching import ranking
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.lots import lot
from jobmatch.matching.ranking import Ranking
from jobmatch.services import versions
from jobmatch.services.matches import lists, runs
from jobmatch.store.matches import MatchRun, MatchSide

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.matching.factors import Array
    from jobmatch.services.matches.districts import District
    from jobmatch.services.matches.lists import Stored

SCOPE = "changes"
_LARGE_SHARE, _FEW = 0.25, 20
"""A quarter of the workers or postings changed: then hardly a list stays as it is."""
_OTHER = {MatchSide.WORKER: MatchSide.POSTING, MatchSide.POSTING: MatchSide.WORKER}
Order = tuple[float, int, int]


@dataclass(frozen=True)
class Changes:
    """What differs between a district and the lists that are stored."""

    base_id: int
    """The full run that the lists come from."""
    stored: Mapping[MatchSide, Mapping[int, Stored]]
    changed: Mapping[MatchSide, frozenset[int]]
    """Rows that are new or have other facts."""
    gone: Mapping[MatchSide, frozenset[int]]
    """Rows that have a list and stand in the district no more."""

    def __bool__(self) -> bool:
        return any(self.changed.values()) or any(self.gone.values())

    def is_large(self, district: District) -> bool:
        """Tell whether making all lists anew is the smaller work."""
        return any(
            len(self.touched(side)) > _LARGE_SHARE * len(district.digests[side]) + _FEW
            for side in MatchSide
        )

    def touched(self, side: MatchSide) -> frozenset[int]:
        """Give the rows of *side* whose place in other lists is no longer sure."""
        return self.changed[side] | self.gone[side]


@dataclass(frozen=True, slots=True)
class Renewed:
    """Lists that take the place of stored ones."""

    rankings: Mapping[MatchSide, tuple[Ranking, ...]]

    def count(self, side: MatchSide) -> int:
        """Give how many lists of *side* are new."""
        return len(self.rankings[side])


def find(session: Session, district: District) -> Changes | None:
    """Find what changed since the stored lists; None when only a full run can tell.

    That is so when there was none, when one was begun and not ended, or when day, words or program
    are other ones now.
    """
    base = session.scalar(
        select(MatchRun).where(MatchRun.scope == runs.WHOLE).order_by(MatchRun.id.desc()).limit(1)
    )
    if base is None or base.finished_at is None or lists.is_stale(base, version=district.version):
        return None
    stored = {side: lists.stored(session, side) for side in MatchSide}
    changed, gone = {}, {}
    for side in MatchSide:
        now, before = district.digests[side], stored[side]
        changed[side] = frozenset(
            row for row, digest in now.items() if row not in before or before[row].facts != digest
        )
        gone[side] = frozenset(before.keys() - now.keys())
    return Changes(base.id, stored, changed, gone)


def renew(district: District, changes: Changes) -> Renewed:
    """Compute the lists that *changes* touch, on both sides."""
    return Renewed({side: tuple(_renew_side(district, changes, side)) for side in MatchSide})


def store(
    session: Session, district: District, changes: Changes, renewed: Renewed, *, now: datetime
) -> None:
    """Store the renewed lists, all in one transaction: half of them would be no state at all.

    Raises:
        MatchingElsewhereError: somebody else has stored matches since the district was read.
    """
    lists.take_turn(session, district.turn)
    run = MatchRun(
        scope=SCOPE,
        version=district.version,
        content=district.content,
        engine=versions.engine(),
        workers=renewed.count(MatchSide.WORKER),
        postings=renewed.count(MatchSide.POSTING),
        finished_at=now,
    )
    session.add(run)
    session.flush()
    for side in MatchSide:
        lists.drop(session, side, changes.gone[side])
        lists.store(session, run, side, renewed.rankings[side], district.digests[side])
    lists.drop_empty_runs(session, keep=(changes.base_id, run.id))
    district.index.readings.keep(session)


def _renew_side(district: District, changes: Changes, side: MatchSide) -> list[Ranking]:
    """Give the new lists of *side*: of the changed, and of others that the other side touches."""
    own, stored = changes.changed[side], changes.stored[side]
    touched = changes.touched(_OTHER[side])
    order_of = _orders(district, side)
    entering = {each.subject: each for each in _among_changed(district, changes, side)}
    renewed: list[Ranking] = []
    unsure = set(own)
    for subject in district.digests[side]:
        if subject in own:
            continue
        pairs = stored[subject].pairs
        new = entering.get(subject)
        best = merge(
            pairs,
            () if new is None else tuple(zip(new.ids, new.scores, strict=True)),
            touched=touched,
            top=district.tops.of(side),
            order=order_of(subject),
        )
        if best is None:
            unsure.add(subject)
        elif best != pairs:
            ids, scores = zip(*best, strict=True) if best else ((), ())
            renewed.append(Ranking(subject, ids, scores))
    rows = _rows(district, side, unsure)
    for start in range(0, len(rows), runs.BLOCK[side]):
        renewed += runs.ranked(district, side, rows[start : start + runs.BLOCK[side]])
    return renewed


def merge(
    stored: tuple[tuple[int, float], ...],
    entering: tuple[tuple[int, float], ...],
    *,
    touched: Collection[int],
    top: int,
    order: Callable[[tuple[int, float]], Order],
) -> tuple[tuple[int, float], ...] | None:
    """Give the best *top* after the *touched* left and the *entering* came.

    Args:
        stored: the list so far, best first; of *top* or, when no more fit, fewer.
        entering: the best *top* of the touched, with their scores now.
        touched: rows that the stored list no longer knows.
        top: the length of a full list.
        order: gives the place of a row in the order of the list, best first.

    Returns:
        The new list; None when somebody who was not stored might belong to it.
    """
    full, last = len(stored) == top, stored[-1] if stored else None
    if full and last and not entering and not any(row in touched for row, _ in stored):
        return stored
    kept = [pair for pair in stored if pair[0] not in touched]
    best = tuple(sorted((*kept, *entering), key=order)[:top])
    if not full or last is None or len(kept) == len(stored):
        return best
    if len(best) < top:
        return None
    # All who were not stored stood below the last one: they stay below whoever is not under it.
    # The place of a last one that changed itself is known by its score only.
    if best[-1][1] > last[1] or (kept[-1:] == [last] and order(best[-1]) <= order(last)):
        return best
    return None


def _among_changed(district: District, changes: Changes, side: MatchSide) -> Sequence[Ranking]:
    """Rank the changed rows of the other side alone for everybody of *side* who has a list."""
    index = district.index
    rows = _rows(district, _OTHER[side], changes.changed[_OTHER[side]])
    if not len(rows) or not district.digests[side]:
        return ()
    if side is MatchSide.WORKER:
        found = ranking.best_postings(
            district.workers,
            index.postings.take(rows),
            conditions=index.conditions,
            top=district.tops.worker,
            today=district.on,
        )
    else:
        found = ranking.best_workers(
            WorkerFrame(tuple(district.workers.workers[row] for row in rows)),
            index.postings,
            conditions=index.conditions,
            top=district.tops.posting,
            today=district.on,
        )
    return [each for each in found if each.ids]


def _rows(district: District, side: MatchSide, ids: Collection[int]) -> Array:
    """Give the rows in the district's order of those with *ids*."""
    place = {subject: row for row, subject in enumerate(district.digests[side])}
    return np.array(sorted(place[each] for each in ids), dtype=np.int64)


def _orders(
    district: District, side: MatchSide
) -> Callable[[int], Callable[[tuple[int, float]], Order]]:
    """Give the order of the list of a subject of *side*: score, freshness or lot, id."""
    postings = district.index.postings
    fresh = dict(zip(postings.ids.tolist(), postings.fresh.tolist(), strict=True))

    def of_worker(pair: tuple[int, float]) -> Order:
        return (-pair[1], -fresh.get(pair[0], 0), pair[0])

    def of_posting(subject: int, pair: tuple[int, float]) -> Order:
        return (-pair[1], lot(pair[0], subject), pair[0])

    return lambda subject: of_worker if side is MatchSide.WORKER else partial(of_posting, subject)
