from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.services import aliases, indexes, matching, past_searches, trials
from jobmatch.store.audit import AuditRow
from jobmatch.store.lexicon import LearnedAlias
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting

TODAY = date(2026, 3, 15)
COOK = "4-03-02-01"
CLERK = Actor(account_id=None, name="zhang", role=Role.CLERK, area=Area())


@pytest.fixture
def titles(session: Session) -> dict[str, Posting]:
    """Offer three postings and remember what was searched for."""
    firm = make_employer(session, name="某单位")
    made = {
        title: make_posting(session, title=title, employer=firm, vacancies=2)
        for title in ("炒菜厨师", "保洁员", "瞎捣鼓的大嫂")
    }
    yesterday = TODAY - timedelta(days=1)
    past_searches.note(session, {"捣鼓锅铲": 12, "保洁": 3}, on=yesterday)
    past_searches.note(session, {"捣鼓锅铲": 50}, on=TODAY - trials.RECENT - timedelta(days=1))
    return made


@pytest.mark.usefixtures("titles")
def test_a_trial_tells_which_past_searches_would_find_something_else(session: Session) -> None:
    trial = trials.try_phrase(session, actor=CLERK, phrase="捣鼓锅铲", code=COOK, today=TODAY)
    assert (trial.text, trial.asked, trial.changed) == ("捣鼓锅铲", 15, 12)
    (change,) = trial.changes
    assert (change.text, change.times, change.after) == ("捣鼓锅铲", 12, "炒菜厨师")
    assert "会改变过去 15 次查询里 12 次的第一条结果" in trial.sentence


@pytest.mark.usefixtures("titles")
def test_a_trial_writes_nothing(session: Session) -> None:
    before = session.scalar(select(func.count(AuditRow.id)))
    trials.try_phrase(session, actor=CLERK, phrase="捣鼓锅铲", code=COOK, today=TODAY)
    assert session.scalars(select(LearnedAlias)).all() == []
    assert session.scalar(select(func.count(AuditRow.id))) == before


@pytest.mark.usefixtures("titles")
def test_what_was_tried_is_what_saving_does(session: Session) -> None:
    holder = indexes.Holder()
    trial = trials.try_phrase(
        session, actor=CLERK, phrase="捣鼓锅铲", code=COOK, today=TODAY, holder=holder
    )
    aliases.confirm_phrase(session, actor=CLERK, phrase="捣鼓锅铲", code=COOK)
    index = matching.open_index(session, today=TODAY, holder=holder, centre="district")
    found = matching.match_text(session, text="捣鼓锅铲", today=TODAY, index=index)
    assert found.answer.matches[0].posting.profile.title == trial.changes[0].after
    again = trials.try_phrase(
        session, actor=CLERK, phrase="捣鼓锅铲", code=COOK, today=TODAY, holder=holder
    )
    assert (again.changed, again.postings) == (0, 0)
    assert "第一条结果都不变" in again.sentence


def test_a_trial_of_a_posting_counts_what_is_read_otherwise(
    session: Session, titles: dict[str, Posting]
) -> None:
    posting = titles["瞎捣鼓的大嫂"]
    make_posting(session, title="瞎捣鼓的大嫂（急招）", employer=posting.employer, vacancies=1)
    trial = trials.try_posting(
        session,
        actor=CLERK,
        posting_id=posting.id,
        title=posting.title or "",
        code="6-09-03-11",
        today=TODAY,
    )
    assert trial.postings == 2


def test_an_open_title_changes_its_posting_alone(session: Session) -> None:
    postings = [make_posting(session, title="普工", vacancies=1) for _ in range(2)]
    trial = trials.try_posting(
        session, actor=CLERK, posting_id=postings[0].id, title="普工", code=COOK, today=TODAY
    )
    assert (trial.text, trial.postings, trial.asked) == (None, 1, 0)
    assert "还没有过去的查询可以试" in trial.sentence


def test_what_could_not_be_saved_is_not_tried(session: Session) -> None:
    with pytest.raises(aliases.OpenWordError):
        trials.try_phrase(session, actor=CLERK, phrase="普工", code=COOK, today=TODAY)
    with pytest.raises(aliases.UnknownOccupationError):
        trials.try_phrase(session, actor=CLERK, phrase="捣鼓锅铲", code="x", today=TODAY)
