"""What a batch does to records: content before and after, kept so that an undo is exact.

A record is a root row with its parts (a posting with its ages, a worker with the skills). Sealed
fields are kept as plain text inside the sealed change row, so that a change of keys harms nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, inspect, select

from jobmatch.domain.imports import ChangeKind
from jobmatch.store.districts import Building, District, SettlementCommunity
from jobmatch.store.employers import Employer
from jobmatch.store.households import Household
from jobmatch.store.imports import ImportChange
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.sealed import fields_of, seal_rows
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.base import Base
    from jobmatch.store.imports import ImportBatch, ImportRow

ROOTS: dict[str, type[Base]] = {
    model.__tablename__: model
    for model in (
        District,
        SettlementCommunity,
        Building,
        Household,
        Person,
        Worker,
        Employer,
        Posting,
    )
}
PARTS: dict[str, tuple[str, ...]] = {
    "posting": ("pay_variants", "ages", "certificates", "occupations", "flags"),
    "worker": ("employments", "skills", "certificates", "wish"),
}
# Who asked an employer when, changes nothing of what a file said: no undo stops at it.
STAMPS = frozenset({"created_at", "updated_at", "version"}) | {
    *("verified_on", "verified_how", "verified_by", "valid_until"),
}
SEALED = "_sealed"
"""Ending of the column that holds a sealed field as it lies in the database."""
DROPPED = frozenset({"tokens", "lexicon_version"})
"""Columns that records had in earlier versions: batches of that time still hold them."""


def content_of(row: Base, *, stamps: bool) -> dict[str, Any]:
    """Give the columns of *row* as plain JSON data, sealed ones opened.

    *stamps* adds what only a restore needs: when the row was made and changed, its version, and
    sealed values as they lie; a row that is new in this session would be read again for them.
    """
    model = type(row)
    columns = {
        name: plain(getattr(row, name))
        for name in _columns_of(model)
        if stamps or name not in STAMPS
    }
    for field in fields_of(model):
        columns[field.name] = getattr(row, field.name)
        if stamps:
            columns[field.name + SEALED] = getattr(row, field.name + SEALED)
    return columns


@cache
def _columns_of(model: type[Base]) -> tuple[str, ...]:
    """Give the names of a table's columns, without those that hold a sealed value."""
    hidden = {
        f"{field.name}_{part}"
        for field in fields_of(model)
        for part in ("sealed", "index", "last4")
    }
    return tuple(
        attribute.key for attribute in inspect(model).column_attrs if attribute.key not in hidden
    )


def plain(value: Any) -> Any:
    """Give a column's value as JSON data; restore.py turns it back by the column's type."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        # 4200, 4200.0 and 42E+2 are one amount: the row in memory and the row read back must agree.
        return f"{value.normalize():f}"
    return value


def parts_of(root: Base) -> list[Base]:
    """Give the part rows of a record, in a fixed order."""
    found: list[Base] = []
    # What was never loaded of a row that is new in this session is empty; to ask for it would cost
    # a query a row. Rows that were read come with their parts loaded.
    loaded = inspect(root).dict
    for name in PARTS.get(root.__tablename__, ()):
        value = loaded.get(name)
        if value is not None:
            found += value if isinstance(value, list) else [value]
    return found


def record_of(root: Base, *, stamps: bool) -> dict[str, Any]:
    """Give a whole record: the root's columns and those of every part."""
    return {
        "row": content_of(root, stamps=stamps),
        "parts": [
            {"table": part.__tablename__, "row": content_of(part, stamps=stamps)}
            for part in parts_of(root)
        ],
    }


def compared(record: dict[str, Any]) -> dict[str, Any]:
    """Give what of a record counts when asking "was it changed?"."""
    left_out = STAMPS | DROPPED
    parts = sorted(
        (
            (part["table"], sorted(_kept(part["row"], left_out).items(), key=lambda item: item[0]))
            for part in record["parts"]
        ),
        key=repr,
    )
    return {"row": _kept(record["row"], left_out), "parts": json.loads(json.dumps(parts))}


def _kept(row: dict[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if name not in left_out and not name.endswith(SEALED)
    }


@dataclass(slots=True)
class _Opened:
    root: Base
    before: dict[str, Any] | None
    row: ImportRow | None


class ChangeBook:
    """Collects the records that a batch touches and writes their change rows at the end."""

    def __init__(self, session: Session, batch: ImportBatch) -> None:
        """Take the session of the batch."""
        self._session = session
        self.batch = batch
        self._opened: dict[int, _Opened] = {}
        self.created: dict[str, int] = {}

    def open(self, root: Base, row: ImportRow | None) -> None:
        """Note a record before it is changed; the first note of a record counts."""
        if id(root) in self._opened:
            return
        is_new = inspect(root).transient or inspect(root).pending
        before = None if is_new else record_of(root, stamps=True)
        self._opened[id(root)] = _Opened(root, before, row)

    def flush(self) -> None:
        """Send what was changed to the database: new rows get their numbers."""
        self._session.flush()

    def close(self) -> dict[int, ChangeKind]:
        """Write one change row per record; give what happened, by identity of the root object.

        A record that an earlier part of the same batch has touched keeps its one row: what it was
        before the batch stays, what it is after is renewed.
        """
        self.flush()
        kinds: dict[int, ChangeKind] = {}
        rows = []
        with self._session.no_autoflush:
            earlier = self._earlier()
            for key, opened in self._opened.items():
                root = opened.root
                after = record_of(root, stamps=False)
                known = earlier.get((root.__tablename__, root.id))
                if known is None:
                    kinds[key], columns = _kind_of(opened.before, after)
                    rows.append(self._row(opened, kinds[key], columns, after))
                else:
                    kinds[key] = _renew(known, opened, after)
        if rows:
            sealed = seal_rows(self._session.info["keys"], ImportChange, rows)
            self._session.execute(insert(ImportChange), sealed)
        return kinds

    def _earlier(self) -> dict[tuple[str, int], ImportChange]:
        """Give the rows of records that an earlier part of this batch has touched."""
        if not self.batch.written:
            return {}
        ids: dict[str, list[int]] = {}
        for opened in self._opened.values():
            if opened.before is not None:
                ids.setdefault(opened.root.__tablename__, []).append(opened.root.id)
        found = {}
        for table, listed in ids.items():
            wanted = select(ImportChange).where(
                ImportChange.batch_id == self.batch.id,
                ImportChange.subject_table == table,
                ImportChange.subject_id.in_(listed),
            )
            for change in self._session.scalars(wanted):
                found[table, change.subject_id] = change
        return found

    def _row(
        self, opened: _Opened, kind: ChangeKind, columns: list[str], after: dict[str, Any]
    ) -> dict[str, Any]:
        table = opened.root.__tablename__
        if kind is ChangeKind.CREATED:
            self.created[table] = self.created.get(table, 0) + 1
        is_kept = kind is not ChangeKind.UNCHANGED
        return {
            "batch_id": self.batch.id,
            "row_id": opened.row.id if opened.row else None,
            "kind": kind,
            "subject_table": table,
            "subject_id": opened.root.id,
            "columns": columns,
            "before": _text(opened.before) if is_kept and opened.before is not None else None,
            "after": _text(after) if is_kept else None,
        }


class TrialBook(ChangeBook):
    """A book for a trial: it notes nothing and never lets anything reach the database."""

    def open(self, root: Base, row: ImportRow | None) -> None:
        """Note nothing."""

    def flush(self) -> None:
        """Send nothing."""

    def close(self) -> dict[int, ChangeKind]:
        """Write nothing."""
        return {}


def _renew(change: ImportChange, opened: _Opened, after: dict[str, Any]) -> ChangeKind:
    """Bring the change row of an earlier part up to date; give what the batch did in all."""
    if change.kind is ChangeKind.CREATED:
        change.after = _text(after)
        return change.kind
    before = json.loads(change.before) if change.before else opened.before
    kind, columns = _kind_of(before, after)
    change.kind, change.columns = kind, columns
    is_kept = kind is not ChangeKind.UNCHANGED
    change.before = _text(before) if is_kept and before is not None else None
    change.after = _text(after) if is_kept else None
    return kind


def _kind_of(before: dict[str, Any] | None, after: dict[str, Any]) -> tuple[ChangeKind, list[str]]:
    if before is None:
        return ChangeKind.CREATED, []
    old, new = compared(before), compared(after)
    if old == new:
        return ChangeKind.UNCHANGED, []
    columns = [name for name, value in new["row"].items() if old["row"].get(name) != value]
    return ChangeKind.UPDATED, columns + (["parts"] if old["parts"] != new["parts"] else [])


def _text(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
