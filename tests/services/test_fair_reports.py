from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError
from jobmatch.domain.recommendations import OutcomeReason
from jobmatch.domain.talks import TalkOutcome
from jobmatch.queries import fair_reports as questions
from jobmatch.services import fair_reports, talks
from jobmatch.services.talks import Said
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_the_workbook_holds_the_numbers_of_the_page_and_no_name(session: Session) -> None:
    ground = make_ground(session)
    for number, said in (
        (1, Said(ground.postings[0].id, TalkOutcome.HIRED)),
        (2, Said(ground.postings[0].id, TalkOutcome.DECLINED, OutcomeReason.PAY)),
    ):
        talks.note_talk(
            session,
            actor=SYSTEM,
            fair_id=ground.fair.id,
            booth_id=ground.tailor.id,
            number=number,
            said=said,
        )
    report = questions.report_of(session, fair=ground.fair)
    content = fair_reports.write_report(session, actor=SYSTEM, fair=ground.fair, now=clock.now())
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert list(sheets) == ["情况统计", "按展位", "按行业", "没谈成的原因", "几点来的人"]
    told = {row[0]: row[1] for row in sheets["情况统计"][4:]}
    assert told == {name: number for name, number, _, _ in fair_reports.counted(report)}
    assert (told["当场录用"], told["推荐洽谈"], told["招聘人数"]) == (1, 2, 15)
    assert [row[0] for row in sheets["按展位"][3:5]] == ["A1", "C1"]
    assert sheets["没谈成的原因"][2] == ["工资低", 1]
    everything = str(sheets)
    assert "杨秀英" not in everything
    assert "外来的人" not in everything


def test_only_who_runs_fairs_takes_the_workbook(session: Session) -> None:
    ground = make_ground(session)
    actor = Actor(account_id=None, name="x", role=Role.EMPLOYER)
    with pytest.raises(ForbiddenError):
        fair_reports.write_report(session, actor=actor, fair=ground.fair, now=clock.now())
