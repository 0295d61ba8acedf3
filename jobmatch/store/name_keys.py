"""Keys by which names are found: one row for each name that anybody has, filled as names come.

What a name sounds like depends on the name alone, so a row is never out of date and serves
everybody of that name. Names that go through a session are noted when it flushes; bulk inserts go
through note_names().
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, delete, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch.matching import names
from jobmatch.store import upserts
from jobmatch.store.base import Base, LongText
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHUNK = 500


class NameKey(Base):
    """A name, and what it is found by (matching/names.py tells how the texts are built)."""

    __tablename__ = "name_key"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    sounds: Mapped[LongText]
    folded: Mapped[LongText]


def note_names(session: Session, told: Iterable[str]) -> None:
    """Keep the keys of the names *told* that have none yet."""
    wanted = sorted({name for name in told if name})
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        known = set(session.scalars(select(NameKey.name).where(NameKey.name.in_(chunk))))
        keys = [(name, names.keys_of(name)) for name in chunk if name not in known]
        rows = [{"name": name, "sounds": key.sounds, "folded": key.folded} for name, key in keys]
        # Another process may note the same name at the same moment.
        upserts.put_all_if_absent(session, NameKey, rows)


def fill(session: Session) -> None:
    """Note the names of all people that have no keys yet."""
    missing = select(Person.name).distinct().where(Person.name.not_in(select(NameKey.name)))
    note_names(session, session.scalars(missing))


def prune(session: Session) -> None:
    """Forget the names that nobody has any more."""
    session.execute(delete(NameKey).where(NameKey.name.not_in(select(Person.name))))


@event.listens_for(Session, "after_flush")
def _note_after_flush(session: Session, _context: object) -> None:
    told = {
        row.name
        for row in (*session.new, *session.dirty)
        if isinstance(row, Person) and "name" in row.__dict__
    }
    if told:
        note_names(session, told)
