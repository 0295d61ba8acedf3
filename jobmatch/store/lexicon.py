"""Learned aliases: what operators taught, with author and count; and version counters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.domain.imports import AliasState
from jobmatch.store.base import Base, Stamped
from jobmatch.store.types import one_of


class LearnedAlias(Stamped, Base):
    """A cleaned title that people say means an occupation; conflicting ones fan out."""

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


class VersionCounter(Base):
    """A number that grows when something changes ("lexicon", "postings", "workers").

    Caches in memory compare it at each request.
    """

    __tablename__ = "version_counter"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    number: Mapped[int] = mapped_column(default=0)
