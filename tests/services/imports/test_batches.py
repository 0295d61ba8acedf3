from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.imports import ImportKind, ImportState
from jobmatch.domain.states import WrongStateError
from jobmatch.services import audit, imports
from jobmatch.services.imports.effects import Outcome
from jobmatch.store.audit import AuditRow
from jobmatch.store.base import Base
from jobmatch.store.files import StoredFile
from jobmatch.store.files import read as read_stored
from jobmatch.store.imports import ImportBatch, ImportProblem, ImportRow
from jobmatch.store.jobs import Job
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import bring_in, content, outcomes, records, roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PEOPLE = (("张三", MAN, "H1", "户主", "13800001111"), ("李四", WOMAN, "H1", "配偶", "13800002222"))
OFFERS = (("某厂", "普工", "10人", "4000-5000元/月"), ("某厂", "保洁员", "2人", "2500元/月"))


def test_a_preview_tells_all_and_writes_nothing(any_session: Session) -> None:
    before = records(any_session)
    batch = imports.preview(any_session, actor=SYSTEM, incoming=roster(*PEOPLE))
    assert records(any_session) == before
    assert batch.state is ImportState.PREVIEWED
    assert outcomes(batch) == {"created": 2}
    stored = any_session.get_one(StoredFile, batch.stored_file_id)
    assert read_stored(any_session, stored) == roster(*PEOPLE).content


def test_a_commit_does_what_the_preview_told(any_session: Session) -> None:
    batch = bring_in(any_session, roster(*PEOPLE))
    assert batch.state is ImportState.COMMITTED
    assert outcomes(batch) == {"created": 2}
    names = any_session.scalars(select(Person.name).order_by(Person.name)).all()
    assert sorted(names) == ["张三", "李四"]
    row = any_session.scalars(select(ImportRow).order_by(ImportRow.seq)).first()
    assert row is not None
    kept = json.loads(row.cells or "{}")
    assert kept["cells"]["id_number"] == MAN
    assert kept["confidence"]["id_number"] == 1.0
    assert MAN not in (row.cells_sealed or "")


def test_a_commit_can_read_the_stored_file_again(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=roster(*PEOPLE))
    imports.commit(session, actor=SYSTEM, batch_id=batch.id)
    assert outcomes(batch) == {"created": 2}


def test_the_same_file_twice_adds_nothing(any_session: Session) -> None:
    for incoming in (roster(*PEOPLE), sheet(*OFFERS)):
        first = bring_in(any_session, incoming)
        before = records(any_session)
        with pytest.raises(imports.AlreadyImportedError) as refused:
            imports.preview(any_session, actor=SYSTEM, incoming=incoming)
        assert refused.value.batch_id == first.id
        assert records(any_session) == before


def test_the_same_content_in_another_file_adds_nothing(any_session: Session) -> None:
    bring_in(any_session, roster(*PEOPLE))
    bring_in(any_session, sheet(*OFFERS))
    before = records(any_session)
    people = bring_in(any_session, roster(*reversed(PEOPLE), name="另存.csv"))
    offers = bring_in(any_session, sheet(*reversed(OFFERS), name="另存.csv"))
    assert outcomes(people) == outcomes(offers) == {"unchanged": 2}
    assert records(any_session) == before


def test_two_previews_of_one_file_are_committed_once(session: Session) -> None:
    incoming = sheet(*OFFERS)
    first = imports.preview(session, actor=SYSTEM, incoming=incoming)
    second = imports.preview(session, actor=SYSTEM, incoming=incoming)
    imports.commit(session, actor=SYSTEM, batch_id=first.id, incoming=incoming)
    with pytest.raises(imports.AlreadyImportedError):
        imports.commit(session, actor=SYSTEM, batch_id=second.id, incoming=incoming)
    assert session.scalar(select(func.count(Posting.id))) == 2


def test_a_changed_file_shows_its_differences_before_and_after(session: Session) -> None:
    bring_in(session, sheet(*OFFERS))
    changed = sheet(("某厂", "普工", "12人", "4500-5000元/月"), OFFERS[1], name="改.csv")
    told = imports.forecast(session, actor=SYSTEM, incoming=changed)
    assert [effect.outcome for effect in told] == [Outcome.UPDATED, Outcome.UNCHANGED]
    batch = bring_in(session, changed)
    assert outcomes(batch) == {"updated": 1, "unchanged": 1}
    row = min(batch.rows, key=lambda one: one.seq)
    differences = json.loads(row.cells or "{}")["differences"]
    assert {(one["name"], one["old"], one["new"]) for one in differences} >= {
        ("最低工资", "4000", "4500"),
        ("人数", "10", "12"),
    }


def test_a_forecast_keeps_nothing_at_all(session: Session) -> None:
    imports.forecast(session, actor=SYSTEM, incoming=roster(*PEOPLE))
    for table in (Person, ImportBatch, ImportRow, StoredFile):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_problems_are_kept_without_numbers(session: Session) -> None:
    wrong = MAN[:17] + ("1" if MAN[17] != "1" else "2")
    batch = imports.preview(session, actor=SYSTEM, incoming=roster(("张三", wrong)))
    (problem,) = session.scalars(select(ImportProblem).where(ImportProblem.batch_id == batch.id))
    assert (problem.row, problem.column, problem.field) == (2, "B", "id_number")
    assert wrong not in problem.sentence


def test_a_wrong_kind_of_file_is_refused(session: Session) -> None:
    wrong = imports.read_content(
        content(("企业名称", "岗位名称", "招聘人数"), ("某厂", "普工", "3")),
        name="错.csv",
        kind=ImportKind.WORKERS,
    )
    with pytest.raises(imports.WrongFileError, match="花名册"):
        imports.preview(session, actor=SYSTEM, incoming=wrong)
    assert session.scalar(select(func.count(ImportBatch.id))) == 0


def test_states_and_rights(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=roster(*PEOPLE))
    director = Actor(account_id=None, name="d", role=Role.DIRECTOR)
    for act in (imports.commit, imports.discard, imports.undo):
        with pytest.raises(ForbiddenError):
            act(session, actor=director, batch_id=batch.id)
        with pytest.raises(NotFoundError):
            act(session, actor=SYSTEM, batch_id=999_999)
    imports.discard(session, actor=SYSTEM, batch_id=batch.id)
    with pytest.raises(WrongStateError):
        imports.commit(session, actor=SYSTEM, batch_id=batch.id)


def test_every_step_is_audited_and_no_number_stands_there(session: Session) -> None:
    batch = bring_in(session, roster(*PEOPLE))
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    rows = session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
    assert [row.action for row in rows] == ["import.previewed", "import.committed", "import.undone"]
    assert all(row.subject_id == batch.id for row in rows)
    assert not any(number in row.changes for row in rows for number in (MAN, WOMAN, "13800001111"))
    assert audit.verify(session).is_whole


def test_a_commit_asks_for_new_matches_once(session: Session) -> None:
    batch = bring_in(session, sheet(*OFFERS))
    (job,) = session.scalars(select(Job)).all()
    assert job.arguments == {"batch_id": batch.id}


def test_a_stolen_database_shows_no_number_and_no_phone(session: Session) -> None:
    offer = (
        "某厂",
        "普工",
        "3人",
        "4000元/月",
        "",
        "",
        "东莞，电话13800003333",
        "王某",
        "13800003333",
    )
    changed = (*offer[:2], "5人", *offer[3:])
    bring_in(session, roster(*PEOPLE))
    for name, row in (("a.csv", offer), ("b.csv", changed)):
        bring_in(session, sheet(row, name=name))
    bring_in(session, roster(("张三", MAN, "H1", "户主", "13800009999"), name="改.csv"))
    session.flush()
    for table in Base.metadata.sorted_tables:
        text = "".join(map(repr, session.execute(select(table)).all()))
        for secret in (MAN, WOMAN, "13800001111", "13800009999", "13800003333"):
            assert secret not in text, table.name


def test_a_correction_keeps_the_preview_and_reads_it_anew(any_session: Session) -> None:
    wrong = (("某厂", "普工", "10人", "5000~1000"), OFFERS[1])
    batch = imports.preview(any_session, actor=SYSTEM, incoming=sheet(*wrong))
    assert batch.counts["problems"] == 1
    draft = imports.Draft().with_fixes({(None, 2, 4): "4000-5000元/月"})
    _correct(any_session, batch, draft)
    assert (batch.counts["problems"], batch.counts["fixes"]) == (0, 1)
    assert imports.Draft.from_text(batch.draft) == draft
    imports.commit(any_session, actor=SYSTEM, batch_id=batch.id)
    pays = any_session.scalars(select(Posting.pay_min).order_by(Posting.pay_min)).all()
    assert [int(pay or 0) for pay in pays] == [2500, 4000]


def _correct(session: Session, batch: ImportBatch, draft: imports.Draft, **more: Any) -> None:
    before = imports.Draft.from_text(batch.draft)
    incoming = imports.reread(session, batch.id, draft=draft, **more)
    effects = imports.forecast(session, actor=SYSTEM, incoming=incoming)
    imports.correct(
        session,
        actor=SYSTEM,
        batch_id=batch.id,
        incoming=incoming,
        effects=effects,
        before=before,
    )


def test_another_meaning_of_a_column_and_another_sender(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
    _correct(session, batch, imports.Draft(), corrections={"招聘人数": "ignored"}, sender="某厂")
    assert batch.sender == "某厂"
    values = json.loads(min(batch.rows, key=lambda row: row.seq).cells or "{}")["values"]
    assert values["headcount_max"] is None
    imports.commit(session, actor=SYSTEM, batch_id=batch.id)
    kept = imports.remembered_columns(session, sender="某厂", kind=ImportKind.POSTINGS)
    assert kept["招聘人数"] == "ignored"


def test_two_windows_do_not_overwrite_each_other(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
    started = imports.Draft.from_text(batch.draft)
    _correct(session, batch, started.with_fixes({(None, 2, 3): "3"}))
    incoming = imports.reread(session, batch.id, draft=started.with_fixes({(None, 3, 3): "4"}))
    effects = imports.forecast(session, actor=SYSTEM, incoming=incoming)
    with pytest.raises(imports.StaleDraftError):
        imports.correct(
            session,
            actor=SYSTEM,
            batch_id=batch.id,
            incoming=incoming,
            effects=effects,
            before=started,
        )


def test_a_correction_that_leaves_nothing_is_refused(session: Session) -> None:
    batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
    with pytest.raises(imports.NothingLeftError):
        _correct(
            session, batch, imports.Draft(), corrections=dict.fromkeys(("岗位名称",), "ignored")
        )
    assert batch.counts["rows"] == 2
