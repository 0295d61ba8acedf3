from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.kinds import LegalFlag
from jobmatch.domain.postings import (
    FRESH_FOR,
    NotPublishableError,
    PostingState,
    ReasonMissingError,
    VerifiedHow,
)
from jobmatch.domain.states import WrongStateError
from jobmatch.services import postings
from jobmatch.store.accounts import Account
from jobmatch.store.audit import AuditRow
from jobmatch.store.jobs import Job
from jobmatch.store.postings import PostingFlag
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting

S = PostingState


@pytest.fixture
def clerk(any_session: Session) -> Actor:
    account = Account(name="a", display_name="王某", role=Role.CLERK)
    any_session.add(account)
    any_session.flush()
    return Actor(account.id, "a", Role.CLERK)


def make(session: Session, state: PostingState = S.PUBLISHED, **fields: Any) -> Posting:
    firm = make_employer(session, name=f"华锦服饰{state}")
    return make_posting(session, title="平车工", employer=firm, state=state, **fields)


def actions(session: Session) -> list[str]:
    return list(session.scalars(select(AuditRow.action).order_by(AuditRow.seq)))


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("publish", S.IN_REVIEW, S.PUBLISHED),
        ("pause", S.PUBLISHED, S.PAUSED),
        ("resume", S.PAUSED, S.PUBLISHED),
        ("fill", S.PUBLISHED, S.FILLED),
        ("submit", S.DRAFT, S.IN_REVIEW),
    ],
)
def test_a_posting_goes_step_by_step(
    any_session: Session, clerk: Actor, action: str, before: PostingState, after: PostingState
) -> None:
    posting = make(any_session, before)
    postings.step(any_session, actor=clerk, uuid=posting.uuid, action=action)
    assert posting.state is after
    assert actions(any_session) == ["posting.moved"]
    assert any_session.scalars(select(Job.name)).all() == ["matches.recompute"]
    if after is S.PUBLISHED:
        assert posting.published_on == posting.verified_on == clock.today()


def test_sending_back_and_closing_need_a_reason(any_session: Session, clerk: Actor) -> None:
    posting = make(any_session, S.IN_REVIEW)
    with pytest.raises(ReasonMissingError):
        postings.step(any_session, actor=clerk, uuid=posting.uuid, action="reject", reason=" ")
    postings.step(any_session, actor=clerk, uuid=posting.uuid, action="reject", reason="工资没写")
    assert (posting.state, posting.state_reason) == (S.REJECTED, "工资没写")


def test_what_the_law_forbids_is_published_only_when_it_was_put_right(
    any_session: Session, clerk: Actor
) -> None:
    posting = make(any_session, S.IN_REVIEW)
    posting.flags = [
        PostingFlag(flag=LegalFlag.PATHOGEN_CARRIER, severity="block"),
        PostingFlag(flag=LegalFlag.SEX_LIMIT, severity="warn"),
    ]
    any_session.flush()
    with pytest.raises(NotPublishableError, match="1 条"):
        postings.step(any_session, actor=clerk, uuid=posting.uuid, action="publish")
    flag = posting.flags[0]
    for _ in range(2):
        postings.deal_with_flag(any_session, actor=clerk, uuid=posting.uuid, flag_id=flag.id)
    assert (flag.dealt_with_on, flag.dealt_with_by) == (clock.today(), clerk.account_id)
    postings.step(any_session, actor=clerk, uuid=posting.uuid, action="publish")
    assert actions(any_session) == ["posting.corrected", "posting.moved"]
    with pytest.raises(NotFoundError):
        postings.deal_with_flag(any_session, actor=clerk, uuid=posting.uuid, flag_id=0)


def test_nobody_but_the_program_lets_a_posting_expire(any_session: Session, clerk: Actor) -> None:
    posting = make(any_session)
    with pytest.raises(ForbiddenError):
        postings.step(any_session, actor=clerk, uuid=posting.uuid, action="expire")
    assert "expire" not in postings.steps_for(clerk, S.PUBLISHED)


def test_one_word_of_the_employer_is_good_for_thirty_days(
    any_session: Session, clerk: Actor
) -> None:
    posting = make(any_session)
    postings.confirm_open(any_session, actor=clerk, uuids=[posting.uuid], how=VerifiedHow.VISIT)
    today = clock.today()
    assert (posting.verified_on, posting.verified_how) == (today, VerifiedHow.VISIT)
    assert posting.verified_by == clerk.account_id
    assert posting.valid_until == today + FRESH_FOR
    assert posting.published_on == date(2026, 3, 1)


@pytest.mark.parametrize("state", [S.EXPIRED, S.PAUSED, S.FILLED])
def test_a_posting_that_is_offered_again_begins_with_dates_of_today(
    any_session: Session, clerk: Actor, state: PostingState
) -> None:
    today = clock.today()
    posting = make(any_session, state, deadline_on=today - timedelta(days=1), closed_on=today)
    postings.confirm_open(any_session, actor=clerk, uuids=[posting.uuid], how=VerifiedHow.PHONE)
    assert posting.state is S.PUBLISHED
    assert (posting.published_on, posting.deadline_on, posting.closed_on) == (today, None, None)


@pytest.mark.parametrize("state", [S.DRAFT, S.IN_REVIEW, S.CLOSED, S.REJECTED])
def test_what_was_never_open_is_not_confirmed(
    any_session: Session, clerk: Actor, state: PostingState
) -> None:
    posting = make(any_session, state)
    with pytest.raises(WrongStateError):
        postings.confirm_open(any_session, actor=clerk, uuids=[posting.uuid], how=VerifiedHow.PHONE)


def test_an_employer_answers_for_its_own_postings_alone(any_session: Session) -> None:
    posting, other = make(any_session), make(any_session, S.PAUSED)
    area = Area(employer_id=posting.employer_id)
    account = Account(name="b", display_name="b", role=Role.EMPLOYER)
    any_session.add(account)
    any_session.flush()
    own = Actor(account.id, "b", Role.EMPLOYER, area)
    postings.confirm_open(any_session, actor=own, uuids=[posting.uuid], how=VerifiedHow.PHONE)
    assert posting.verified_how is VerifiedHow.EMPLOYER
    with pytest.raises(NotFoundError):
        postings.confirm_open(any_session, actor=own, uuids=[other.uuid], how=VerifiedHow.PHONE)
    assert "publish" not in postings.steps_for(own, S.IN_REVIEW)
    postings.close_all(any_session, actor=own, uuids=[posting.uuid])
    assert (posting.state, posting.state_reason) == (S.CLOSED, postings.NO_LONGER)


def test_who_only_looks_changes_nothing(any_session: Session) -> None:
    posting = make(any_session)
    auditor = Actor(None, "c", Role.AUDITOR)
    assert postings.steps_for(auditor, S.PUBLISHED) == ()
    with pytest.raises(ForbiddenError):
        postings.confirm_open(
            any_session, actor=auditor, uuids=[posting.uuid], how=VerifiedHow.PHONE
        )
    with pytest.raises(ForbiddenError):
        postings.step(any_session, actor=auditor, uuid=posting.uuid, action="pause")


def test_what_is_over_expires_and_what_nobody_asked_about_stays(any_session: Session) -> None:
    on = clock.today()
    gone, stays = on - timedelta(days=1), on
    deadline = make(any_session, deadline_on=gone)
    asked = make(any_session, S.PAUSED, valid_until=gone)
    firm = make_employer(any_session, name="别家")
    kept = [
        make_posting(any_session, title="a", employer=firm, valid_until=stays),
        make_posting(any_session, title="b", employer=firm, published_on=date(2020, 1, 1)),
        make_posting(any_session, title="c", employer=firm, state=S.CLOSED, deadline_on=gone),
    ]
    assert postings.expire_due(any_session, on=on) == 2
    assert (deadline.state, deadline.state_reason) == (S.EXPIRED, postings.OVER_DEADLINE)
    assert (asked.state, asked.state_reason) == (S.EXPIRED, postings.NOT_ASKED)
    assert [posting.state for posting in kept] == [S.PUBLISHED, S.PUBLISHED, S.CLOSED]
    assert postings.expire_due(any_session, on=on) == 0
    assert actions(any_session) == ["posting.expired"]


def test_the_program_itself_may_do_all(any_session: Session) -> None:
    posting = make(any_session)
    postings.close_all(any_session, actor=SYSTEM, uuids=[posting.uuid, posting.uuid])
    assert posting.state is S.CLOSED
