"""Postings (岗位): every parsed field, the raw cells it came from, and how sure the reader was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.kinds import (
    EmployerKind,
    Insurance,
    LegalFlag,
    PayUnit,
    PhysicalDemand,
    Schooling,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.postings import PostingState, SourceKind, VerifiedHow
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed, plain_digits
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account
    from jobmatch.store.employers import Employer


class Posting(WithUuid, Stamped, Base):
    """One employer's offer of one kind of work. None means: the sheet does not say.

    ``cells`` maps a field name to the raw cell it was read from, ``confidence`` to how sure
    the reader was (0 to 1). Pay is Decimal yuan per ``pay_unit``; ``month_pay_min/max`` are
    the same pay per month, for comparing.
    """

    __tablename__ = "posting"
    __table_args__ = (
        one_of("state", PostingState),
        one_of("verified_how", VerifiedHow),
        CheckConstraint("pay_min >= 0", name="pay_not_negative"),
        CheckConstraint("pay_max >= pay_min", name="pay_in_order"),
        CheckConstraint("places_min >= 0", name="places_not_negative"),
        CheckConstraint("places_max >= places_min", name="places_in_order"),
        CheckConstraint("vacancies >= 0", name="vacancies_not_negative"),
        UniqueConstraint("source_key"),
    )

    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    kind: Mapped[EmployerKind | None] = mapped_column(index=True)
    state: Mapped[PostingState] = mapped_column(default=PostingState.DRAFT, index=True)
    state_reason: Mapped[LongText | None]
    title: Mapped[str | None]
    description: Mapped[LongText | None]
    places_min: Mapped[int | None]
    places_max: Mapped[int | None]
    places_open: Mapped[bool] = mapped_column(default=False)
    """True for 若干, 不限, 数名: no number, but no upper limit either."""
    vacancies: Mapped[int | None]
    """Places still free; kept by placements. None when no number of places is known."""

    pay_min: Mapped[Decimal | None]
    pay_max: Mapped[Decimal | None]
    pay_unit: Mapped[PayUnit | None]
    pay_negotiable: Mapped[bool] = mapped_column(default=False)
    pay_base_only: Mapped[bool] = mapped_column(default=False)
    pay_piece_rate: Mapped[bool] = mapped_column(default=False)
    pay_approximate: Mapped[bool] = mapped_column(default=False)
    pay_open_ended: Mapped[bool] = mapped_column(default=False)
    probation_pay: Mapped[Decimal | None]
    month_pay_min: Mapped[Decimal | None] = mapped_column(index=True)
    month_pay_max: Mapped[Decimal | None]

    sex: Mapped[Sex | None]
    """Demand as stated; shown to operators where unlawful, never applied."""
    ages_soft: Mapped[bool] = mapped_column(default=False)
    schooling: Mapped[Schooling | None]
    shift: Mapped[Shift | None]
    board: Mapped[bool | None]
    lodging: Mapped[bool | None]
    insurance: Mapped[Insurance | None]
    workplace: Mapped[str | None]
    region_code: Mapped[str | None] = mapped_column(String(12), index=True)
    work_region: Mapped[WorkRegion | None] = mapped_column(index=True)
    contact_name: Mapped[str | None] = mapped_column(String(60))
    contact_phone = Sealed(normalise=plain_digits, searchable=True)
    contact_phone_sealed: Mapped[LongText | None]
    contact_phone_index: Mapped[str | None] = mapped_column(String(32))
    contact_phone_last4: Mapped[str | None] = mapped_column(String(4))
    deadline_on: Mapped[date | None]
    published_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    """When somebody last learned that the employer still hires."""
    verified_how: Mapped[VerifiedHow | None]
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    valid_until: Mapped[date | None] = mapped_column(index=True)
    """The last day that this is good for; None: published before anybody asked."""

    physical_demand: Mapped[PhysicalDemand | None]
    occupation_code: Mapped[str | None] = mapped_column(String(12), index=True)
    """The best occupation; others stand in posting_occupation."""
    cells: Mapped[dict[str, str]] = mapped_column(default=dict)
    confidence: Mapped[dict[str, float]] = mapped_column(default=dict)

    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    source_sheet: Mapped[str | None]
    source_row: Mapped[int | None]
    source_key: Mapped[str | None] = mapped_column(String(64))
    """What makes it the same posting when a changed file comes again."""
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    employer: Mapped[Employer | None] = relationship()
    verifier: Mapped[Account | None] = relationship()
    pay_variants: Mapped[list[PostingPay]] = relationship(
        back_populates="posting", cascade="all, delete-orphan", order_by="PostingPay.seq"
    )
    ages: Mapped[list[PostingAge]] = relationship(
        back_populates="posting", cascade="all, delete-orphan", order_by="PostingAge.seq"
    )
    certificates: Mapped[list[PostingCertificate]] = relationship(
        back_populates="posting", cascade="all, delete-orphan", order_by="PostingCertificate.seq"
    )
    occupations: Mapped[list[PostingOccupation]] = relationship(
        back_populates="posting", cascade="all, delete-orphan", order_by="PostingOccupation.seq"
    )
    flags: Mapped[list[PostingFlag]] = relationship(
        back_populates="posting", cascade="all, delete-orphan", order_by="PostingFlag.id"
    )

    __mapper_args__ = {"version_id_col": version}


class PostingPay(Base):
    """One of several pays in a cell: trial and formal, novice and skilled, two shifts."""

    __tablename__ = "posting_pay"
    __table_args__ = (
        UniqueConstraint("posting_id", "seq"),
        CheckConstraint("pay_max >= pay_min", name="pay_in_order"),
    )

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"))
    seq: Mapped[int]
    label: Mapped[str | None] = mapped_column(String(40))
    pay_min: Mapped[Decimal | None]
    pay_max: Mapped[Decimal | None]
    pay_unit: Mapped[PayUnit | None]

    posting: Mapped[Posting] = relationship(back_populates="pay_variants")


class PostingAge(Base):
    """An age range for one sex or both (Sex.ANY)."""

    __tablename__ = "posting_age"
    __table_args__ = (
        UniqueConstraint("posting_id", "seq"),
        CheckConstraint("max_age >= min_age", name="ages_in_order"),
    )

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"))
    seq: Mapped[int]
    sex: Mapped[Sex] = mapped_column(default=Sex.ANY)
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]

    posting: Mapped[Posting] = relationship(back_populates="ages")


class PostingCertificate(Base):
    """A certificate that the employer asks for, as written."""

    __tablename__ = "posting_certificate"
    __table_args__ = (UniqueConstraint("posting_id", "seq"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"))
    seq: Mapped[int]
    name: Mapped[str]

    posting: Mapped[Posting] = relationship(back_populates="certificates")


class PostingOccupation(Base):
    """An occupation that the posting may be, best first."""

    __tablename__ = "posting_occupation"
    __table_args__ = (UniqueConstraint("posting_id", "code"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"))
    seq: Mapped[int]
    code: Mapped[str] = mapped_column(String(12), index=True)
    score: Mapped[float]
    source: Mapped[SourceKind] = mapped_column(default=SourceKind.TEXT)

    posting: Mapped[Posting] = relationship(back_populates="occupations")


class PostingFlag(Base):
    """A demand that the law forbids or restricts, with the words that raised it."""

    __tablename__ = "posting_flag"
    __table_args__ = (UniqueConstraint("posting_id", "flag"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"))
    flag: Mapped[LegalFlag]
    severity: Mapped[str | None] = mapped_column(String(10))
    """block, warn or info."""
    law: Mapped[str | None]
    words: Mapped[LongText | None]
    dealt_with_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    dealt_with_on: Mapped[date | None]

    posting: Mapped[Posting] = relationship(back_populates="flags")
