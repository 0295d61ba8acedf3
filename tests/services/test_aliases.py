from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.aliases import WHOLE_DISTRICT, centre_of
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.imports import AliasState
from jobmatch.domain.postings import SourceKind
from jobmatch.queries import aliases as questions
from jobmatch.services import aliases
from jobmatch.store.audit import AuditRow
from jobmatch.store.jobs import Job
from jobmatch.store.lexicon import AliasLesson, LearnedAlias
from jobmatch.store.postings import Posting, PostingOccupation
from tests.factories import make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

SEWING, EMBROIDERY = "6-05-01-03", "6-09-03-11"
HERE, THERE = Area(community_ids=frozenset({1})), Area(community_ids=frozenset({2}))


def clerk(name: str, area: Area = HERE) -> Actor:
    return Actor(account_id=None, name=name, role=Role.CLERK, area=area)


def in_force(session: Session, area: Area | None = None) -> tuple[tuple[str, str], ...]:
    centre = None if area is None else centre_of(area)
    return questions.aliases_in_force(session, centre=centre)


def occupations_of(session: Session, posting: Posting) -> list[tuple[int, str, float, SourceKind]]:
    rows = session.scalars(
        select(PostingOccupation)
        .where(PostingOccupation.posting_id == posting.id)
        .order_by(PostingOccupation.seq)
    )
    return [(row.seq, row.code, row.score, row.source) for row in rows]


def test_a_word_counts_at_once_in_the_centre_of_who_said_it(any_session: Session) -> None:
    done = aliases.confirm_phrase(
        any_session, actor=clerk("zhang"), phrase="捣鼓锅铲（急）", code="4-03-02-01"
    )
    assert (done.text, done.state) == ("捣鼓锅铲", AliasState.CANDIDATE)
    assert "您所在的中心" in done.sentence
    assert in_force(any_session, HERE) == (("捣鼓锅铲", "4-03-02-01"),)
    assert in_force(any_session, THERE) == in_force(any_session) == ()


def test_a_second_person_makes_it_count_for_all(any_session: Session) -> None:
    first = aliases.confirm_phrase(
        any_session, actor=clerk("zhang"), phrase="捣鼓锅铲", code="4-03-02-01"
    )
    again = aliases.confirm_phrase(
        any_session, actor=clerk("zhang"), phrase="捣鼓锅铲", code="4-03-02-01"
    )
    assert again == first
    assert again.sentence.startswith("您之前已经这样认定过")
    second = aliases.confirm_phrase(
        any_session, actor=clerk("li", THERE), phrase="捣鼓锅铲", code="4-03-02-01"
    )
    assert second.state is AliasState.LIVE
    assert in_force(any_session) == (("捣鼓锅铲", "4-03-02-01"),)
    aliases.undo(any_session, actor=clerk("li", THERE), lesson_id=second.lesson_id)
    assert in_force(any_session) == in_force(any_session, THERE) == ()
    assert in_force(any_session, HERE) == (("捣鼓锅铲", "4-03-02-01"),)


def test_three_occasions_make_it_count_for_all(session: Session) -> None:
    states = [
        aliases.correct_posting(
            session,
            actor=clerk("zhang"),
            posting_id=make_posting(session, title="绣花大嫂").id,
            code=EMBROIDERY,
        ).state
        for _ in range(3)
    ]
    assert states == [AliasState.CANDIDATE, AliasState.CANDIDATE, AliasState.LIVE]


def test_words_that_disagree_all_count(session: Session) -> None:
    aliases.confirm_phrase(session, actor=clerk("zhang"), phrase="绣花大嫂", code=EMBROIDERY)
    aliases.confirm_phrase(session, actor=clerk("li"), phrase="绣花大嫂", code=SEWING)
    assert {code for _, code in in_force(session, HERE)} == {EMBROIDERY, SEWING}


def test_a_corrected_posting_is_what_the_clerk_said(any_session: Session) -> None:
    posting = make_posting(any_session, title="绣花大嫂（急招）", occupation_code=SEWING)
    posting.occupations.append(
        PostingOccupation(seq=0, code=SEWING, score=0.4, source=SourceKind.TEXT)
    )
    any_session.flush()
    before = occupations_of(any_session, posting)
    done = aliases.correct_posting(
        any_session, actor=clerk("zhang"), posting_id=posting.id, code=EMBROIDERY
    )
    assert done.text == "绣花大嫂"
    assert posting.occupation_code == EMBROIDERY
    assert occupations_of(any_session, posting) == [(0, EMBROIDERY, 1.0, SourceKind.OPERATOR)]

    aliases.undo(any_session, actor=clerk("zhang"), lesson_id=done.lesson_id)
    assert posting.occupation_code == SEWING
    assert occupations_of(any_session, posting) == before
    assert in_force(any_session, HERE) == ()
    with pytest.raises(aliases.AlreadyWithdrawnError):
        aliases.undo(any_session, actor=clerk("zhang"), lesson_id=done.lesson_id)


def test_who_changes_their_mind_takes_the_earlier_word_back(session: Session) -> None:
    posting = make_posting(session, title="绣花大嫂")
    lessons = [
        aliases.correct_posting(
            session, actor=clerk("zhang"), posting_id=posting.id, code=code
        ).lesson_id
        for code in (SEWING, EMBROIDERY, EMBROIDERY)
    ]
    assert lessons[1] == lessons[2]
    assert in_force(session, HERE) == (("绣花大嫂", EMBROIDERY),)
    aliases.undo(session, actor=clerk("zhang"), lesson_id=lessons[2])
    assert occupations_of(session, posting) == []


def test_undoing_the_first_of_two_words_leaves_the_second(session: Session) -> None:
    posting = make_posting(session, title="绣花大嫂")
    first = aliases.correct_posting(
        session, actor=clerk("zhang"), posting_id=posting.id, code=SEWING
    )
    second = aliases.correct_posting(
        session, actor=clerk("li"), posting_id=posting.id, code=EMBROIDERY
    )
    aliases.undo(session, actor=clerk("li"), lesson_id=first.lesson_id)
    assert posting.occupation_code == EMBROIDERY
    aliases.undo(session, actor=clerk("li"), lesson_id=second.lesson_id)
    assert posting.occupation_code is None
    assert occupations_of(session, posting) == []


def test_who_insists_is_heard_again(any_session: Session) -> None:
    posting = make_posting(any_session, title="绣花大嫂")
    _, _, last = [
        aliases.correct_posting(any_session, actor=clerk(name), posting_id=posting.id, code=code)
        for name, code in (("zhang", SEWING), ("li", EMBROIDERY), ("zhang", SEWING))
    ]
    assert posting.occupation_code == SEWING
    assert occupations_of(any_session, posting) == [(0, SEWING, 1.0, SourceKind.OPERATOR)]
    assert {code for _, code in in_force(any_session, HERE)} == {SEWING, EMBROIDERY}
    aliases.undo(any_session, actor=clerk("zhang"), lesson_id=last.lesson_id)
    assert posting.occupation_code == EMBROIDERY
    (other,) = questions.lessons_of_posting(any_session, posting_id=posting.id)
    aliases.undo(any_session, actor=clerk("li"), lesson_id=other.id)
    assert occupations_of(any_session, posting) == []


def test_an_open_title_is_corrected_but_not_learned(session: Session) -> None:
    posting = make_posting(session, title="普工")
    done = aliases.correct_posting(
        session, actor=clerk("zhang"), posting_id=posting.id, code=SEWING
    )
    assert (done.text, done.state) == (None, None)
    assert "只改了这一个岗位" in done.sentence
    assert posting.occupation_code == SEWING
    assert session.scalars(select(LearnedAlias)).all() == []
    with pytest.raises(aliases.OpenWordError):
        aliases.confirm_phrase(session, actor=clerk("zhang"), phrase="小工", code=SEWING)


def test_what_cannot_be_remembered_is_said(session: Session) -> None:
    with pytest.raises(aliases.UnclearPhraseError):
        aliases.confirm_phrase(session, actor=clerk("zhang"), phrase="？", code=SEWING)
    with pytest.raises(aliases.UnclearPhraseError):
        aliases.confirm_phrase(
            session, actor=clerk("zhang"), phrase="绣花缝纫电焊" * 8, code=SEWING
        )
    with pytest.raises(aliases.UnknownOccupationError):
        aliases.confirm_phrase(session, actor=clerk("zhang"), phrase="绣花大嫂", code="9-99")
    with pytest.raises(NotFoundError):
        aliases.correct_posting(session, actor=clerk("zhang"), posting_id=10**6, code=SEWING)


def test_no_number_of_a_person_is_kept_with_a_phrase(session: Session) -> None:
    done = aliases.confirm_phrase(
        session, actor=clerk("zhang"), phrase="13800001234 绣花大嫂", code=SEWING
    )
    assert done.text == "绣花大嫂"
    assert session.get_one(AliasLesson, done.lesson_id).written == "*******1234 绣花大嫂"


def test_who_may_teach_and_take_back(session: Session) -> None:
    housekeeper = Actor(account_id=None, name="wu", role=Role.HOUSEKEEPER)
    with pytest.raises(ForbiddenError):
        aliases.confirm_phrase(session, actor=housekeeper, phrase="绣花大嫂", code=SEWING)
    done = aliases.confirm_phrase(session, actor=clerk("zhang"), phrase="绣花大嫂", code=SEWING)
    with pytest.raises(NotFoundError):
        aliases.undo(session, actor=clerk("li", THERE), lesson_id=done.lesson_id)
    aliases.undo(session, actor=SYSTEM, lesson_id=done.lesson_id)
    lesson = session.get_one(AliasLesson, done.lesson_id)
    assert (lesson.withdrawn_by, lesson.centre) == ("system", centre_of(HERE))
    assert centre_of(SYSTEM.area) == WHOLE_DISTRICT


def test_each_lesson_is_audited_and_has_the_lists_made_anew(session: Session) -> None:
    posting = make_posting(session, title="绣花大嫂")
    done = aliases.correct_posting(
        session, actor=clerk("zhang"), posting_id=posting.id, code=EMBROIDERY
    )
    aliases.undo(session, actor=clerk("zhang"), lesson_id=done.lesson_id)
    rows = session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
    assert [row.action for row in rows[-2:]] == ["lesson.given", "lesson.withdrawn"]
    assert json.loads(rows[-2].changes)["occupation"] == [None, EMBROIDERY]
    keys = session.scalars(select(Job.key).order_by(Job.id)).all()
    assert len(keys[-2:]) == len(set(keys[-2:])) == 2


def test_stored_lists_are_for_all_and_wait_for_what_counts_for_all(session: Session) -> None:
    def count() -> int:
        return len(session.scalars(select(Job.key)).all())

    before = count()
    aliases.confirm_phrase(session, actor=clerk("zhang"), phrase="绣花大嫂", code=SEWING)
    assert count() == before
    second = aliases.confirm_phrase(session, actor=clerk("li"), phrase="绣花大嫂", code=SEWING)
    assert count() == before + 1
    aliases.undo(session, actor=clerk("li"), lesson_id=second.lesson_id)
    assert count() == before + 2


def test_two_people_say_it_for_the_first_time_at_once(any_store: Store) -> None:
    both = threading.Barrier(2)

    def say(name: str) -> None:
        both.wait()
        for phrase in ("绣花大嫂", "捣鼓锅铲", "瞎捣鼓"):
            with any_store.writes.begin() as session:
                aliases.confirm_phrase(session, actor=clerk(name), phrase=phrase, code=SEWING)

    sides = [threading.Thread(target=say, args=(name,)) for name in ("zhang", "li")]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    with any_store.reads() as session:
        assert len(in_force(session)) == 3
