from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.imports import Choice, ImportState
from jobmatch.domain.states import WrongStateError
from jobmatch.services import audit, imports
from jobmatch.services.imports import commits, orders
from jobmatch.services.imports.drafts import Decision, Draft
from jobmatch.store.audit import AuditRow
from jobmatch.store.imports import ImportBatch, ImportChange, RememberedColumn
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from tests.factories import make_community
from tests.intake.rosters.made import MAN, WOMAN, number
from tests.services.imports.made import bring_in, outcomes, records, roster, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from jobmatch.services.imports import Incoming
    from jobmatch.services.imports.drafts import RowPlace

OFFERS = (
    ("某厂", "普工", "10人", "4000-5000元/月"),
    ("某厂", "普工", "3人", "4000-5000元/月"),
    ("另厂", "保洁员", "2人", "2500元/月"),
    ("某厂", "电工", "2人", "6000元/月"),
    ("另厂", "保安", "1人", "2800元/月"),
)
PEOPLE = tuple(
    (name, number(f"198{at}0101", 121 + at), f"H{at // 2}", "户主" if at % 2 == 0 else "配偶")
    for at, name in enumerate(("张三", "李四", "王五", "赵六", "孙七"))
)


def _decided(decisions: Mapping[RowPlace, Decision], **more: Any) -> Draft:
    return Draft(decisions=decisions, **more)


def _write_in_parts(session: Session, incoming: Incoming, *, most: int) -> ImportBatch:
    batch = _begin(session, incoming)
    order = orders.prepare(incoming, keys=session.info["keys"])
    while imports.write_part(session, batch_id=batch.id, order=order, most=most) < len(
        incoming.readings
    ):
        session.expire_all()
    return imports.finish(session, actor=SYSTEM, batch_id=batch.id, incoming=incoming)


def _begin(session: Session, incoming: Incoming) -> ImportBatch:
    batch = imports.preview(session, actor=SYSTEM, incoming=incoming)
    batch.state = ImportState.COMMITTING
    session.flush()
    return batch


def _without_names(found: dict[str, list[str]]) -> dict[str, int]:
    """Count the rows of each table: random names and instants differ from run to run."""
    return {table: len(rows) for table, rows in found.items()}


@pytest.mark.parametrize("most", [1, 2, 4])
@pytest.mark.parametrize("incoming", [sheet(*OFFERS), roster(*PEOPLE)], ids=["sheet", "roster"])
def test_parts_come_to_the_same_as_one_go(session: Session, incoming: Incoming, most: int) -> None:
    with session.begin_nested() as trial:
        whole = outcomes(bring_in(session, incoming))
        counted = _without_names(records(session))
        trial.rollback()
    parts = _write_in_parts(session, incoming, most=most)
    assert outcomes(parts) == whole
    assert parts.state is ImportState.COMMITTED
    assert _without_names(records(session)) == counted


def test_what_parts_have_written_is_undone_as_a_whole(any_session: Session) -> None:
    bring_in(any_session, roster(*PEOPLE))
    before = records(any_session)
    later = tuple((*person[:2], "H9", "其他") for person in PEOPLE)
    batch = _write_in_parts(any_session, roster(*later, name="改.csv"), most=2)
    assert outcomes(batch) == {"updated": 5}
    counted = select(ImportChange.subject_table, ImportChange.subject_id, func.count())
    twice = counted.where(ImportChange.batch_id == batch.id).group_by(
        ImportChange.subject_table, ImportChange.subject_id
    )
    assert {row[2] for row in any_session.execute(twice)} == {1}
    imports.undo(any_session, actor=SYSTEM, batch_id=batch.id)
    assert records(any_session) == before


def test_a_writing_that_is_called_off_leaves_the_preview(any_session: Session) -> None:
    before = records(any_session)
    for incoming in (sheet(*OFFERS), roster(*PEOPLE)):
        batch = _begin(any_session, incoming)
        order = orders.prepare(incoming, keys=any_session.info["keys"])
        imports.write_part(any_session, batch_id=batch.id, order=order, most=3)
        imports.take_back(any_session, actor=SYSTEM, batch_id=batch.id)
        assert records(any_session) == before
        batch = any_session.get_one(ImportBatch, batch.id)
        assert (batch.state, batch.written) == (ImportState.PREVIEWED, 0)
        imports.take_back(any_session, actor=SYSTEM, batch_id=batch.id)
        assert outcomes(imports.commit(any_session, actor=SYSTEM, batch_id=batch.id)) == {
            "created": 5
        }
        imports.undo(any_session, actor=SYSTEM, batch_id=batch.id)


def test_work_that_somebody_has_begun_is_not_taken_back(session: Session) -> None:
    incoming = sheet(*OFFERS)
    batch = _begin(session, incoming)
    order = orders.prepare(incoming, keys=session.info["keys"])
    imports.write_part(session, batch_id=batch.id, order=order, most=2)
    session.scalars(select(Posting)).first().description = "改过"  # type: ignore[union-attr]  # two were written
    session.flush()
    batch = imports.take_back(session, actor=SYSTEM, batch_id=batch.id)
    assert batch.state is ImportState.COMMITTED
    assert outcomes(batch) == {"created": 2, "skipped": 3}
    last = max(batch.rows, key=lambda row: row.seq)
    assert json.loads(last.cells or "{}")["reason"] == commits.STOPPED


def test_a_row_is_skipped_when_a_person_says_so(session: Session) -> None:
    skipped = _decided({(None, 3, 1): Decision(Choice.SKIP)})
    assert outcomes(bring_in(session, sheet(*OFFERS, draft=skipped))) == {
        "created": 4,
        "skipped": 1,
    }
    assert outcomes(bring_in(session, roster(*PEOPLE, draft=skipped))) == {
        "created": 4,
        "skipped": 1,
    }


def test_an_offer_that_is_said_to_be_another_stands_beside_the_known_one(session: Session) -> None:
    bring_in(session, sheet(OFFERS[0]))
    changed = (*OFFERS[0][:3], "5500元/月")
    draft = _decided({(None, 2, 1): Decision(Choice.CREATE)})
    assert outcomes(bring_in(session, sheet(changed, name="二.csv", draft=draft))) == {"created": 1}
    assert session.scalar(select(func.count(Posting.id))) == 2


def test_an_offer_that_is_said_to_be_a_known_one_changes_it(session: Session) -> None:
    bring_in(session, sheet(OFFERS[3]))
    known = session.scalars(select(Posting)).one()
    draft = _decided({(None, 2, 1): Decision(Choice.UPDATE, known.id)})
    renamed = sheet(("某厂", "维修电工", "4人", "6000元/月"), name="二.csv", draft=draft)
    assert outcomes(bring_in(session, renamed)) == {"updated": 1}
    session.refresh(known)
    assert (known.title, known.places_max) == ("维修电工", 4)
    again = sheet(("某厂", "维修电工", "5人", "6000元/月"), name="三.csv")
    assert outcomes(bring_in(session, again)) == {"updated": 1}


def test_a_record_that_is_gone_is_said(session: Session) -> None:
    draft = _decided({(None, 2, 1): Decision(Choice.UPDATE, 999_999)})
    for incoming in (sheet(OFFERS[0], draft=draft), roster(PEOPLE[0], draft=draft)):
        assert outcomes(bring_in(session, incoming)) == {"skipped": 1}


def test_a_person_is_chosen_or_said_to_be_another(session: Session) -> None:
    bring_in(session, roster(("张三", "", "H1", "户主", "13800001111")))
    known = session.scalars(select(Person)).one()
    same_name = ("张三", WOMAN, "", "", "13800002222")
    chosen = _decided({(None, 2, 1): Decision(Choice.UPDATE, known.id)})
    batch = bring_in(session, roster(same_name, name="二.csv", draft=chosen))
    assert outcomes(batch) == {"updated": 1}
    assert known.id_number == WOMAN
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    other = _decided({(None, 2, 1): Decision(Choice.CREATE)})
    by_phone = ("张三", MAN, "", "", "13800001111")
    assert outcomes(bring_in(session, roster(by_phone, name="三.csv", draft=other))) == {
        "created": 1
    }


def test_who_imports_for_a_community_writes_to_no_other(session: Session) -> None:
    ours, theirs = (make_community(session, name=name) for name in ("旺家社区", "观山社区"))
    bring_in(session, roster(("李四", WOMAN, "H2", "户主", "", theirs.name)))
    clerk = Actor(None, "c", Role.CLERK, Area(community_ids=frozenset({ours.id})))
    incoming = roster(
        ("张三", MAN, "H1", "户主", "", ours.name),
        ("李四", WOMAN, "H1", "户主", "13800001111", ours.name),
        ("王五", number("19900101", 123), "H2", "配偶", "", ours.name),
        ("赵六", number("19910101", 124), "H3", "户主", "", "新社区"),
        ("孙七", number("19920101", 125)),
        name="二.csv",
    )
    batch = imports.preview(session, actor=clerk, incoming=incoming)
    assert outcomes(batch) == {"created": 1, "skipped": 4}
    imports.commit(session, actor=clerk, batch_id=batch.id)
    assert sorted(session.scalars(select(Person.name))) == ["张三", "李四"]


def test_columns_are_remembered_unless_a_person_says_no(session: Session) -> None:
    bring_in(session, sheet(OFFERS[0], draft=Draft(remember=False)))
    assert session.scalars(select(RememberedColumn)).all() == []
    bring_in(session, sheet(OFFERS[1], name="二.csv"))
    assert session.scalars(select(RememberedColumn)).all() != []


def test_what_happened_stands_in_the_audit(session: Session) -> None:
    batch = _begin(session, sheet(*OFFERS))
    imports.take_back(session, actor=SYSTEM, batch_id=batch.id)
    actions = session.scalars(select(AuditRow.action).order_by(AuditRow.seq)).all()
    assert actions == ["import.previewed", "import.withdrawn"]
    assert audit.verify(session).is_whole


def test_a_confirmed_batch_has_its_job_and_takes_no_more_corrections(session: Session) -> None:
    incoming = sheet(*OFFERS)
    batch = imports.preview(session, actor=SYSTEM, incoming=incoming)
    job = imports.confirm(session, actor=SYSTEM, batch_id=batch.id)
    assert (job.name, job.arguments) == ("imports.commit", {"batch_id": batch.id})
    assert job.key == imports.job_key(batch.id)
    for act in (imports.confirm, imports.discard, imports.commit):
        with pytest.raises(WrongStateError, match="正在导入"):
            act(session, actor=SYSTEM, batch_id=batch.id)
    other = imports.preview  # the same file once more, while the first is being written
    with pytest.raises(imports.AlreadyImportedError):
        other(session, actor=SYSTEM, incoming=incoming)


def test_a_batch_that_was_called_off_is_not_written(session: Session) -> None:
    incoming = sheet(*OFFERS)
    batch = _begin(session, incoming)
    order = orders.prepare(incoming, keys=session.info["keys"])
    imports.take_back(session, actor=SYSTEM, batch_id=batch.id)
    with pytest.raises(WrongStateError):
        imports.write_part(session, batch_id=batch.id, order=order, most=9)
