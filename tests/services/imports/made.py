"""Files of invented people and firms, read and written as the services do."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.imports import ImportKind
from jobmatch.services import imports
from jobmatch.store.base import Base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jobmatch.services.imports import Incoming
    from jobmatch.store.imports import ImportBatch

TODAY = date(2026, 3, 15)
_ROSTER = (
    "姓名 身份证号 户编号 与户主关系 联系电话 社区 楼栋 是否就业 务工单位 月收入 "
    "技能 证书 求职意向 劳动能力"
)
_SHEET = "企业名称 岗位名称 招聘人数 工资 年龄 证书 工作地点 联系人 联系电话"
ROSTER, SHEET = tuple(_ROSTER.split()), tuple(_SHEET.split())
_OWN_BOOKS = {"import_batch", "import_row", "import_problem", "import_change", "audit_row",
              "stored_file", "remembered_column", "job", "job_history"}  # fmt: skip


def content(*rows: Sequence[str]) -> bytes:
    """Give the bytes of a csv file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def roster(*rows: Sequence[str], name: str = "旺家花名册2026年3月.csv", **options: Any) -> Incoming:
    """Read a roster with the columns ROSTER; short rows are padded."""
    padded = [[*row, *[""] * (len(ROSTER) - len(row))] for row in rows]
    made = content(ROSTER, *padded)
    return imports.read_content(made, name=name, kind=ImportKind.WORKERS, today=TODAY, **options)


def sheet(*rows: Sequence[str], name: str = "招工表2026年3月.csv", **options: Any) -> Incoming:
    """Read a posting sheet with the columns SHEET; short rows are padded."""
    padded = [[*row, *[""] * (len(SHEET) - len(row))] for row in rows]
    made = content(SHEET, *padded)
    return imports.read_content(made, name=name, kind=ImportKind.POSTINGS, today=TODAY, **options)


def bring_in(session: Session, incoming: Incoming) -> ImportBatch:
    """Preview and commit."""
    batch = imports.preview(session, actor=SYSTEM, incoming=incoming)
    return imports.commit(session, actor=SYSTEM, batch_id=batch.id, incoming=incoming)


def outcomes(batch: ImportBatch) -> dict[str, int]:
    """Give how many rows did what, without the zeros."""
    return {name: count for name, count in batch.counts["outcomes"].items() if count}


def records(session: Session) -> dict[str, list[str]]:
    """Give every row of every table but the books of imports, audit and jobs, as text."""
    session.flush()
    return {
        table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
        for table in Base.metadata.sorted_tables
        if table.name not in _OWN_BOOKS
    }
