from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.imports import ImportKind
from jobmatch.services import imports
from jobmatch.services.imports import bad_rows
from jobmatch.store.audit import AuditRow
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WRONG = MAN[:17] + ("1" if MAN[17] != "1" else "2")
PEOPLE = (("张三", WRONG, "H1", "户主", "13800001111"), ("李四", WOMAN, "H1", "配偶"))


def test_bad_rows_alone_leave_as_they_came_and_can_be_read_again(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=roster(*PEOPLE))
    name, content = bad_rows.export(session, actor=SYSTEM, batch_id=batch.id, reason="核对")
    assert name == "旺家花名册2026年3月-要改的行.xlsx"
    again = imports.read_content(content, name=name, kind=ImportKind.WORKERS)
    assert [(one.name, one.phone) for one in again.readings] == [("张三", "13800001111")]  # type: ignore[union-attr]  # people
    assert [problem.field for problem in again.problems] == ["id_number"]
    row = session.scalars(select(AuditRow).where(AuditRow.action == "import.exported")).one()
    assert json.loads(row.changes) == {"reason": "核对", "rows": 1}


def test_a_file_without_a_bad_row_gives_none(session: Session) -> None:
    good = sheet(("某厂", "普工", "10人", "4000-5000元/月"))
    batch = imports.preview(session, actor=SYSTEM, incoming=good)
    for number in (batch.id, 999_999):
        with pytest.raises(NotFoundError):
            bad_rows.export(session, actor=SYSTEM, batch_id=number, reason="核对")
