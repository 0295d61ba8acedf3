"""All lists anew, block by block: a stop loses at most one block, a restart goes on behind it.

A block of workers, or of postings, is ranked against the whole other side, so blocks are
independent; each is stored by one short transaction together with how far the run has come. A run
goes on only with the very same district; another one begins anew.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import delete, select

from jobmatch.matching import ranking
from jobmatch.matching.frames import WorkerFrame
from jobmatch.services import versions
from jobmatch.services.matches import districts, lists
from jobmatch.store.matches import MatchList, MatchRun, MatchSide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.matching.factors import Array
    from jobmatch.matching.ranking import Ranking
    from jobmatch.services.matches.districts import District

WHOLE = "all"
"""Scope of a run over everybody."""
BLOCK = {MatchSide.WORKER: 6000, MatchSide.POSTING: 4000}
"""Lists per block: seconds to compute, well under one to store."""


@dataclass(frozen=True, slots=True)
class Course:
    """How far a run has come."""

    run_id: int
    turn: int
    done: dict[MatchSide, int]
    """Lists that are stored, counted in the order of the ids."""

    @property
    def is_resumed(self) -> bool:
        """Tell whether an earlier process has done a part."""
        return any(self.done.values())


@dataclass(frozen=True, slots=True)
class Block:
    """Lists that are computed and not stored yet."""

    side: MatchSide
    rankings: tuple[Ranking, ...]
    seconds: float
    """What computing took."""


@dataclass(frozen=True, slots=True)
class RunDone:
    """What a run has stored, and how long it took here."""

    workers: int
    postings: int
    computing: float
    """Seconds."""
    storing: float
    """Seconds."""


def begin(session: Session, district: District, *, restart: bool = False) -> Course:
    """Go on with the unfinished run over this very district, or begin one.

    Args:
        session: of a short write transaction.
        district: both sides.
        restart: begin anew in any case.

    Raises:
        MatchingElsewhereError: somebody else has stored matches since the district was read.
    """
    turn = lists.take_turn(session, district.turn)
    run = None if restart else _unfinished(session, district)
    if run is None:
        run = MatchRun(
            scope=WHOLE,
            version=district.version,
            content=district.content,
            engine=versions.engine(),
        )
        session.add(run)
        session.flush()
    district.index.readings.keep(session)
    done = {MatchSide.WORKER: run.workers, MatchSide.POSTING: run.postings}
    return Course(run.id, turn, done)


def blocks(district: District, course: Course) -> Iterator[Block]:
    """Compute what *course* has not done yet; no transaction is needed meanwhile."""
    for side in (MatchSide.WORKER, MatchSide.POSTING):
        count = len(district.digests[side])
        for start in range(course.done[side], count, BLOCK[side]):
            began = time.perf_counter()
            rows = np.arange(start, min(start + BLOCK[side], count))
            with districts.settled():
                rankings = tuple(ranked(district, side, rows))
            yield Block(side, rankings, time.perf_counter() - began)


def ranked(district: District, side: MatchSide, rows: Array) -> Iterator[Ranking]:
    """Rank the whole other side for the workers, or the postings, in *rows* of the district."""
    index = district.index
    if side is MatchSide.WORKER:
        workers = WorkerFrame(tuple(district.workers.workers[row] for row in rows))
        return ranking.best_postings(
            workers,
            index.postings,
            conditions=index.conditions,
            top=district.tops.worker,
            today=district.on,
        )
    return ranking.best_workers(
        district.workers,
        index.postings.take(rows),
        conditions=index.conditions,
        top=district.tops.posting,
        today=district.on,
    )


def store(session: Session, course: Course, block: Block, district: District) -> Course:
    """Store one block and how far the run has come with it."""
    turn = lists.take_turn(session, course.turn)
    run = session.get_one(MatchRun, course.run_id)
    lists.store(session, run, block.side, block.rankings, district.digests[block.side])
    done = course.done | {block.side: course.done[block.side] + len(block.rankings)}
    run.workers, run.postings = done[MatchSide.WORKER], done[MatchSide.POSTING]
    session.flush()
    return replace(course, turn=turn, done=done)


def finish(session: Session, course: Course, district: District, *, now: datetime) -> None:
    """Close the run: lists of subjects that are gone, readings and runs of no use go."""
    lists.take_turn(session, course.turn)
    run = session.get_one(MatchRun, course.run_id)
    run.finished_at = now
    session.flush()
    session.execute(delete(MatchList).where(MatchList.run_id != run.id))
    lists.drop_empty_runs(session, keep=(run.id,))
    district.index.readings.prune(session)


def run_through(
    district: District,
    *,
    transaction: Callable[[], AbstractContextManager[Session]],
    now: datetime,
    restart: bool = False,
    tell: Callable[[str, int, int], None] | None = None,
) -> RunDone:
    """Make all lists anew.

    Args:
        district: both sides, as read at the beginning.
        transaction: gives a write session that commits when it is left; the edge's own.
        now: when it happens.
        restart: begin anew, whatever an earlier run has done.
        tell: is given after each block a Chinese line, and how many lists of how many are done.

    Raises:
        MatchingElsewhereError: another process has stored matches since; nothing is mixed.
    """
    tell = tell or _silent
    began = time.perf_counter()
    with transaction() as session:
        course = begin(session, district, restart=restart)
    if course.is_resumed:
        tell(f"接着上次的进度：{_told(course, district)}", *_count(course, district))
    computing, storing = 0.0, time.perf_counter() - began
    for block in blocks(district, course):
        began = time.perf_counter()
        with transaction() as session:
            course = store(session, course, block, district)
        storing += time.perf_counter() - began
        computing += block.seconds
        tell(_told(course, district), *_count(course, district))
    began = time.perf_counter()
    with transaction() as session:
        finish(session, course, district, now=now)
    storing += time.perf_counter() - began
    done = course.done
    return RunDone(done[MatchSide.WORKER], done[MatchSide.POSTING], computing, storing)


def _told(course: Course, district: District) -> str:
    people, offers = (
        f"{course.done[side]}/{len(district.digests[side])}"
        for side in (MatchSide.WORKER, MatchSide.POSTING)
    )
    return f"人找岗位 {people}，岗位找人 {offers}"


def _count(course: Course, district: District) -> tuple[int, int]:
    return sum(course.done.values()), sum(len(district.digests[side]) for side in MatchSide)


def _unfinished(session: Session, district: District) -> MatchRun | None:
    newest = session.scalar(
        select(MatchRun).where(MatchRun.scope == WHOLE).order_by(MatchRun.id.desc()).limit(1)
    )
    if newest is None or newest.finished_at is not None:
        return None
    same = (newest.version, newest.content) == (district.version, district.content)
    return newest if same else None


def _silent(line: str, done: int, total: int) -> None:
    del line, done, total
