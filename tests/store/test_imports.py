from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from jobmatch.domain.imports import ChangeKind, ImportKind, ImportState
from jobmatch.domain.problems import ProblemKind
from jobmatch.store.imports import (
    ImportBatch,
    ImportChange,
    ImportProblem,
    ImportRow,
    RememberedColumn,
)
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _batch(session: Session) -> ImportBatch:
    batch = ImportBatch(kind=ImportKind.WORKERS, file_name="花名册.xlsx", file_sha256="0" * 64)
    session.add(batch)
    session.flush()
    return batch


def test_raw_cells_and_old_values_are_sealed(any_session: Session) -> None:
    cells = json.dumps({"phone": "13800001234"})
    batch = _batch(any_session)
    batch.rows = [ImportRow(seq=0, sheet="Sheet1", row=3, cells=cells)]
    batch.changes = [
        ImportChange(kind=ChangeKind.UPDATED, subject_table="person", subject_id=1, before=cells)
    ]
    batch.problems = [
        ImportProblem(row=3, field="phone", kind=ProblemKind.INVALID, sentence="电话不对。")
    ]
    any_session.flush()
    any_session.expire_all()
    assert batch.state is ImportState.PREVIEWED
    assert (batch.rows[0].cells, batch.changes[0].before) == (cells, cells)
    assert batch.changes[0].after is None
    stored = [
        str(any_session.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608 - own names
        for table in ("import_row", "import_change")
    ]
    assert "13800001234" not in "".join(stored)


def test_a_batch_takes_its_rows_along(any_session: Session) -> None:
    batch = _batch(any_session)
    batch.rows = [ImportRow(seq=0), ImportRow(seq=1)]
    any_session.flush()
    any_session.delete(batch)
    any_session.flush()
    assert any_session.scalar(select(func.count()).select_from(ImportRow)) == 0


def test_a_row_has_its_own_number(any_session: Session) -> None:
    batch = _batch(any_session)
    any_session.add(ImportRow(batch_id=batch.id, seq=0))
    any_session.flush()
    with refused(any_session, "uq_import_row_batch_id_seq"):
        any_session.add(ImportRow(batch_id=batch.id, seq=0))


def test_a_header_of_a_sender_means_one_field(any_session: Session) -> None:
    column = {"sender": "某园区", "kind": ImportKind.POSTINGS, "header": "待遇"}
    any_session.add(RememberedColumn(**column, field="pay"))
    any_session.flush()
    with refused(any_session, "uq_remembered_column_sender_kind_header"):
        any_session.add(RememberedColumn(**column, field="title"))
