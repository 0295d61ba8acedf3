from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from jobmatch.domain.kinds import EmployerKind, LegalFlag
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import facts
from jobmatch.services import indexes
from jobmatch.services.readings import Readings, open_readings
from jobmatch.store.readings import Reading
from tests import matchmaking

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.orm import Session

SAID = "想找开挖掘机的活，C1，在社区附近，不上夜班，工资4000以上"
POSTING = matchmaking.posting(
    "缝纫工（包吃住）",
    description="会平车，两班倒，要叉车证，不跑长途",
    employer="某制衣厂",
    certificates=("叉车证",),
    kind=EmployerKind.PUBLIC_WELFARE,
    groups=frozenset({TargetGroup.FORMERLY_POOR, TargetGroup.DISABLED}),
    pay=(3000, 4000),
)


def _read(readings: Readings) -> list[Any]:
    return [
        readings.posting(POSTING),
        readings.synonyms().terms_of(POSTING.title),
        readings.synonyms().terms_of("别的话"),
        readings.hear(SAID),
        readings.knowledge.read("开货车"),
    ]


def test_what_is_kept_is_what_reading_gives(any_session: Session) -> None:
    words = indexes.load_words()
    first = Readings(words)
    read = _read(first)
    assert read == [
        facts.read_posting(POSTING, words.knowledge),
        words.synonyms.terms_of(POSTING.title),
        words.synonyms.terms_of("别的话"),
        words.hear(SAID),
        words.knowledge.read("开货车"),
    ]
    assert first.keep(any_session) > 2
    again = open_readings(any_session, words)
    assert _read(again) == read
    assert again.made == 0
    assert again.keep(any_session) == 0


def test_kept_words_are_not_read_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    words = indexes.load_words()
    first = Readings(words)
    read = _read(first)
    first.keep(session)

    def refuse(*_given: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(facts, "read_posting", refuse)
    monkeypatch.setattr(indexes.Words, "hear", refuse)
    knowledge = replace(words.knowledge, find=refuse, cache=facts.phrases())  # type: ignore[arg-type]  # must not be called
    forgetful = replace(words, knowledge=knowledge)
    assert _read(open_readings(session, forgetful)) == read


def test_a_posting_is_read_anew_when_its_words_change_and_only_then(session: Session) -> None:
    words = indexes.load_words()
    first = Readings(words)
    first.posting(POSTING)
    first.keep(session)
    same = replace(
        POSTING, id=9, vacancies=3, fresh_on=date(2026, 1, 1), legal_flags=tuple(LegalFlag)
    )
    later = open_readings(session, words)
    assert later.posting(same).profile is same
    assert later.made == 0
    later.posting(replace(POSTING, title="焊工"))
    assert later.made > 0


def test_other_words_make_what_is_kept_useless(session: Session) -> None:
    words = indexes.load_words()
    first = Readings(words)
    _read(first)
    first.keep(session)
    taught = indexes.load_words((("捣鼓锅铲", "4-03-02-01"),))
    assert taught.version != words.version
    renewed = open_readings(session, taught)
    _read(renewed)
    assert renewed.made > 0
    renewed.keep(session)
    assert session.scalars(select(Reading.version).distinct()).all() == [taught.version]


def test_readings_that_nobody_uses_are_dropped(session: Session) -> None:
    words = indexes.load_words()
    first = Readings(words)
    _read(first)
    first.keep(session)
    later = open_readings(session, words)
    later.hear(SAID)
    assert later.prune(session) > 0
    assert session.scalar(select(func.count(Reading.id))) == 1
    assert open_readings(session, words).hear(SAID) == words.hear(SAID)
