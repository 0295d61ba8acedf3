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
    """One computation; lists of an older run are stale."""

    __tablename__ = "match_run"

    scope: Mapped[str] = mapped_column(String(40))
    """What was matched: unemployed, all, one worker …"""
    workers: Mapped[int] = mapped_column(default=0)
    postings: Mapped[int] = mapped_column(default=0)
    lexicon_version: Mapped[int | None]
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
