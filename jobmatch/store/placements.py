"""Placements (安置) and the follow-ups after the start."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.placements import LIVE_STATES, PlacementState
from jobmatch.store.base import Base, Fen, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

_LIVE = text("state IN ({})".format(", ".join(f"'{state}'" for state in LIVE_STATES)))


class Placement(WithUuid, Stamped, Base):
    """A worker in a posting; a worker has at most one live placement."""

    __tablename__ = "placement"
    __table_args__ = (
        one_of("state", PlacementState),
        CheckConstraint(
            "state NOT IN ('started', 'stable') OR started_on IS NOT NULL",
            name="started_has_its_day",
        ),
        CheckConstraint("state <> 'ended' OR ended_on IS NOT NULL", name="ended_has_its_day"),
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
        CheckConstraint("wage_fen_per_month > 0", name="wage_positive"),
        Index(
            "uq_placement_one_live_per_worker",
            "worker_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    recommendation_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"))
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"), index=True)
    state: Mapped[PlacementState] = mapped_column(default=PlacementState.PROPOSED, index=True)
    proposed_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    dispatched_on: Mapped[date | None]
    hired_on: Mapped[date | None]
    started_on: Mapped[date | None]
    stable_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[LongText | None]
    work_region: Mapped[WorkRegion | None]
    wage_fen_per_month: Mapped[Fen | None]
    evidence_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped[Worker] = relationship()
    posting: Mapped[Posting] = relationship()
    follow_ups: Mapped[list[FollowUp]] = relationship(
        back_populates="placement", cascade="all, delete-orphan", order_by="FollowUp.day"
    )

    __mapper_args__ = {"version_id_col": version}


class FollowUp(Base):
    """A visit or call on day 3, 30 or 90 after the start: is it as promised?"""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("placement_id", "day"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    day: Mapped[int]
    due_on: Mapped[date] = mapped_column(index=True)
    done_on: Mapped[date | None]
    answers: Mapped[dict[str, Any] | None]
    """work, pay, contract, insurance: true, false or missing."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    placement: Mapped[Placement] = relationship(back_populates="follow_ups")
