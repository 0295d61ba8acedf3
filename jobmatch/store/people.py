"""People: identity of every household member, sealed where it identifies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.kinds import Sex
from jobmatch.domain.workers import Source, TargetGroup
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed, plain_digits, plain_id

if TYPE_CHECKING:
    from jobmatch.store.households import Household
    from jobmatch.store.workers import Worker

_HEAD = text("is_head")
_CURRENT = text("until_on IS NULL")


class Person(WithUuid, Stamped, Base):
    """A member of a household, of working age or not.

    ``person.id_number``, ``person.phone`` and ``person.bank_card`` take and give plain text;
    the database holds them sealed, with a blind index and the last four characters.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("id_number_index"),
        Index(
            "uq_person_one_head_per_household",
            "household_id",
            unique=True,
            sqlite_where=_HEAD,
            postgresql_where=_HEAD,
        ),
    )

    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    person_no: Mapped[str | None] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60), index=True)
    sex: Mapped[Sex | None]
    birth_on: Mapped[date | None]
    relation_to_head: Mapped[str | None] = mapped_column(String(40))
    """As written (户主, 配偶, 之子 …); None when the roster contradicts itself."""
    is_head: Mapped[bool] = mapped_column(default=False)
    student_status: Mapped[str | None] = mapped_column(String(40))
    """在校生状况 as written; a pupil is not in the labour force."""
    left_on: Mapped[date | None]
    left_reason: Mapped[str | None]

    id_number = Sealed(normalise=plain_id, searchable=True)
    id_number_sealed: Mapped[LongText | None]
    id_number_index: Mapped[str | None] = mapped_column(String(32))
    id_number_last4: Mapped[str | None] = mapped_column(String(4), index=True)
    phone = Sealed(normalise=plain_digits, searchable=True)
    phone_sealed: Mapped[LongText | None]
    phone_index: Mapped[str | None] = mapped_column(String(32), index=True)
    phone_last4: Mapped[str | None] = mapped_column(String(4), index=True)
    bank_card = Sealed(normalise=plain_digits, searchable=True)
    bank_card_sealed: Mapped[LongText | None]
    bank_card_index: Mapped[str | None] = mapped_column(String(32), index=True)
    bank_card_last4: Mapped[str | None] = mapped_column(String(4))
    disability_certificate = Sealed(normalise=plain_id, searchable=True)
    disability_certificate_sealed: Mapped[LongText | None]
    disability_certificate_index: Mapped[str | None] = mapped_column(String(32))
    disability_certificate_last4: Mapped[str | None] = mapped_column(String(4))

    household: Mapped[Household | None] = relationship(back_populates="people")
    worker: Mapped[Worker | None] = relationship(back_populates="person")
    target_groups: Mapped[list[TargetGroupMember]] = relationship(
        back_populates="person", cascade="all, delete-orphan"
    )


class TargetGroupMember(Base):
    """Membership of a person in a target group, from a day to a day."""

    __tablename__ = "target_group_member"
    __table_args__ = (
        Index(
            "uq_target_group_member_one_current",
            "person_id",
            "target_group",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    target_group: Mapped[TargetGroup] = mapped_column(index=True)
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]
    source: Mapped[Source | None]

    person: Mapped[Person] = relationship(back_populates="target_groups")
