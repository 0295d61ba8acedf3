"""Recommendations (推荐): a posting offered to a worker, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.recommendations import LIVE_STATES, RecommendationState
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

_LIVE = text("state IN ({})".format(", ".join(f"'{state}'" for state in LIVE_STATES)))


class Recommendation(WithUuid, Stamped, Base):
    """Somebody recommends a posting to a worker; a pair has one live recommendation."""

    __tablename__ = "recommendation"
    __table_args__ = (
        one_of("state", RecommendationState),
        Index(
            "uq_recommendation_one_live_per_pair",
            "worker_id",
            "posting_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    state: Mapped[RecommendationState] = mapped_column(default=RecommendationState.MADE, index=True)
    made_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    score: Mapped[float | None]
    reason: Mapped[LongText | None]
    """Why it was recommended, or what the operator overrode, as shown."""
    decline_reason: Mapped[LongText | None]
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped[Worker] = relationship()
    posting: Mapped[Posting] = relationship()

    __mapper_args__ = {"version_id_col": version}
