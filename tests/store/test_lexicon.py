from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.imports import AliasState
from jobmatch.store.lexicon import LearnedAlias, VersionCounter
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


def test_a_counter_has_one_row(any_session: Session) -> None:
    any_session.add(VersionCounter(name="lexicon"))
    any_session.flush()
    with refused(any_session, "uq_version_counter_name"):
        any_session.add(VersionCounter(name="lexicon"))
