"""What reading a text gave, kept by a digest of all that went in.

A reading stands for its text wherever the text stands: postings of one wording share one, and no
row has to be renewed when a posting changes, because the changed words have another digest. The
text itself is not kept.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.store.base import Base, LongText
from jobmatch.store.types import one_of


class ReadingKind(StrEnum):
    """What was read."""

    PHRASE = "phrase"
    """A skill or a title of earlier work: the occupations that it may mean."""
    POSTING = "posting"
    """A posting: occupations, strain, papers, conditions, terms."""
    WISH = "wish"
    """What a worker of the register said about wishes."""


class Reading(Base):
    """One text as read with the words and the program of *version*; others are of no use."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("kind", "digest"), one_of("kind", ReadingKind))

    kind: Mapped[ReadingKind]
    digest: Mapped[str] = mapped_column(String(32))
    version: Mapped[str] = mapped_column(String(32), index=True)
    body: Mapped[LongText]
    """The reading as JSON; services/readings.py knows its shape."""
