"""Allocation: priorities and overrides that people set, and the plans that came of them.

The database itself keeps a plan within its places: a seat has a number up to the places of its
posting, which a foreign key takes from the plan's own row for that posting. A plan is a record of
its day: it holds row ids of workers and postings as they were, and no foreign keys to them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.allocations import OverrideKind, UnplacedKind
from jobmatch.store.base import Base, Fen, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

_LIVE = text("withdrawn_on IS NULL")
_LIVE_PIN = text("withdrawn_on IS NULL AND kind = 'pin'")


class AllocationPriority(Stamped, Base):
    """Who comes first, as an operator set it; the newest row holds, without one the default."""

    __tablename__ = "allocation_priority"

    criteria: Mapped[list[str]]
    """Keys of domain.allocations.PRIORITY_NAMES, the first one first; empty: nobody."""
    reason: Mapped[LongText]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class AllocationOverride(Stamped, Base):
    """A pair that an operator pins (指定) or forbids (排除), with the reason."""

    __tablename__ = "allocation_override"
    __table_args__ = (
        one_of("kind", OverrideKind),
        CheckConstraint("length(reason) >= 2", name="reason_given"),
        CheckConstraint("withdrawn_on >= decided_on", name="withdrawn_after_decided"),
        Index(
            "uq_allocation_override_one_live_per_pair",
            "worker_id",
            "posting_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index(
            "uq_allocation_override_one_live_pin_per_worker",
            "worker_id",
            unique=True,
            sqlite_where=_LIVE_PIN,
            postgresql_where=_LIVE_PIN,
        ),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    kind: Mapped[OverrideKind]
    reason: Mapped[LongText]
    decided_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class AllocationPlan(WithUuid, Stamped, Base):
    """One plan: who is proposed for which place, on a day, for a fair or the whole district.

    *inputs* is a digest of all that the plan depends on: the same inputs give the same plan, which
    is kept once. *worth* is the value that was maximised, *bound* one that no plan exceeds.
    """

    __tablename__ = "allocation_plan"
    __table_args__ = (
        UniqueConstraint("inputs"),
        CheckConstraint("placed <= people", name="placed_are_people"),
        CheckConstraint("worth <= bound", name="worth_within_bound"),
    )

    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"), index=True)
    """None: all open postings of the district."""
    planned_on: Mapped[date]
    engine: Mapped[str] = mapped_column(String(40))
    inputs: Mapped[str] = mapped_column(String(64))
    people: Mapped[int]
    placed: Mapped[int]
    worth: Mapped[Fen]
    bound: Mapped[Fen]
    figures: Mapped[dict[str, Any]]
    """What the report prints: settings, priorities, gains, congestion."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    places: Mapped[list[AllocationPlace]] = relationship(
        back_populates="plan", cascade="all, delete-orphan", order_by="AllocationPlace.posting_id"
    )
    seats: Mapped[list[AllocationSeat]] = relationship(
        back_populates="plan", cascade="all, delete-orphan", order_by="AllocationSeat.worker_id"
    )
    unplaced: Mapped[list[AllocationUnplaced]] = relationship(
        back_populates="plan", cascade="all, delete-orphan", order_by="AllocationUnplaced.worker_id"
    )


class AllocationPlace(Base):
    """The places of one posting that a plan may fill, and what one more would be worth."""

    __tablename__ = "allocation_place"
    __table_args__ = (
        UniqueConstraint("plan_id", "posting_id", "places"),
        Index("uq_allocation_place_plan_id_posting_id", "plan_id", "posting_id", unique=True),
        CheckConstraint("places >= 0", name="places_not_negative"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("allocation_plan.id"))
    posting_id: Mapped[int] = mapped_column(index=True)
    places: Mapped[int]
    firsts: Mapped[int]
    """People in whose own list it stands first."""
    more_placed: Mapped[int]
    """How many more people one more place would place."""
    more_fit: Mapped[float]
    """What one more place would add to the sum of fits, where it places nobody more."""

    plan: Mapped[AllocationPlan] = relationship(back_populates="places")


class AllocationSeat(Base):
    """A worker in one of the places of a posting."""

    __tablename__ = "allocation_seat"
    __table_args__ = (
        ForeignKeyConstraint(
            ["plan_id", "posting_id", "places"],
            [
                "allocation_place.plan_id",
                "allocation_place.posting_id",
                "allocation_place.places",
            ],
            name="fk_allocation_seat_place",
        ),
        UniqueConstraint("plan_id", "worker_id"),
        UniqueConstraint("plan_id", "posting_id", "seat_no"),
        CheckConstraint("seat_no BETWEEN 1 AND places", name="seat_within_places"),
        CheckConstraint("partner_id <> worker_id", name="partner_is_another"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("allocation_plan.id"))
    worker_id: Mapped[int] = mapped_column(index=True)
    posting_id: Mapped[int] = mapped_column(index=True)
    places: Mapped[int]
    seat_no: Mapped[int]
    priority_rank: Mapped[int]
    fit: Mapped[float]
    is_pinned: Mapped[bool] = mapped_column(default=False)
    partner_id: Mapped[int | None]
    """The worker who is placed together with this one."""

    plan: Mapped[AllocationPlan] = relationship(back_populates="seats", overlaps="plan")


class AllocationUnplaced(Base):
    """A worker whom the plan leaves without a place, and what binds."""

    __tablename__ = "allocation_unplaced"
    __table_args__ = (UniqueConstraint("plan_id", "worker_id"), one_of("kind", UnplacedKind))

    plan_id: Mapped[int] = mapped_column(ForeignKey("allocation_plan.id"))
    worker_id: Mapped[int] = mapped_column(index=True)
    priority_rank: Mapped[int]
    kind: Mapped[UnplacedKind]
    broken_limit: Mapped[str | None] = mapped_column(String(32))
    sentence: Mapped[LongText]

    plan: Mapped[AllocationPlan] = relationship(back_populates="unplaced")
