"""Rows waiting to be written in bulk: ids given out beforehand, sealed fields sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, text

from jobmatch.services.seeding import tables
from jobmatch.store import name_keys
from jobmatch.store.base import Base, WithUuid
from jobmatch.store.sealed import fields_of, seal_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 5_000


class Rows:
    """Collects rows of many tables; ``write`` inserts those of some tables, many at a time.

    Rows of one table all name the same columns, so that one statement serves them.
    """

    def __init__(self, session: Session) -> None:
        """Take the session of the transaction that everything goes into."""
        self._session = session
        self._waiting: dict[type[Base], list[dict[str, Any]]] = {}
        self._last: dict[type[Base], int] = {}
        self._uuids = tables.chance("uuids")

    def add(self, model: type[Base], **columns: Any) -> int:
        """Take a row of *model* and give the id that it will have."""
        number = self._next_id(model)
        columns["id"] = number
        if issubclass(model, WithUuid):
            columns["uuid"] = f"{self._uuids.getrandbits(128):032x}"
        self._waiting.setdefault(model, []).append(columns)
        return number

    def write(self, *models: type[Base]) -> None:
        """Insert the waiting rows of *models*, in this order."""
        for model in models:
            rows = self._waiting.pop(model, [])
            for start in range(0, len(rows), _AT_ONCE):
                part = rows[start : start + _AT_ONCE]
                if fields_of(model):
                    part = seal_rows(self._session.info["keys"], model, part)
                # A declarative class is typed as having any selectable; these have tables.
                self._session.execute(insert(model.__table__), part)  # type: ignore[arg-type]

    def finish(self) -> None:
        """Note the names that came, and tell PostgreSQL which ids are used up; SQLite sees those.

        Raises RuntimeError when rows are left that nobody wrote.
        """
        if self._waiting:
            raise RuntimeError(", ".join(model.__name__ for model in self._waiting))
        name_keys.fill(self._session)
        if self._session.get_bind().dialect.name != "postgresql":
            return
        for model, last in self._last.items():
            self._session.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"),
                {"table": model.__tablename__, "last": last},
            )

    def _next_id(self, model: type[Base]) -> int:
        if model not in self._last:
            self._last[model] = self._session.scalar(select(func.max(model.id))) or 0
        self._last[model] += 1
        return self._last[model]
