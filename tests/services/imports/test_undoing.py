from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.imports import ImportState
from jobmatch.domain.states import WrongStateError
from jobmatch.services import imports
from jobmatch.store.matches import MatchList, MatchRun, MatchSide, pack_ids, pack_scores
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker
from tests.factories import make_employer, make_posting
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import bring_in, outcomes, records, roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _rows(text: str) -> list[list[str]]:
    """Give the cells of a table written with bars; M and W stand for the two numbers."""
    numbers = {"M": MAN, "W": WOMAN}
    return [
        [numbers.get(cell.strip(), cell.strip()) for cell in line.split("|")]
        for line in text.strip().splitlines()
    ]


FIRST = _rows("""
张三|M|H1|户主|13800001111|旺家社区|3栋|是|某厂|4000|电焊|焊工证||普通劳动力
李四|W|H1|配偶|13800002222|旺家社区|3栋|否|||缝纫||离家近|普通劳动力
""")
LATER = _rows("""
张三|M|H1|户主|13800009999|旺家社区|4栋|是|另厂|5200|电焊、叉车|叉车证|包住|技能劳动力
李四|W|H1|配偶|13800002222|旺家社区|4栋|是|某厂|3000|||日结|普通劳动力
""")
OFFERS = _rows("""
某厂|普工|10人|试用期3000，转正4000-5000|男18-50，女18-45|健康证|广东省东莞市|王某|13800003333
某厂|已婚优先的文员|1人|3000元/月|||贵州省铜仁市万山区|王某|13800003333
""")
CHANGED = _rows("""
某厂|普工|8人|4500元/月|18-55|健康证、叉车证|广东省东莞市|李某|13800004444
某厂|保安|2人|2800元/月
""")


def test_made_records_go_and_everything_is_as_before(any_session: Session) -> None:
    make_employer(any_session, name="别家")
    before = records(any_session)
    for incoming in (roster(*FIRST), sheet(*OFFERS)):
        batch = bring_in(any_session, incoming)
        assert records(any_session) != before
        assert (
            imports.undo(any_session, actor=SYSTEM, batch_id=batch.id).state is ImportState.UNDONE
        )
        assert records(any_session) == before


def test_changed_records_get_every_column_back(any_session: Session) -> None:
    bring_in(any_session, roster(*FIRST))
    bring_in(any_session, sheet(*OFFERS))
    before = records(any_session)
    for incoming in (roster(*LATER, name="四月.csv"), sheet(*CHANGED, name="招工表4月.csv")):
        batch = bring_in(any_session, incoming)
        assert outcomes(batch).get("updated")
        imports.undo(any_session, actor=SYSTEM, batch_id=batch.id)
        assert records(any_session) == before


def test_a_file_comes_in_again_after_its_undo(session: Session) -> None:
    batch = bring_in(session, sheet(*OFFERS))
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    assert outcomes(bring_in(session, sheet(*OFFERS))) == {"created": 2}
    with pytest.raises(WrongStateError):
        imports.undo(session, actor=SYSTEM, batch_id=batch.id)


def test_sealed_values_come_back_readable(session: Session) -> None:
    bring_in(session, roster(*FIRST))
    batch = bring_in(session, roster(*LATER, name="四月.csv"))
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    people = {person.name: person for person in session.scalars(select(Person))}
    assert people["张三"].phone == "13800001111"
    assert people["张三"].id_number == MAN


def test_stored_match_lists_of_made_records_go_too(session: Session) -> None:
    batch = bring_in(session, roster(*FIRST))
    run = MatchRun(scope="unemployed")
    session.add(run)
    session.flush()
    worker = session.scalars(select(Worker)).first()
    assert worker is not None
    session.add(
        MatchList(
            run_id=run.id,
            side=MatchSide.WORKER,
            subject_id=worker.id,
            ids=pack_ids([1]),
            scores=pack_scores([1.0]),
        )
    )
    session.flush()
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    assert session.scalars(select(MatchList)).all() == []


def test_an_employer_that_others_use_stays(session: Session) -> None:
    batch = bring_in(session, sheet(*OFFERS))
    posting = session.scalars(select(Posting)).first()
    assert posting is not None
    make_posting(session, title="别的岗位", employer=posting.employer)
    imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    assert [one.title for one in session.scalars(select(Posting))] == ["别的岗位"]


def test_nothing_is_taken_back_when_one_record_refuses(session: Session) -> None:
    batch = bring_in(session, sheet(*OFFERS))
    posting = session.scalars(select(Posting).order_by(Posting.id)).first()
    assert posting is not None
    posting.title = "操作员改过的名字"
    session.flush()
    before = records(session)
    with pytest.raises(imports.UndoRefusedError, match="第2行的岗位在导入之后又被改过"):
        imports.undo(session, actor=SYSTEM, batch_id=batch.id)
    assert records(session) == before
    assert batch.state is ImportState.COMMITTED
    assert batch.committed_at is not None
    assert batch.committed_at - timedelta(days=1) < batch.committed_at
