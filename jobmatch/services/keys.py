"""Rotation of keys: every sealed value and file is sealed anew, chunk by chunk, resumable.

The order is: a new key becomes active in the key file (the command does that), chunks are sealed
anew until none is left, then the old key may be dropped. A crash anywhere leaves values of both
keys, and both keys in the file: everything opens, and the next run goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select, update

from jobmatch.store import files, sealed, tables
from jobmatch.store.files import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from jobmatch.store.base import Base
    from jobmatch.store.crypto import KeyRing
    from jobmatch.store.sealed import Sealed


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One sealed column: its table's class and its field."""

    model: type[Base]
    field: Sealed

    @property
    def name(self) -> str:
        """Give table.field."""
        return f"{self.field.table}.{self.field.name}"


def sealed_columns() -> list[SealedColumn]:
    """Give every sealed column of the house, by name."""
    found = [
        SealedColumn(model, field)
        for model, fields in tables.sealed_fields().items()
        for field in fields
    ]
    return sorted(found, key=lambda column: column.name)


def stale_values(session: Session, column: SealedColumn) -> int:
    """Count the values of *column* that are not sealed with the active key."""
    wanted = select(func.count()).select_from(column.model).where(_is_stale(session, column))
    return session.scalar(wanted) or 0


def reseal_values(session: Session, column: SealedColumn, *, most: int = 5_000) -> int:
    """Seal up to *most* stale values of *column* anew; gives how many, 0 when all is done."""
    keys: KeyRing = session.info["keys"]
    table: Any = column.model.__table__
    stored = table.c[f"{column.field.name}_sealed"]
    wanted = select(table.c.id, table.c.uuid, stored).where(_is_stale(session, column))
    rows = session.execute(wanted.order_by(table.c.id).limit(most).with_for_update()).all()
    fresh = []
    for row_id, uuid, old in rows:
        where = f"{column.field.table}|{column.field.name}|{uuid}"
        fresh.append(
            {"row_id": row_id, "fresh": keys.seal(keys.open(old, where=where), where=where)}
        )
    if fresh:
        # A core statement: sealing anew is no edit, so neither version nor time of change moves.
        changed = {stored: bindparam("fresh"), **_unchanged(table)}
        session.connection().execute(
            update(table).where(table.c.id == bindparam("row_id")).values(changed), fresh
        )
    return len(fresh)


def reseal_files(session: Session) -> int:
    """Seal every stored file anew that is not sealed with the active key; gives how many."""
    keys: KeyRing = session.info["keys"]
    head = f"v1.{keys.active}.".encode()
    count = 0
    for stored in _stored_files(session):
        with files.path_of(session, stored.sha256).open("rb") as stream:
            is_fresh = stream.read(len(head)) == head
        if not is_fresh:
            files.reseal(session, stored)
            count += 1
    return count


def unopenable(session: Session, *, most: int = 20) -> list[str]:
    """Open every sealed value and file; give the places (table.field row) that do not open."""
    keys: KeyRing = session.info["keys"]
    bad: list[str] = []
    for column in sealed_columns():
        table: Any = column.model.__table__
        stored = table.c[f"{column.field.name}_sealed"]
        wanted = select(table.c.id, table.c.uuid, stored).where(stored.is_not(None))
        for row_id, uuid, value in session.execute(wanted.execution_options(yield_per=5_000)):
            try:
                keys.open(value, where=f"{column.field.table}|{column.field.name}|{uuid}")
            except sealed.SealError:
                bad.append(f"{column.name} {row_id}")
    for stored_file in _stored_files(session):
        try:
            files.read(session, stored_file)
        except (files.FileLostError, sealed.SealError):
            bad.append(f"stored_file {stored_file.id}")
    return bad[:most]


def _stored_files(session: Session) -> Iterator[StoredFile]:
    yield from session.scalars(select(StoredFile).order_by(StoredFile.id))


def _is_stale(session: Session, column: SealedColumn) -> Any:
    keys: KeyRing = session.info["keys"]
    stored = getattr(column.model, f"{column.field.name}_sealed")
    return and_(stored.is_not(None), ~stored.startswith(f"v1.{keys.active}.", autoescape=True))


def _unchanged(table: Any) -> dict[Any, Any]:
    return {table.c.updated_at: table.c.updated_at} if "updated_at" in table.c else {}
