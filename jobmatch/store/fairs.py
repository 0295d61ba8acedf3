"""Fairs (招聘会), booths, and the intents counted there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.booths import STANDING_STATES, BoothState
from jobmatch.domain.fairs import FairState
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.employers import Employer
    from jobmatch.store.postings import Posting

_STANDING = ", ".join(f"'{state}'" for state in STANDING_STATES)


class Fair(WithUuid, Stamped, Base):
    """A recruiting fair at a place on a day or several."""

    __tablename__ = "fair"
    __table_args__ = (
        one_of("state", FairState),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        UniqueConstraint("name", "starts_on"),
    )

    name: Mapped[str]
    state: Mapped[FairState] = mapped_column(default=FairState.PLANNED, index=True)
    campaign: Mapped[str | None]
    community_id: Mapped[int | None] = mapped_column(ForeignKey("settlement_community.id"))
    address: Mapped[str | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    book_until: Mapped[date | None]
    """The last day on which an employer can book; None without a deadline."""
    note: Mapped[LongText | None]
    version: Mapped[int] = mapped_column(default=1)

    booths: Mapped[list[Booth]] = relationship(back_populates="fair", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class Booth(Base):
    """展位: an employer's stand at a fair, from the invitation on.

    A booth has its number while it stands on the plan; who is invited or declined has none.
    """

    __tablename__ = "booth"
    __table_args__ = (
        one_of("state", BoothState),
        CheckConstraint(
            f"number IS NOT NULL OR state NOT IN ({_STANDING})", name="number_while_standing"
        ),
        UniqueConstraint("fair_id", "number"),
        UniqueConstraint("fair_id", "employer_id"),
    )

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    state: Mapped[BoothState] = mapped_column(default=BoothState.BOOKED)
    number: Mapped[str | None] = mapped_column(String(20))
    invited_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    link_number: Mapped[int] = mapped_column(default=1)
    """Part of what its links are signed with: a new number makes all older links useless."""

    fair: Mapped[Fair] = relationship(back_populates="booths")
    employer: Mapped[Employer] = relationship()
    postings: Mapped[list[BoothPosting]] = relationship(
        back_populates="booth", cascade="all, delete-orphan"
    )


class BoothPosting(Base):
    """A posting shown at a booth; the same posting at several fairs counts once."""

    __tablename__ = "booth_posting"
    __table_args__ = (UniqueConstraint("booth_id", "posting_id"),)

    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"))
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)

    booth: Mapped[Booth] = relationship(back_populates="postings")
    posting: Mapped[Posting] = relationship()
