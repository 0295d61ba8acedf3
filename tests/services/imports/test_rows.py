from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.services import imports
from jobmatch.services.imports import rows
from jobmatch.services.imports.effects import Effect, Outcome
from jobmatch.store.imports import ImportProblem, ImportRow
from tests.services.imports.made import sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OFFERS = (("某厂", "普工", "10人", "5000~1000"), ("某厂", "保洁员（女性优先）", "2人", "2500元/月"))


def test_rows_put_again_stand_in_place_of_the_earlier_ones(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
    one = sheet(OFFERS[1], name="少.csv")
    effects = imports.forecast(session, actor=SYSTEM, incoming=one)
    rows.put(session, batch, one, effects)
    (row,) = session.scalars(select(ImportRow).where(ImportRow.batch_id == batch.id))
    assert row.row == 2
    assert session.scalars(select(ImportProblem)).all() == []


def test_a_row_keeps_its_texts_when_it_is_known_what_it_did(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
    row = min(batch.rows, key=lambda one: one.seq)
    rows.note(row, Effect(row, outcome=Outcome.UNCHANGED))
    kept = json.loads(row.cells or "{}")
    assert kept["texts"][:2] == ["某厂", "普工"]
    assert (kept["outcome"], kept["nth"]) == ("unchanged", 1)
    rows.leave_out(row, "停了")
    kept = json.loads(row.cells or "{}")
    assert (kept["outcome"], kept["reason"]) == ("skipped", "停了")


def test_what_a_batch_shows_of_itself(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
    assert batch.counts["rows"] == 2
    assert batch.counts["problems"] == 1
    assert sum(batch.counts["flags"].values()) >= 1
    assert rows.outcomes_of([]) == {"created": 0, "updated": 0, "unchanged": 0, "skipped": 0}
