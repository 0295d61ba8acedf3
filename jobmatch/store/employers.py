"""Employers of all kinds, the parks they lie in, and the members of collectives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.employers import ComplaintKind
from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed, plain_digits
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.workers import Worker

_NOT_LEFT = text("left_on IS NULL")


class Park(Base):
    """An industrial park or a park of small workshops."""

    __tablename__ = "park"
    __table_args__ = (UniqueConstraint("district_id", "name"),)

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str]
    address: Mapped[str | None]

    employers: Mapped[list[Employer]] = relationship(back_populates="park")


class Employer(WithUuid, Stamped, Base):
    """Whoever offers work: enterprise, workshop, welfare unit, collective, cooperative, property.

    ``name_key`` is the name as compared (NFKC, no spaces): an import finds the employer by it.
    """

    __tablename__ = "employer"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[EmployerKind | None] = mapped_column(index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    community_id: Mapped[int | None] = mapped_column(
        ForeignKey("settlement_community.id"), index=True
    )
    park_id: Mapped[int | None] = mapped_column(ForeignKey("park.id"), index=True)
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    industry: Mapped[str | None]
    address: Mapped[str | None]
    region_code: Mapped[str | None] = mapped_column(String(12))
    work_region: Mapped[WorkRegion | None]
    capacity_places: Mapped[int | None]
    """Places that a workshop or unit offers in all, where it is stated."""
    founded_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    contact_name: Mapped[str | None] = mapped_column(String(60))
    contact_phone = Sealed(normalise=plain_digits, searchable=True)
    contact_phone_sealed: Mapped[LongText | None]
    contact_phone_index: Mapped[str | None] = mapped_column(String(32), index=True)
    contact_phone_last4: Mapped[str | None] = mapped_column(String(4))
    version: Mapped[int] = mapped_column(default=1)

    park: Mapped[Park | None] = relationship(back_populates="employers")
    members: Mapped[list[CollectiveMember]] = relationship(back_populates="employer")

    __mapper_args__ = {"version_id_col": version}


class Complaint(WithUuid, Stamped, Base):
    """What somebody complained of about an employer, and what came of it."""

    __tablename__ = "complaint"
    __table_args__ = (
        one_of("kind", ComplaintKind),
        CheckConstraint(
            "(dealt_with_on IS NULL) = (outcome IS NULL)", name="outcome_when_dealt_with"
        ),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    kind: Mapped[ComplaintKind]
    words: Mapped[LongText]
    """What happened, without the name of who says it."""
    noted_on: Mapped[date]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    dealt_with_on: Mapped[date | None]
    dealt_with_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[LongText | None]


class CollectiveMember(Base):
    """A worker in a collective organisation or labour cooperative."""

    __tablename__ = "collective_member"
    __table_args__ = (
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="leaves_after_joining"),
        Index(
            "uq_collective_member_once_at_a_time",
            "employer_id",
            "worker_id",
            unique=True,
            sqlite_where=_NOT_LEFT,
            postgresql_where=_NOT_LEFT,
        ),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]

    employer: Mapped[Employer] = relationship(back_populates="members")
    worker: Mapped[Worker] = relationship()
