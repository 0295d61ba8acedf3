"""Rows as JSON text and back: kept so that what was taken away can come back exactly.

Sealed values are kept open inside a text that is sealed itself: a change of keys harms nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, DateTime, select, update

from jobmatch.store.base import Base
from jobmatch.store.sealed import Sealed
from jobmatch.store.types import UtcDateTime, Yuan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

Copy = dict[str, Any]
_PARTS = ("sealed", "index", "last4")


def copy_row(session: Session, table: Table, row_id: int) -> Copy:
    """Give the columns of a row as plain JSON data, sealed ones opened."""
    row = session.execute(select(table).where(table.c.id == row_id)).mappings().one()
    kept: Copy = {str(name): _plain(value) for name, value in row.items()}
    for field in _sealed_of(table):
        sealed = row[f"{field.name}_sealed"]
        where = f"{table.name}|{field.name}|{row['uuid']}"
        opened = session.info["keys"].open(sealed, where=where).decode() if sealed else None
        for part in _PARTS:
            kept.pop(f"{field.name}_{part}", None)
        kept[field.name] = opened
    return kept


def values_of(session: Session, table: Table, copy: Copy) -> dict[str, Any]:
    """Turn a copy back into the values of the columns of *table*."""
    told = dict(copy)
    values: dict[str, Any] = {}
    for field in _sealed_of(table):
        if field.name in told:
            opened = told.pop(field.name)
            values |= field.columns(opened, uuid=copy["uuid"], keys=session.info["keys"])
    return values | {name: _typed(value, table.c[name].type) for name, value in told.items()}


def table_of(name: str) -> Table:
    """Give the table with a *name*."""
    return Base.metadata.tables[name]


def set_columns(session: Session, table: Table, ids: Sequence[int], values: dict[str, Any]) -> None:
    """Change columns of rows; the stamp "changed at" stays, because no content was changed."""
    if ids:
        stamp = {"updated_at": table.c.updated_at} if "updated_at" in table.c else {}
        session.execute(update(table).where(table.c.id.in_(ids)).values(values | stamp))


def pointers_to(target: str) -> Iterator[tuple[Table, str]]:
    """Give (table, column) of all that points to the table *target*, by key or by name alone."""
    for table in Base.metadata.sorted_tables:
        keys = {key.parent.name for key in table.foreign_keys if key.column.table.name == target}
        named = {f"{target}_id"} & set(table.c.keys())
        yield from ((table, column) for column in sorted(keys | named))


def _sealed_of(table: Table) -> list[Sealed]:
    model = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)
    return Sealed.registry.get(model, [])


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _typed(value: Any, column_type: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(column_type, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column_type, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(column_type, Yuan) else value
