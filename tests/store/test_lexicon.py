from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from jobmatch.domain.imports import AliasState
from jobmatch.store.lexicon import AliasLesson, LearnedAlias, PastSearch, VersionCounter
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_word_may_mean_several_occupations_each_once(any_session: Session) -> None:
    any_session.add_all(
        [
            LearnedAlias(text="车工", occupation_code="6-18-01-01"),
            LearnedAlias(text="车工", occupation_code="6-05-01-03"),
        ]
    )
    any_session.flush()
    with refused(any_session, "uq_learned_alias_text_occupation_code"):
        any_session.add(LearnedAlias(text="车工", occupation_code="6-05-01-03"))


def test_a_new_alias_waits_for_a_second_opinion(any_session: Session) -> None:
    alias = LearnedAlias(text="打包", occupation_code="6-31-00-00")
    any_session.add(alias)
    any_session.flush()
    assert (alias.state, alias.times) == (AliasState.CANDIDATE, 1)
    with refused(any_session, "ck_learned_alias_times_positive"):
        alias.times = 0


NOW = datetime(2026, 3, 15, 8, tzinfo=UTC)


def _lesson(alias: LearnedAlias, author: str) -> AliasLesson:
    return AliasLesson(
        alias=alias,
        occupation_code=alias.occupation_code,
        author=author,
        centre="district",
        occasion="posting:7",
        written="缝纫普工（急招）",
        taught_at=NOW,
    )


def test_a_person_teaches_once_per_occasion(any_session: Session) -> None:
    alias = LearnedAlias(text="缝纫普工", occupation_code="6-05-01-03")
    first = _lesson(alias, "zhang")
    any_session.add_all([first, _lesson(alias, "li")])
    any_session.flush()
    with refused(any_session, "uq_alias_lesson_once_per_occasion"):
        any_session.add(_lesson(alias, "zhang"))
    any_session.expire_all()
    first.withdrawn_at = NOW
    any_session.flush()
    any_session.add(_lesson(alias, "zhang"))
    any_session.flush()


def test_a_text_is_counted_per_day(any_session: Session) -> None:
    any_session.add(PastSearch(text="会电焊", asked_on=date(2026, 3, 15)))
    any_session.flush()
    with refused(any_session, "uq_past_search_text_asked_on"):
        any_session.add(PastSearch(text="会电焊", asked_on=date(2026, 3, 15)))
    with refused(any_session, "ck_past_search_times_positive"):
        any_session.add(PastSearch(text="会电焊", asked_on=date(2026, 3, 16), times=0))


def test_a_counter_has_one_row(any_session: Session) -> None:
    any_session.add(VersionCounter(name="lexicon"))
    any_session.flush()
    with refused(any_session, "uq_version_counter_name"):
        any_session.add(VersionCounter(name="lexicon"))
