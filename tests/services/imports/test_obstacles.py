from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.services import imports
from jobmatch.services.imports import obstacles
from jobmatch.store.people import Person
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting
from jobmatch.store.workers import CareDuty, Worker
from tests.factories import make_posting
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import bring_in, roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PEOPLE = (("张三", MAN, "H1", "户主"), ("李四", WOMAN, "H1", "配偶"))
OFFERS = (("某厂", "普工", "10人", "4000元/月"), ("某厂", "保洁员", "2人", "2500元/月"))


def _refusal(session: Session, batch_id: int) -> str:
    with pytest.raises(imports.UndoRefusedError) as refused:
        imports.undo(session, actor=SYSTEM, batch_id=batch_id)
    return str(refused.value)


def test_a_placement_stands_in_the_way_of_both_files(session: Session) -> None:
    people, offers = bring_in(session, roster(*PEOPLE)), bring_in(session, sheet(*OFFERS))
    worker = session.scalars(select(Worker).order_by(Worker.id)).first()
    posting = session.scalars(select(Posting).order_by(Posting.id)).first()
    assert worker is not None
    assert posting is not None
    session.add(Placement(worker_id=worker.id, posting_id=posting.id))
    session.flush()
    assert "第2行的劳动力已有安置记录" in _refusal(session, people.id)
    assert "第2行的岗位已有安置记录" in _refusal(session, offers.id)


def test_work_of_others_on_a_person_stands_in_the_way(session: Session) -> None:
    batch = bring_in(session, roster(*PEOPLE))
    worker = session.scalars(select(Worker).order_by(Worker.id)).first()
    assert worker is not None
    session.add(CareDuty(worker_id=worker.id, kind="child"))
    session.flush()
    refusal = _refusal(session, batch.id)
    assert "照料记录" in refusal
    assert MAN not in refusal
    assert "张三" not in refusal


def test_a_later_file_must_be_taken_back_first(session: Session) -> None:
    first = bring_in(session, sheet(*OFFERS))
    second = bring_in(session, sheet(("某厂", "普工", "12人", "4200元/月"), name="改.csv"))
    assert f"之后又被第{second.id}号导入更新过" in _refusal(session, first.id)
    imports.undo(session, actor=SYSTEM, batch_id=second.id)
    imports.undo(session, actor=SYSTEM, batch_id=first.id)
    assert session.scalars(select(Posting)).all() == []


def test_a_later_file_that_changed_nothing_is_no_obstacle(session: Session) -> None:
    first = bring_in(session, sheet(*OFFERS))
    bring_in(session, sheet(*reversed(OFFERS), name="另存.csv"))
    imports.undo(session, actor=SYSTEM, batch_id=first.id)
    assert session.scalars(select(Posting)).all() == []


def test_edits_and_deletions_are_seen(session: Session) -> None:
    batch = bring_in(session, roster(*PEOPLE))
    person = session.scalars(select(Person).where(Person.name == "李四")).one()
    person.phone = "13800007777"
    session.flush()
    assert "第3行的人员在导入之后又被改过" in _refusal(session, batch.id)


def test_many_obstacles_are_counted(session: Session) -> None:
    batch = bring_in(session, sheet(*((f"某厂{n}", "普工", "3人", "3000元/月") for n in range(8))))
    for posting in session.scalars(select(Posting)):
        posting.title = "改名"
    session.flush()
    assert "另有3处" in _refusal(session, batch.id)


def test_old_placements_do_not_keep_an_update(session: Session) -> None:
    bring_in(session, roster(*PEOPLE))
    worker = session.scalars(select(Worker).order_by(Worker.id)).first()
    assert worker is not None
    session.add(Placement(worker_id=worker.id, posting_id=make_posting(session, title="岗位").id))
    session.flush()
    batch = bring_in(session, roster(("张三", MAN, "H1", "户主", "13800001234"), name="改.csv"))
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)


def test_tables_are_found_from_the_models() -> None:
    assert obstacles.part_tables("posting")["posting_age"] == "posting_id"
    assert ("placement", "worker_id") in {
        (table.name, column) for table, column in obstacles.references("worker")
    }
    assert [list(chunk) for chunk in obstacles.chunks(range(3))] == [[0, 1, 2]]
