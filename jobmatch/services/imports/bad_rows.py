"""The rows of a file that need a person again, as a workbook to send back to who filled it in."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.exchange.workbooks import Column, ColumnKind, Sheet, write_workbook
from jobmatch.intake.grids import column_letters
from jobmatch.queries import batches
from jobmatch.services import audit
from jobmatch.services.imports.outlines import Outline
from jobmatch.store.imports import ImportBatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.queries.batches import RowRead

_NARROW, _WIDE = 16, 50


def export(session: Session, *, actor: Actor, batch_id: int, reason: str) -> tuple[str, bytes]:
    """Give name and content of a workbook with the bad rows alone, every cell as it came.

    Numbers of people stand in it as they stood in the file, so it says who took it and when, and
    the audit says what for.

    Raises:
        NotFoundError: no such batch, or nothing is wrong in it.
    """
    actor.check(Permission.IMPORT_FILES)
    batch = session.get(ImportBatch, batch_id)
    found = batches.bad_rows(session, batch_id=batch_id) if batch else []
    if batch is None or not found:
        raise NotFoundError
    outline = Outline.from_text(batch.outline)
    by_sheet: dict[str | None, list[tuple[RowRead, list[str]]]] = {}
    for row, sentences in found:
        by_sheet.setdefault(row.sheet, []).append((row, sentences))
    moment = clock.now().astimezone(clock.SHANGHAI)
    mark = f"{actor.name} 于 {moment:%Y-%m-%d %H:%M} 导出，内部使用，用后请删除"
    sheets = [_sheet(name, rows, outline, mark) for name, rows in by_sheet.items()]
    audit.record(
        session,
        actor=actor,
        action="import.exported",
        subject=batch,
        changes={"reason": reason, "rows": len(found)},
    )
    return f"{PurePath(batch.file_name).stem}-要改的行.xlsx", write_workbook(sheets)


def _sheet(
    name: str | None, rows: Sequence[tuple[RowRead, list[str]]], outline: Outline, mark: str
) -> Sheet:
    outlined = outline.sheet(name)
    headers = {one.letter: one.header for one in outlined.columns} if outlined else {}
    width = max((len(row.texts) for row, _ in rows), default=0)
    letters = [column_letters(at) for at in range(1, width + 1)]
    columns = [Column(headers.get(at) or at, ColumnKind.CODE, _NARROW) for at in letters]
    columns += [
        Column("问题", ColumnKind.TEXT, _WIDE),
        Column("原表行号", ColumnKind.NUMBER, _NARROW),
    ]
    return Sheet(
        name=name or "要改的行",
        columns=columns,
        rows=[
            [*row.texts, *[""] * (width - len(row.texts)), "；".join(sentences), row.row]
            for row, sentences in rows
        ],
        notes=[mark],
    )
