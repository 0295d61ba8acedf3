"""Taking a whole batch back: every record as it was, or a refusal that says what stands on it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, DateTime, delete, exists, insert, inspect, select, update

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.imports import MACHINE, ChangeKind, ImportState
from jobmatch.domain.jobs import JobName
from jobmatch.services import audit, jobs
from jobmatch.services.imports import changes
from jobmatch.services.imports.obstacles import (
    SHARED,
    chunks,
    find_obstacles,
    part_tables,
    references,
)
from jobmatch.store import name_keys
from jobmatch.store.base import Base
from jobmatch.store.imports import ImportBatch, ImportChange
from jobmatch.store.matches import MatchList, MatchSide
from jobmatch.store.people import Person
from jobmatch.store.sealed import fields_of
from jobmatch.store.types import UtcDateTime, Yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.crypto import KeyRing

_SHOWN = 5
# What leans on others goes first: a worker before the person, a person before the household.
_ORDER = (
    "posting",
    "worker",
    "person",
    "household",
    "employer",
    "building",
    "settlement_community",
    "district",
)


class UndoRefusedError(RuleBrokenError):
    """Later work stands on what the batch made or changed."""

    message = "这次导入撤销不了：之后已有别的工作以它为基础。"


def undo(session: Session, *, actor: Actor, batch_id: int) -> ImportBatch:
    """Take back everything that a batch made and changed.

    Records that the batch made go, records that it changed get back every column, time stamps and
    versions included. Nothing is taken back when anything refuses.

    Raises:
        NotFoundError: no such batch.
        WrongStateError: the batch was not committed, or is undone already.
        UndoRefusedError: later work stands on it; the message says on which rows.
    """
    actor.check(Permission.UNDO_IMPORTS)
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFoundError
    state = MACHINE.next(batch.state, "undo")
    found = changes_of(session, batch)
    reasons = list(dict.fromkeys(find_obstacles(session, batch, found)))
    if reasons:
        more = f"；另有{len(reasons) - _SHOWN}处" if len(reasons) > _SHOWN else ""
        shown = "；".join(reasons[:_SHOWN])
        raise UndoRefusedError(f"这次导入撤销不了：{shown}{more}。请先处理这些再撤销。")
    revert(session, found)
    session.expire_all()
    batch = session.get_one(ImportBatch, batch_id)
    batch.state = state
    batch.undone_at = clock.now()
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="import.undone",
        subject=batch,
        changes={"state": [ImportState.COMMITTED.value, state.value], "changes": len(found)},
    )
    jobs.enqueue(
        session,
        JobName.RECOMPUTE_MATCHES,
        key=f"{JobName.RECOMPUTE_MATCHES}:undo:{batch.id}",
        batch_id=batch.id,
    )
    return batch


def revert(session: Session, found: Sequence[ImportChange]) -> None:
    """Give every record that was changed its old content, and delete what was made."""
    for change in found:
        if change.kind is ChangeKind.UPDATED:
            _put_back(session, change)
    for table in _ORDER:
        _remove(session, table, [one.subject_id for one in found if _is_made(one, table)])
    if any(change.subject_table == Person.__tablename__ for change in found):
        name_keys.fill(session)
        name_keys.prune(session)


def changes_of(session: Session, batch: ImportBatch) -> Sequence[ImportChange]:
    """Give what a batch did to records, in the order of the file."""
    wanted = (
        select(ImportChange)
        .where(ImportChange.batch_id == batch.id, ImportChange.kind != ChangeKind.UNCHANGED)
        .order_by(ImportChange.id)
    )
    return session.scalars(wanted).all()


def _is_made(change: ImportChange, table: str) -> bool:
    return change.kind is ChangeKind.CREATED and change.subject_table == table


def _remove(session: Session, subject: str, ids: Sequence[int]) -> None:
    """Delete records that the batch made; shared ones only while nobody else uses them."""
    table = Base.metadata.tables[subject]
    for chunk in chunks(ids):
        for name, column in part_tables(subject).items():
            part = Base.metadata.tables[name]
            session.execute(delete(part).where(part.c[column].in_(chunk)))
        if subject in set(MatchSide):
            lists = (MatchList.side == MatchSide(subject), MatchList.subject_id.in_(chunk))
            session.execute(delete(MatchList).where(*lists))
        unused = [
            ~exists().where(user.c[column] == table.c.id) for user, column in references(subject)
        ]
        free = unused if subject in SHARED else []
        session.execute(delete(table).where(table.c.id.in_(chunk), *free))


def _put_back(session: Session, change: ImportChange) -> None:
    """Give a record that the batch changed all its old content again."""
    table = Base.metadata.tables[change.subject_table]
    before = json.loads(change.before or "{}")
    _put_parts_back(session, change, before["parts"])
    values = _values(session, changes.ROOTS[change.subject_table], before["row"])
    session.execute(update(table).where(table.c.id == change.subject_id).values(values))


def _put_parts_back(session: Session, change: ImportChange, old: list[dict[str, Any]]) -> None:
    """Make the parts of a record equal to *old*: surplus rows go, lost ones come back."""
    kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for part in old:
        kept[part["table"]].append(part["row"])
    for name, column in part_tables(change.subject_table).items():
        table, model = Base.metadata.tables[name], _model_of(name)
        mine = select(table.c.id).where(table.c[column] == change.subject_id)
        here = set(session.scalars(mine))
        wanted = {row["id"]: _values(session, model, row) for row in kept[name]}
        session.execute(delete(table).where(table.c.id.in_(here - set(wanted))))
        for row_id, values in wanted.items():
            if row_id in here:
                session.execute(update(table).where(table.c.id == row_id).values(values))
            else:
                session.execute(insert(table).values(values))


def _model_of(table: str) -> type[Base]:
    return next(
        mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table
    )


def _values(session: Session, model: type[Base], row: dict[str, Any]) -> dict[str, Any]:
    """Turn a kept row back into the values of its columns.

    A sealed value goes back as it lay, unless the key has changed since: then it is sealed anew.
    """
    keys: KeyRing = session.info["keys"]
    types = {column.key: column.type for column in inspect(model).local_table.columns}
    told = {name: value for name, value in row.items() if name not in changes.DROPPED}
    values: dict[str, Any] = {}
    for field in fields_of(model):
        lying = told.pop(field.name + changes.SEALED, None)
        values |= field.columns(told.pop(field.name, None), uuid=row["uuid"], keys=keys)
        if lying and lying.split(".")[1] == keys.active:
            values[field.name + changes.SEALED] = lying
    return values | {name: _typed(value, types[name]) for name, value in told.items()}


def _typed(value: Any, column_type: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column_type, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column_type, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(column_type, Yuan) else value
