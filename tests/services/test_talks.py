from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.booths import BoothState
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.postings import PostingState
from jobmatch.domain.recommendations import OutcomeReason, ReasonMissingError, RecommendationState
from jobmatch.domain.talks import TalkOutcome
from jobmatch.services import booth_links, talks
from jobmatch.services.talks import Said
from jobmatch.store.audit import AuditRow
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.talks import Talk
from tests.fairgrounds import Ground, make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.fairs import Booth


def note(
    session: Session,
    ground: Ground,
    outcome: TalkOutcome = TalkOutcome.INTERESTED,
    *,
    number: int = 1,
    actor: Actor = SYSTEM,
    booth: Booth | None = None,
    why: OutcomeReason | None = None,
) -> Talk:
    where = booth or ground.tailor
    said = Said(where.postings[0].posting_id, outcome, why)
    return talks.note_talk(
        session, actor=actor, fair_id=ground.fair.id, booth_id=where.id, number=number, said=said
    )


def test_a_talk_is_noted_mended_and_taken_back(any_session: Session) -> None:
    ground = make_ground(any_session)
    first = note(any_session, ground)
    assert (first.check_in_id, first.outcome) == (ground.worker.id, TalkOutcome.INTERESTED)
    again = note(any_session, ground, TalkOutcome.REFUSED, why=OutcomeReason.SKILL)
    assert again is first
    assert (again.outcome, again.reason) == (TalkOutcome.REFUSED, OutcomeReason.SKILL)
    mended = note(any_session, ground, TalkOutcome.HIRED, why=OutcomeReason.SKILL)
    assert mended.reason is None
    talks.withdraw_talk(
        any_session,
        actor=SYSTEM,
        fair_id=ground.fair.id,
        booth_id=ground.tailor.id,
        talk_uuid=first.uuid,
    )
    assert any_session.scalar(select(func.count()).select_from(Talk)) == 0
    actions = any_session.scalars(select(AuditRow.action).order_by(AuditRow.seq)).all()
    noted = [action for action in actions if action.startswith("talk.")]
    assert noted == ["talk.noted", "talk.noted", "talk.noted", "talk.withdrawn"]


def test_what_does_not_fit_is_refused_in_words(session: Session) -> None:
    ground = make_ground(session)
    with pytest.raises(talks.NoSuchGuestError, match="签到号"):
        note(session, ground, number=77)
    with pytest.raises(ReasonMissingError):
        note(session, ground, TalkOutcome.DECLINED)
    alien = Said(ground.postings[2].id, TalkOutcome.HIRED)
    with pytest.raises(talks.NoSuchPostingError):
        talks.note_talk(
            session,
            actor=SYSTEM,
            fair_id=ground.fair.id,
            booth_id=ground.tailor.id,
            number=1,
            said=alien,
        )
    ground.tailor.state = BoothState.NO_SHOW
    with pytest.raises(talks.NotOnThePlanError):
        note(session, ground)


@pytest.mark.parametrize(
    ("state", "open_"),
    [(FairState.PLANNED, False), (FairState.HELD, True), (FairState.REPORTED, False)],
)
def test_the_office_notes_until_the_fair_is_reported(
    session: Session, state: FairState, *, open_: bool
) -> None:
    ground = make_ground(session)
    ground.fair.state = state
    session.flush()
    if open_:
        assert note(session, ground).id
    else:
        with pytest.raises(talks.TalksClosedError):
            note(session, ground)


def test_an_employer_notes_at_its_own_booth_alone(session: Session) -> None:
    ground = make_ground(session)
    own = booth_links.actor_of(ground.tailor)
    assert note(session, ground, actor=own).account_id is None
    with pytest.raises(NotFoundError):
        note(session, ground, actor=own, booth=ground.cook)
    with pytest.raises(ForbiddenError):
        note(session, ground, actor=Actor(account_id=None, name="x", role=Role.HOUSEKEEPER))
    foreign = note(session, ground, booth=ground.cook)
    with pytest.raises(NotFoundError):
        talks.withdraw_talk(
            session,
            actor=own,
            fair_id=ground.fair.id,
            booth_id=ground.tailor.id,
            talk_uuid=foreign.uuid,
        )


def test_a_booth_of_another_fair_is_not_found(session: Session) -> None:
    ground, other = make_ground(session), make_ground(session, name="另一场")
    with pytest.raises(NotFoundError):
        note(session, ground, booth=other.tailor)


def advice(session: Session) -> list[Recommendation]:
    return list(session.scalars(select(Recommendation).order_by(Recommendation.id)))


def test_the_recommendation_of_the_pair_says_what_the_talk_came_to(any_session: Session) -> None:
    ground = make_ground(any_session)
    own = booth_links.actor_of(ground.tailor)
    note(any_session, ground, TalkOutcome.HIRED, actor=own)
    (made,) = advice(any_session)
    assert (made.worker_id, made.fair_id) == (ground.worker.worker_id, ground.fair.id)
    # Hired by word is an intent: nobody is placed in a square.
    assert made.state is RecommendationState.INTENDED
    note(any_session, ground, TalkOutcome.REFUSED, actor=own, why=OutcomeReason.SKILL)
    assert (made.state, made.outcome_reason) == (
        RecommendationState.REFUSED,
        OutcomeReason.SKILL,
    )
    talk = note(any_session, ground, TalkOutcome.INTERESTED, actor=own)
    assert made.state is RecommendationState.INTENDED
    note(any_session, ground, number=2)
    talks.withdraw_talk(
        any_session,
        actor=own,
        fair_id=ground.fair.id,
        booth_id=ground.tailor.id,
        talk_uuid=talk.uuid,
    )
    assert [row.state for row in advice(any_session)] == [RecommendationState.WITHDRAWN]


def test_a_posting_that_closed_meanwhile_keeps_its_talk_alone(session: Session) -> None:
    ground = make_ground(session)
    ground.postings[0].state = PostingState.CLOSED
    session.flush()
    assert note(session, ground).outcome is TalkOutcome.INTERESTED
    assert advice(session) == []
