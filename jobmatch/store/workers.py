"""The labour-force side of people: what somebody can, has done, wants and must care for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.kinds import LabourCapacity, Schooling, WorkRegion
from jobmatch.domain.workers import CareKind, EmploymentChannel, Source
from jobmatch.store.base import Base, Fen, LongText, Stamped, WithUuid

if TYPE_CHECKING:
    from jobmatch.store.employers import Employer
    from jobmatch.store.people import Person

_OPEN_MAIN = text("ended_on IS NULL AND is_main")


class Worker(WithUuid, Stamped, Base):
    """搬迁劳动力: one per person of the labour force."""

    __tablename__ = "worker"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    labour_capacity: Mapped[LabourCapacity | None]
    health: Mapped[str | None]
    """健康状况 as written; sensitive, never an input of a score."""
    schooling: Mapped[Schooling | None]
    schooling_raw: Mapped[str | None] = mapped_column(String(60))
    is_employed: Mapped[bool | None] = mapped_column(index=True)
    """What was last said about work; None when nobody said so. Dates stand in employment rows."""
    employed_as_of: Mapped[date | None]
    willing_to_work: Mapped[bool | None]
    cannot_leave_home: Mapped[bool | None]
    source: Mapped[Source | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    """The import that made the row; None when a person or the demonstration did."""
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship(back_populates="worker")
    employments: Mapped[list[Employment]] = relationship(
        back_populates="worker", cascade="all, delete-orphan"
    )
    skills: Mapped[list[WorkerSkill]] = relationship(
        back_populates="worker", cascade="all, delete-orphan"
    )
    certificates: Mapped[list[WorkerCertificate]] = relationship(
        back_populates="worker", cascade="all, delete-orphan"
    )
    wish: Mapped[WorkerWish | None] = relationship(
        back_populates="worker", cascade="all, delete-orphan"
    )
    care_duties: Mapped[list[CareDuty]] = relationship(
        back_populates="worker", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class Employment(Stamped, Base):
    """One spell of work; several per person, at most one open main one."""

    __tablename__ = "employment"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        CheckConstraint("monthly_income_fen >= 0", name="income_not_negative"),
        Index(
            "uq_employment_one_open_main_per_worker",
            "worker_id",
            unique=True,
            sqlite_where=_OPEN_MAIN,
            postgresql_where=_OPEN_MAIN,
        ),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    posting_id: Mapped[int | None] = mapped_column(ForeignKey("posting.id"), index=True)
    employer_name: Mapped[str | None]
    title: Mapped[str | None]
    occupation_code: Mapped[str | None] = mapped_column(String(12))
    channel: Mapped[EmploymentChannel | None] = mapped_column(index=True)
    work_region: Mapped[WorkRegion | None]
    workplace: Mapped[str | None]
    monthly_income_fen: Mapped[Fen | None]
    months_worked: Mapped[int | None]
    """务工时间 of the year, as the register says."""
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    """The first day without this work; None while it lasts."""
    end_reason: Mapped[str | None]
    is_main: Mapped[bool] = mapped_column(default=True)
    source: Mapped[Source | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)

    worker: Mapped[Worker] = relationship(back_populates="employments")
    employer: Mapped[Employer | None] = relationship()


class WorkerSkill(Base):
    """A skill as written, with the occupation that it was read as."""

    __tablename__ = "worker_skill"
    __table_args__ = (UniqueConstraint("worker_id", "name"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    name: Mapped[str]
    occupation_code: Mapped[str | None] = mapped_column(String(12))
    level: Mapped[str | None] = mapped_column(String(40))
    years: Mapped[Decimal | None]
    source: Mapped[Source | None]
    noted_on: Mapped[date | None]

    worker: Mapped[Worker] = relationship(back_populates="skills")


class WorkerCertificate(Base):
    """A certificate or driving licence that somebody holds."""

    __tablename__ = "worker_certificate"
    __table_args__ = (UniqueConstraint("worker_id", "name"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    name: Mapped[str]
    valid_until: Mapped[date | None]
    source: Mapped[Source | None]

    worker: Mapped[Worker] = relationship(back_populates="certificates")


class WorkerWish(Stamped, Base):
    """What somebody wants, one row per worker; None means that nothing was said."""

    __tablename__ = "worker_wish"
    __table_args__ = (CheckConstraint("month_pay_min >= 0", name="pay_not_negative"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), unique=True)
    words: Mapped[list[str]] = mapped_column(default=list)
    """The wishes as written (想在家门口, 要包住 …)."""
    text: Mapped[LongText | None]
    occupation_codes: Mapped[list[str] | None]
    regions: Mapped[list[str] | None]
    """WorkRegion values that are acceptable; None means not said."""
    month_pay_min: Mapped[Decimal | None]
    no_night: Mapped[bool | None]
    day_shift_only: Mapped[bool | None]
    wants_board: Mapped[bool | None]
    wants_lodging: Mapped[bool | None]
    near_home: Mapped[bool | None]
    source: Mapped[Source | None]

    worker: Mapped[Worker] = relationship(back_populates="wish")


class CareDuty(Base):
    """Somebody at home who must be looked after."""

    __tablename__ = "care_duty"

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    kind: Mapped[CareKind]
    note: Mapped[LongText | None]
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]

    worker: Mapped[Worker] = relationship(back_populates="care_duties")
