"""Talks (洽谈) at a booth: who talked about which posting, and what it came to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.recommendations import OutcomeReason
from jobmatch.domain.talks import ENDED, TalkOutcome
from jobmatch.store.base import Base, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.check_ins import CheckIn
    from jobmatch.store.fairs import Booth
    from jobmatch.store.postings import Posting

_ENDED = ", ".join(f"'{outcome}'" for outcome in ENDED)


class Talk(WithUuid, Stamped, Base):
    """A guest of a fair talked about a posting; a second entry mends the first.

    An employer has one booth at a fair and a posting one employer, so the pair names the booth.
    """

    __tablename__ = "talk"
    __table_args__ = (
        one_of("outcome", TalkOutcome),
        one_of("reason", OutcomeReason),
        UniqueConstraint("check_in_id", "posting_id"),
        CheckConstraint(
            f"(outcome IN ({_ENDED})) = (reason IS NOT NULL)", name="ended_with_reason"
        ),
    )

    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"), index=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_in.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None when the employer noted it by the link of its booth."""
    outcome: Mapped[TalkOutcome]
    reason: Mapped[OutcomeReason | None]
    noted_at: Mapped[datetime]

    booth: Mapped[Booth] = relationship()
    posting: Mapped[Posting] = relationship()
    check_in: Mapped[CheckIn] = relationship()
