"""Recommendations (推荐): a posting offered to a worker, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.recommendations import (
    LIVE_STATES,
    UNSENT_STATES,
    OutcomeReason,
    RecommendationState,
)
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account
    from jobmatch.store.postings import Posting
    from jobmatch.store.send_lists import SendList
    from jobmatch.store.workers import Worker

_LIVE = text("state IN ({})".format(", ".join(f"'{state}'" for state in LIVE_STATES)))


class Recommendation(WithUuid, Stamped, Base):
    """Somebody recommends a posting to a worker; a pair has one live recommendation."""

    __tablename__ = "recommendation"
    __table_args__ = (
        one_of("state", RecommendationState),
        one_of("outcome_reason", OutcomeReason),
        CheckConstraint(
            "(send_list_id IS NULL) = (list_number IS NULL)", name="number_on_its_list"
        ),
        UniqueConstraint("send_list_id", "list_number"),
        Index(
            "uq_recommendation_one_live_per_pair",
            "worker_id",
            "posting_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index("ix_recommendation_on_worker_id", "worker_id"),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    state: Mapped[RecommendationState] = mapped_column(default=RecommendationState.MADE, index=True)
    made_on: Mapped[date | None]
    sent_on: Mapped[date | None]
    """When the employer got the name, with the newest list."""
    came_on: Mapped[date | None]
    """When the worker went to the interview."""
    decided_on: Mapped[date | None]
    score: Mapped[float | None]
    reason: Mapped[LongText | None]
    """Why it was recommended, or what the operator overrode, as shown."""
    outcome_reason: Mapped[OutcomeReason | None]
    """Why nothing came of it."""
    decline_reason: Mapped[LongText | None]
    """The same in words, where there is more to say."""
    send_list_id: Mapped[int | None] = mapped_column(ForeignKey("send_list.id"))
    list_number: Mapped[int | None]
    """The number of the line on the list that the employer holds."""
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped[Worker] = relationship()
    posting: Mapped[Posting] = relationship()
    account: Mapped[Account | None] = relationship()
    send_list: Mapped[SendList | None] = relationship(back_populates="recommendations")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_live(self) -> bool:
        """Tell whether somebody still waits for an answer."""
        return self.state in LIVE_STATES

    @property
    def is_unsent(self) -> bool:
        """Tell whether the employer has not got the name yet."""
        return self.state in UNSENT_STATES
