from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from jobmatch.domain.imports import AliasState
from jobmatch.queries import aliases
from jobmatch.store.lexicon import AliasLesson, LearnedAlias, PastSearch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NOW = datetime(2026, 3, 15, 8, tzinfo=UTC)


def make_lesson(session: Session, alias: LearnedAlias | None, **fields: object) -> AliasLesson:
    lesson = AliasLesson(
        alias=alias,
        **{
            "occupation_code": "4-03-02-01",
            "author": "zhang",
            "centre": "here",
            "occasion": "day:2026-03-15",
            "written": "捣鼓锅铲",
            "taught_at": NOW,
        }
        | fields,
    )
    session.add(lesson)
    session.flush()
    return lesson


def make_alias(session: Session, text: str, **fields: object) -> LearnedAlias:
    alias = LearnedAlias(text=text, occupation_code="4-03-02-01", **fields)
    session.add(alias)
    session.flush()
    return alias


def test_a_centre_believes_its_own_people_and_everybody_what_is_live(any_session: Session) -> None:
    make_alias(any_session, "掂勺", state=AliasState.LIVE)
    make_lesson(any_session, make_alias(any_session, "捣鼓锅铲"))
    make_lesson(any_session, None, posting_id=7, occasion="posting:7")
    gone = make_alias(any_session, "瞎混", state=AliasState.WITHDRAWN)
    make_lesson(any_session, gone, withdrawn_at=NOW)
    live, own = ("掂勺", "4-03-02-01"), ("捣鼓锅铲", "4-03-02-01")
    assert aliases.aliases_in_force(any_session) == (live,)
    assert aliases.aliases_in_force(any_session, centre="there") == (live,)
    assert aliases.aliases_in_force(any_session, centre="here") == tuple(sorted((live, own)))
    assert [each.text for each in aliases.learned_aliases(any_session)] == ["捣鼓锅铲", "掂勺"]


def test_lessons_are_listed_the_newest_first_undone_ones_too(session: Session) -> None:
    first = make_lesson(session, make_alias(session, "捣鼓锅铲"), withdrawn_at=NOW)
    second = make_lesson(session, None, posting_id=7, occasion="posting:7")
    assert list(aliases.found_lessons(session, number=1).rows) == [second, first]
    assert aliases.lessons_of_posting(session, posting_id=7) == [second]


def test_searches_are_added_up_over_days(session: Session) -> None:
    session.add_all(
        [
            PastSearch(text="保洁", asked_on=date(2026, 3, 1), times=9),
            PastSearch(text="会电焊", asked_on=date(2026, 3, 14), times=2),
            PastSearch(text="会电焊", asked_on=date(2026, 3, 15), times=3),
            PastSearch(text="带娃", asked_on=date(2026, 3, 15), times=1),
        ]
    )
    session.flush()
    found = aliases.past_searches(session, since=date(2026, 3, 10), most=1)
    assert found == [aliases.Asked("会电焊", 5)]
