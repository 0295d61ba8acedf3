"""A row as JSON and back is the same row; what is sealed survives a change of keys."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from jobmatch.services import row_copies
from jobmatch.store.workers import Employment, WorkerWish
from tests.factories import make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_row_comes_back_as_it_was(any_session: Session) -> None:
    person = {"id_number": "99000019850504123X", "phone": None}
    worker = make_worker(any_session, name="杨秀英", person=person)
    worker.wish = WorkerWish(words=["不上夜班"], month_pay_min=Decimal("3000.5"), no_night=True)
    worker.employments = [Employment(started_on=date(2020, 1, 1), monthly_income_fen=420000)]
    any_session.flush()
    for name, row_id in (
        ("employment", worker.employments[0].id),
        ("worker_wish", worker.wish.id),
        ("person", worker.person_id),
    ):
        table = row_copies.table_of(name)
        copy = row_copies.copy_row(any_session, table, row_id)
        kept = json.loads(json.dumps(copy))
        if name == "person":
            assert (kept["id_number"], kept["phone"]) == (person["id_number"], None)
            assert "id_number_sealed" not in kept
            continue
        any_session.execute(delete(table).where(table.c.id == row_id))
        values = row_copies.values_of(any_session, table, kept)
        any_session.execute(insert(table).values(values))
        assert row_copies.copy_row(any_session, table, row_id) == copy


def test_everything_that_points_to_a_worker_is_known() -> None:
    found = {(table.name, column) for table, column in row_copies.pointers_to("worker")}
    assert {
        ("employment", "worker_id"),
        ("recommendation", "worker_id"),
        ("check_in", "worker_id"),
        # By name alone, without a key: plans of allocations.
        ("allocation_seat", "worker_id"),
    } <= found


def test_changing_an_owner_is_no_change_of_content(session: Session) -> None:
    worker, other = make_worker(session, name="杨秀英"), make_worker(session, name="田茂林")
    worker.employments = [Employment(started_on=date(2020, 1, 1))]
    session.flush()
    table, row_id = row_copies.table_of("employment"), worker.employments[0].id
    before = row_copies.copy_row(session, table, row_id)
    row_copies.set_columns(session, table, [row_id], {"worker_id": other.id})
    after = row_copies.copy_row(session, table, row_id)
    assert after == before | {"worker_id": other.id}
