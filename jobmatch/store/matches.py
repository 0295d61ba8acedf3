"""Match lists, packed: one row per worker and one per posting, best first.

26,799 workers with 50 postings each are 1.3 million pairs; as rows they would be the largest
table of the house and rewritten at every import, so a list is one row of two packed arrays.
"""

from __future__ import annotations

import struct
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.store.base import Base, Stamped
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class MatchSide(StrEnum):
    """Whose list it is: postings for a worker, or workers for a posting."""

    WORKER = "worker"
    POSTING = "posting"


class MatchRun(Stamped, Base):
    """One computation; lists whose run has another version than today's are stale."""

    __tablename__ = "match_run"

    scope: Mapped[str] = mapped_column(String(40))
    """What was matched: all, or the changes since."""
    version: Mapped[str | None] = mapped_column(String(60))
    """Day, words, program and lengths that all lists of the run share."""
    content: Mapped[str | None] = mapped_column(String(40))
    """Digest of all rows that were matched: an unfinished run goes on with these only."""
    workers: Mapped[int] = mapped_column(default=0)
    """Lists of workers stored; while the run lasts, so far."""
    postings: Mapped[int] = mapped_column(default=0)
    """Lists of postings stored; while the run lasts, so far."""
    engine: Mapped[str | None] = mapped_column(String(40))
    finished_at: Mapped[datetime | None]


class MatchList(Base):
    """The best matches of one worker or one posting.

    ``ids`` are little-endian 64-bit integers, ``scores`` 32-bit floats of the same number:
    use pack_ids(), pack_scores() and pairs().
    """

    __tablename__ = "match_list"
    __table_args__ = (
        UniqueConstraint("side", "subject_id"),
        one_of("side", MatchSide),
        CheckConstraint("length(ids) = 2 * length(scores)", name="equal_lengths"),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), index=True)
    side: Mapped[MatchSide]
    subject_id: Mapped[int]
    """Row id of the worker or the posting."""
    facts: Mapped[str | None] = mapped_column(String(16))
    """Digest of the worker or the posting as it was matched; another one now means: changed."""
    ids: Mapped[bytes]
    scores: Mapped[bytes]
    remark: Mapped[str | None]
    """Why the list is empty, where it is."""

    run: Mapped[MatchRun] = relationship()

    def pairs(self) -> list[tuple[int, float]]:
        """Give (row id, score), best first."""
        count = len(self.scores) // 4
        ids = struct.unpack(f"<{count}q", self.ids)
        scores = struct.unpack(f"<{count}f", self.scores)
        return list(zip(ids, scores, strict=True))


def pack_ids(ids: Sequence[int]) -> bytes:
    """Pack row ids as a match list keeps them."""
    return struct.pack(f"<{len(ids)}q", *ids)


def pack_scores(scores: Sequence[float]) -> bytes:
    """Pack scores as a match list keeps them (single precision)."""
    return struct.pack(f"<{len(scores)}f", *scores)
