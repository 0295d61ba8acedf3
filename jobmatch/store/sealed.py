"""Sealed columns: ``person.phone = "…"`` and ``person.phone`` work with the plain value.

A sealed field *x* of a table has the column ``x_sealed`` and, where one looks it up,
``x_index`` (blind index) and ``x_last4``. The plain value lives in memory only: it is sealed
when the session flushes, with the key ring in ``session.info["keys"]`` (see engine.py).
Bulk inserts go through seal_rows().
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar, overload

from sqlalchemy import event, false
from sqlalchemy.orm import Session, object_session

from jobmatch.domain import identity
from jobmatch.store.base import Base, new_uuid
from jobmatch.store.crypto import SealError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import ColumnElement

    from jobmatch.store.crypto import KeyRing

__all__ = [
    "SealError",
    "Sealed",
    "fields_of",
    "is_value",
    "plain_digits",
    "plain_id",
    "seal_rows",
]

_OLD_ID_LENGTH = 15
_NO_DIGIT = re.compile(r"[^0-9]+")
_SHOWN = 4


def plain_id(value: str) -> str:
    """Normalise an ID number: NFKC, no spaces, X upper; an old 15-digit one becomes 18."""
    text = "".join(unicodedata.normalize("NFKC", value).split()).upper()
    if len(text) == _OLD_ID_LENGTH and text.isascii() and text.isdecimal():
        return identity.lengthen(text)
    return text


def plain_digits(value: str) -> str:
    """Normalise a phone or card number: its digits alone."""
    return _NO_DIGIT.sub("", unicodedata.normalize("NFKC", value))


def _as_is(value: str) -> str:
    return value


class Sealed:
    """Descriptor of one sealed field; reading needs an instance that is in a session."""

    registry: ClassVar[dict[type[Base], list[Sealed]]] = {}

    def __init__(
        self, *, normalise: Callable[[str], str] = _as_is, searchable: bool = False
    ) -> None:
        """Take how a value is *normalised* for its index, and whether it has one (and last4)."""
        self.normalise = normalise
        self.searchable = searchable
        self.name = ""
        self.table = ""

    def __set_name__(self, owner: type[Base], name: str) -> None:
        self.name = name
        self.table = str(owner.__dict__.get("__tablename__", owner.__name__.lower()))
        self.registry.setdefault(owner, []).append(self)

    @overload
    def __get__(self, row: None, owner: type[Base]) -> Sealed: ...
    @overload
    def __get__(self, row: Base, owner: type[Base]) -> str | None: ...
    def __get__(self, row: Base | None, owner: type[Base]) -> Sealed | str | None:
        if row is None:
            return self
        waiting = _waiting(row)
        if self.name in waiting:
            return waiting[self.name]
        sealed: str | None = getattr(row, f"{self.name}_sealed")
        if sealed is None:
            return None
        session = object_session(row)
        if session is None:
            raise RuntimeError(f"{self.table}.{self.name} opens only inside a session")
        keys: KeyRing = session.info["keys"]
        return keys.open(sealed, where=self.where(row)).decode()

    def __set__(self, row: Base, value: str | None) -> None:
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{self.table}.{self.name} takes text")
        _waiting(row)[self.name] = value or None
        # Touching a mapped column puts the row among the session's dirty ones.
        if self.searchable:
            setattr(row, f"{self.name}_last4", _last4(self.normalise(value) if value else ""))
        setattr(row, f"{self.name}_sealed", None)

    def where(self, row: Base) -> str:
        """Give the place that binds a value to its row: table|column|row uuid."""
        return f"{self.table}|{self.name}|{row.uuid}"  # type: ignore[attr-defined]  # WithUuid gives it

    def columns(self, value: str | None, *, uuid: str, keys: KeyRing) -> dict[str, str | None]:
        """Give the stored columns of a plain *value* in the row *uuid*."""
        name = self.name
        where = f"{self.table}|{name}|{uuid}"
        sealed = keys.seal(value.encode(), where=where) if value else None
        if not self.searchable:
            return {f"{name}_sealed": sealed}
        text = self.normalise(value) if value else ""
        return {
            f"{name}_sealed": sealed,
            f"{name}_index": keys.index(f"{self.table}.{name}", text) if text else None,
            f"{name}_last4": _last4(text),
        }

    def index_of(self, value: str | None, *, keys: KeyRing) -> str | None:
        """Give the blind index of a plain *value*, None for none."""
        text = self.normalise(value) if value else ""
        return keys.index(f"{self.table}.{self.name}", text) if text else None


def _last4(text: str) -> str | None:
    # A value of four characters or fewer would be shown whole.
    return text[-_SHOWN:] if len(text) > _SHOWN else None


def _waiting(row: Base) -> dict[str, str | None]:
    waiting: dict[str, str | None] = row.__dict__.setdefault("_unsealed", {})
    return waiting


def fields_of(model: type[Base]) -> list[Sealed]:
    """Give the sealed fields of a table."""
    return Sealed.registry.get(model, [])


def is_value(session: Session, model: type[Base], name: str, value: str) -> ColumnElement[bool]:
    """Give the condition "*model*'s sealed field *name* equals *value*" (by blind index).

    An empty value equals nothing.
    """
    sealed = next(one for one in fields_of(model) if one.name == name)
    index = sealed.index_of(value, keys=session.info["keys"])
    if index is None:
        return false()
    condition: ColumnElement[bool] = getattr(model, f"{name}_index") == index
    return condition


def seal_rows(
    keys: KeyRing, model: type[Base], rows: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Turn rows with plain values into rows for ``session.execute(insert(model), rows)``.

    Every row gets a uuid if it has none. All rows must name the same fields.
    """
    sealed_fields = fields_of(model)
    stored = []
    for row in rows:
        columns = dict(row)
        uuid = columns.setdefault("uuid", new_uuid())
        for sealed in sealed_fields:
            if sealed.name in columns:
                value = columns.pop(sealed.name)
                columns.update(sealed.columns(value, uuid=uuid, keys=keys))
        stored.append(columns)
    return stored


@event.listens_for(Session, "before_flush")
def _seal_before_flush(session: Session, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty):
        waiting = row.__dict__.get("_unsealed")
        if not waiting:
            continue
        if row.uuid is None:
            row.uuid = new_uuid()
        for sealed in fields_of(type(row)):
            if sealed.name in waiting:
                value = waiting.pop(sealed.name)
                stored = sealed.columns(value, uuid=row.uuid, keys=session.info["keys"])
                for column, content in stored.items():
                    setattr(row, column, content)
