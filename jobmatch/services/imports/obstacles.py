"""What speaks against taking a batch back: later files, later edits, work that stands on records.

Everything is asked for the batch as a whole, in a number of queries that does not grow with it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import aliased, selectinload

from jobmatch.domain.imports import ChangeKind, ImportState
from jobmatch.services.imports import changes
from jobmatch.store.base import Base
from jobmatch.store.imports import ImportBatch, ImportChange, ImportRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Select, Table
    from sqlalchemy.orm import Session

CHUNK = 500
SHARED = frozenset({"district", "settlement_community", "building", "household", "employer"})
"""A row of these tables may go on standing when others have come to use it: it harms nobody."""
_OF_IMPORTS = frozenset({"import_change", "import_row", "import_problem"})
_NOUNS = {
    "posting": "岗位",
    "worker": "劳动力",
    "person": "人员",
    "household": "户",
    "employer": "用人单位",
}
_WORKS = {
    "placement": "安置记录",
    "recommendation": "推荐记录",
    "allocation_override": "统筹安排的指定或排除",
    "booth_posting": "招聘会展位",
    "booth": "招聘会展位",
    "employment": "务工记录",
    "collective_member": "集体经济成员记录",
    "care_duty": "照料记录",
    "target_group_member": "人员类别",
    "monitoring_case": "监测记录",
    "account": "账号",
    "posting": "岗位",
    "worker": "劳动力",
    "person": "家庭成员",
}

Key = tuple[str, int]


def find_obstacles(session: Session, batch: ImportBatch, own: Sequence[ImportChange]) -> list[str]:
    """Give Chinese sentences on what stands in the way, in the order of the file.

    Args:
        session: the caller's session.
        batch: a committed batch.
        own: its changes, without the unchanged.
    """
    asked = [
        change
        for change in own
        if not (change.subject_table in SHARED and change.kind is ChangeKind.CREATED)
    ]
    later = _later_batches(session, batch)
    works = _works_on(session, batch, asked, own)
    changed = _changed_since(session, asked)
    placed = select(ImportRow.id, ImportRow.row).where(ImportRow.batch_id == batch.id)
    rows: dict[int, int | None] = {one.id: one.row for one in session.execute(placed)}
    found = []
    for change in asked:
        key = (change.subject_table, change.subject_id)
        reason = _reason(later.get(key), changed.get(key), works.get(key))
        if reason:
            found.append(_place(change, rows) + reason)
    return found


def _reason(later: int | None, changed: str | None, works: list[str] | None) -> str | None:
    if later is not None:
        return f"之后又被第{later}号导入更新过"
    if changed is not None:
        return changed
    return f"已有{'、'.join(works)}" if works else None


def _place(change: ImportChange, rows: dict[int, int | None]) -> str:
    noun = _NOUNS.get(change.subject_table, "记录")
    row = rows.get(change.row_id or 0)
    return f"第{row}行的{noun}" if row else f"一条{noun}"


def _later_batches(session: Session, batch: ImportBatch) -> dict[Key, int]:
    """Give, by record, the number of the last committed batch that changed it after this one."""
    ours, theirs = aliased(ImportChange), aliased(ImportChange)
    wanted = (
        select(theirs.subject_table, theirs.subject_id, func.max(theirs.batch_id))
        .join(ImportBatch, ImportBatch.id == theirs.batch_id)
        .join(
            ours,
            (ours.subject_table == theirs.subject_table) & (ours.subject_id == theirs.subject_id),
        )
        .where(
            ours.batch_id == batch.id,
            theirs.batch_id != batch.id,
            theirs.id > ours.id,
            theirs.kind == ChangeKind.UPDATED,
            ImportBatch.state == ImportState.COMMITTED,
        )
        .group_by(theirs.subject_table, theirs.subject_id)
    )
    return {(table, subject): number for table, subject, number in session.execute(wanted)}


def _changed_since(session: Session, asked: Sequence[ImportChange]) -> dict[Key, str]:
    """Give, by record, that it was edited or deleted since the batch wrote it."""
    found: dict[Key, str] = {}
    by_table: dict[str, list[ImportChange]] = defaultdict(list)
    for change in asked:
        by_table[change.subject_table].append(change)
    for table, listed in by_table.items():
        here = _load(session, table, [change.subject_id for change in listed])
        for change in listed:
            row = here.get(change.subject_id)
            key = (table, change.subject_id)
            if row is None:
                found[key] = "已被删除"
                continue
            after = changes.compared(json.loads(change.after or "{}"))
            if changes.compared(changes.record_of(row, stamps=False)) != after:
                found[key] = "在导入之后又被改过"
    return found


def _load(session: Session, table: str, ids: Sequence[int]) -> dict[int, Base]:
    model = changes.ROOTS[table]
    parts = [selectinload(getattr(model, name)) for name in changes.PARTS.get(table, ())]
    rows: dict[int, Base] = {}
    for chunk in chunks(ids):
        wanted: Select[Any] = select(model).where(model.id.in_(chunk)).options(*parts)
        rows |= {row.id: row for row in session.scalars(wanted)}
    return rows


def _works_on(
    session: Session,
    batch: ImportBatch,
    asked: Sequence[ImportChange],
    own: Sequence[ImportChange],
) -> dict[Key, list[str]]:
    """Give, by record, the Chinese names of tables whose rows stand on it and are not ours.

    On a record that the batch only changed, rows made before the commit do not count.
    """
    made = {
        (change.subject_table, change.subject_id)
        for change in own
        if change.kind is ChangeKind.CREATED
    }
    found: dict[Key, list[str]] = defaultdict(list)
    for subject in {change.subject_table for change in asked}:
        ids = [change.subject_id for change in asked if change.subject_table == subject]
        for table, column in references(subject):
            if table.name in part_tables(subject) or table.name in _OF_IMPORTS:
                continue
            name = _WORKS.get(table.name, table.name)
            for row_id, subject_id, at in _standing(session, table, column, ids):
                key = (subject, subject_id)
                is_later = at is not None and batch.committed_at and at > batch.committed_at
                if (table.name, row_id) not in made and (key in made or is_later):
                    found[key] += [] if name in found[key] else [name]
    return found


def _standing(
    session: Session, table: Table, column: str, ids: Sequence[int]
) -> Iterator[tuple[int, int, Any]]:
    at = table.c.get("created_at")
    for chunk in chunks(ids):
        wanted = select(table.c.id, table.c[column], *([] if at is None else [at]))
        for row in session.execute(wanted.where(table.c[column].in_(chunk))):
            yield row[0], row[1], None if at is None else row[2]


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Give *ids* in pieces that a query may list."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


@cache
def references(subject: str) -> tuple[tuple[Table, str], ...]:
    """Give (table, column) of every foreign key that points to the table *subject*."""
    return tuple(
        (table, key.parent.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == subject
    )


@cache
def part_tables(subject: str) -> dict[str, str]:
    """Give the tables of a record's parts, with the column that names their root."""
    mapper = inspect(changes.ROOTS[subject])
    found = {}
    for name in changes.PARTS.get(subject, ()):
        relation = mapper.relationships[name]
        (pair,) = relation.synchronize_pairs
        found[relation.mapper.class_.__tablename__] = pair[1].name
    return found
