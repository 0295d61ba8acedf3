"""Learned aliases, the lessons they stand on, and what was searched for; version counters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.imports import AliasState
from jobmatch.store.base import Base, Stamped
from jobmatch.store.types import one_of


class LearnedAlias(Stamped, Base):
    """A cleaned title that people say means an occupation; conflicting ones fan out.

    State, number of lessons and authors follow from the lessons that stand.
    """

    __tablename__ = "learned_alias"
    __table_args__ = (
        UniqueConstraint("text", "occupation_code"),
        one_of("state", AliasState),
        CheckConstraint("times >= 1", name="times_positive"),
    )

    text: Mapped[str]
    occupation_code: Mapped[str] = mapped_column(String(12))
    state: Mapped[AliasState] = mapped_column(default=AliasState.CANDIDATE, index=True)
    times: Mapped[int] = mapped_column(default=1)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    second_author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]

    lessons: Mapped[list[AliasLesson]] = relationship(
        back_populates="alias", order_by="AliasLesson.id"
    )


class AliasLesson(Base):
    """One person's word, on one occasion, that a text means an occupation; undone as one row.

    A lesson stays when it is undone, with who undid it and when.
    """

    __tablename__ = "alias_lesson"
    __table_args__ = (
        Index(
            "uq_alias_lesson_once_per_occasion",
            "alias_id",
            "author",
            "occasion",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    alias_id: Mapped[int | None] = mapped_column(ForeignKey("learned_alias.id"), index=True)
    """None where only a posting was corrected: its title stands for many kinds of work."""
    occupation_code: Mapped[str] = mapped_column(String(12))
    author: Mapped[str] = mapped_column(String(60))
    """Login name; "system" for the console."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    centre: Mapped[str] = mapped_column(String(16))
    """The part of the district whose accounts believe it at once."""
    occasion: Mapped[str] = mapped_column(String(40))
    """The posting that was corrected, or the day on which a phrase was confirmed."""
    written: Mapped[str]
    """The text as it was written."""
    taught_at: Mapped[datetime]
    posting_id: Mapped[int | None] = mapped_column(index=True)
    """The corrected posting. No foreign key: taking back its import must not fail on a lesson."""
    before: Mapped[dict[str, Any] | None]
    """The occupations that the posting had before, to give them back."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(60))

    alias: Mapped[LearnedAlias | None] = relationship(back_populates="lessons")


class PastSearch(Base):
    """A text that was searched for, how often on one day; nothing says by whom or for whom."""

    __tablename__ = "past_search"
    __table_args__ = (
        UniqueConstraint("text", "asked_on"),
        CheckConstraint("times >= 1", name="times_positive"),
    )

    text: Mapped[str]
    """Numbers of people are masked before it is kept."""
    asked_on: Mapped[date] = mapped_column(index=True)
    times: Mapped[int] = mapped_column(default=1)


class VersionCounter(Base):
    """A number that grows when something changes ("lexicon", "postings", "workers").

    Caches in memory compare it at each request.
    """

    __tablename__ = "version_counter"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    number: Mapped[int] = mapped_column(default=0)
