"""Match lists as they are stored: packed, one row per worker and one per posting.

Reasons are not stored: the same function that made the score tells them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import delete, insert, select, text

from jobmatch.domain.errors import ConflictError
from jobmatch.matching.scoring import DIGITS
from jobmatch.store.lexicon import VersionCounter
from jobmatch.store.matches import MatchList, MatchRun, MatchSide, pack_ids, pack_scores

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.matching.ranking import Ranking

NOTHING = {
    MatchSide.WORKER: "现在没有合适的岗位",
    MatchSide.POSTING: "现在没有合适的人",
}
_COUNTER = "matches"
_FIRST = text(
    "INSERT INTO version_counter (name, number) VALUES (:name, 0) ON CONFLICT (name) DO NOTHING"
).bindparams(name=_COUNTER)
_CHUNK = 500


class MatchingElsewhereError(ConflictError):
    """Somebody else has stored matches since ours were begun."""

    message = "另一个程序也在写匹配结果，这一次没有写入；请稍后再执行一次。"


@dataclass(frozen=True, slots=True)
class Tops:
    """How many matches are stored."""

    worker: int = 20
    """Postings per worker."""
    posting: int = 50
    """Workers per posting."""

    def of(self, side: MatchSide) -> int:
        """Give the length of the lists of *side*."""
        return self.worker if side is MatchSide.WORKER else self.posting


TOPS = Tops()


@dataclass(frozen=True, slots=True)
class Stored:
    """One list as it lies: (row id, score), best first, and the digest of whom it is for."""

    pairs: tuple[tuple[int, float], ...]
    facts: str | None


def take_turn(session: Session, turn: int | None = None) -> int:
    """Note that matches are written now; gives the number to come back with.

    With the *turn* of an earlier call this fails when somebody else has written since: two that
    computed from different states must not mix their lists.

    Raises:
        MatchingElsewhereError: somebody else has written.
    """
    # Two that come first at once: the second waits here for the row of the first.
    session.execute(_FIRST)
    row = session.scalars(
        select(VersionCounter)
        .where(VersionCounter.name == _COUNTER)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if turn is not None and row.number != turn:
        raise MatchingElsewhereError
    row.number += 1
    session.flush()
    return row.number


def last_turn(session: Session) -> int:
    """Give the turn of who wrote last."""
    counted = select(VersionCounter.number).where(VersionCounter.name == _COUNTER)
    return session.scalar(counted) or 0


def store(
    session: Session,
    run: MatchRun,
    side: MatchSide,
    rankings: Sequence[Ranking],
    digests: Mapping[int, str],
) -> None:
    """Put the lists of *rankings* in the place of those that their subjects have."""
    drop(session, side, [each.subject for each in rankings])
    rows = [
        {
            "run_id": run.id,
            "side": side,
            "subject_id": each.subject,
            "facts": digests[each.subject],
            "ids": pack_ids(each.ids),
            "scores": pack_scores(each.scores),
            "remark": None if each.ids else NOTHING[side],
        }
        for each in rankings
    ]
    if rows:
        session.execute(insert(MatchList), rows)


def drop(session: Session, side: MatchSide, subjects: Collection[int]) -> None:
    """Delete the lists of *subjects*."""
    ids = sorted(subjects)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        session.execute(
            delete(MatchList).where(MatchList.side == side, MatchList.subject_id.in_(chunk))
        )


def drop_empty_runs(session: Session, *, keep: Collection[int]) -> None:
    """Delete the runs that no list comes from any more, but those with the ids *keep*."""
    used = select(MatchList.run_id).distinct()
    session.execute(delete(MatchRun).where(MatchRun.id.not_in(used), MatchRun.id.not_in(keep)))


def stored(session: Session, side: MatchSide) -> dict[int, Stored]:
    """Give all lists of *side* by subject, scores as they were computed."""
    columns = (MatchList.subject_id, MatchList.facts, MatchList.ids, MatchList.scores)
    found = {}
    for subject, facts, ids, scores in session.execute(
        select(*columns).where(MatchList.side == side)
    ):
        exact = np.round(np.frombuffer(scores, dtype="<f4").astype(np.float64), DIGITS).tolist()
        pairs = zip(np.frombuffer(ids, dtype="<i8").tolist(), exact, strict=True)
        found[subject] = Stored(tuple(pairs), facts)
    return found


def is_matched(session: Session) -> bool:
    """Tell whether a first matching of the whole district was ended."""
    ended = select(MatchRun.id).where(MatchRun.finished_at.is_not(None)).limit(1)
    return session.scalar(ended) is not None


def stored_pairs(
    session: Session, side: MatchSide, subject_id: int
) -> list[tuple[int, float]] | None:
    """Give the stored (row id, score) of one worker or posting, best first; None: no list."""
    found = session.scalar(
        select(MatchList).where(MatchList.side == side, MatchList.subject_id == subject_id)
    )
    return None if found is None else found.pairs()


def is_stale(run: MatchRun, *, version: str) -> bool:
    """Tell whether lists of *run* come from another day, other words or another program."""
    return run.version != version
