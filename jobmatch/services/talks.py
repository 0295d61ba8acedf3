"""Use cases at a booth: note what a talk came to, mend it, take a slip of the finger back.

The office notes for any booth while the fair is open and until it is reported; an employer, by the
link of its booth, for that booth and on the day alone. Guests are named by their check-in number.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Permission
from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.domain.errors import InputError, NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.recommendations import LIVE_STATES, PostingNotOpenError, RecommendationState
from jobmatch.domain.talks import RECOMMENDED_AS, kept_reason
from jobmatch.queries import check_ins, fairs
from jobmatch.queries import talks as questions
from jobmatch.services import audit, recommendations
from jobmatch.store.fairs import Booth
from jobmatch.store.talks import Talk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.domain.recommendations import OutcomeReason
    from jobmatch.domain.talks import TalkOutcome
    from jobmatch.store.check_ins import CheckIn
    from jobmatch.store.recommendations import Recommendation

NOTED_STATES = (FairState.OPEN, FairState.HELD)
"""States of a fair in which the office notes talks: the sheets of the day are typed in after it."""


_ACTIONS = {
    RecommendationState.INTENDED: "intend",
    RecommendationState.REFUSED: "refuse",
    RecommendationState.DECLINED: "decline",
}


class TalksClosedError(RuleBrokenError):
    """Nobody talks before a fair is open, and a reported one stays as it was reported."""

    message = "这场招聘会没有开场或已经上报，洽谈不能再记。"


class NotOnThePlanError(RuleBrokenError):
    """The booth has no place at this fair."""

    message = "这家单位没有展位或没有到场，不能记洽谈。请先在展位页登记“到场”。"


class NoSuchGuestError(InputError):
    """Nobody has this check-in number."""

    message = "没有这个签到号。请看求职者匹配单最上面的大号码，再输一次。"


class NoSuchPostingError(InputError):
    """The booth does not show this posting."""

    message = "请选一个这个展位上的岗位。"


@dataclass(frozen=True, slots=True)
class Said:
    """What a talk came to."""

    posting_id: int
    outcome: TalkOutcome
    reason: OutcomeReason | None = None


def guest_of(session: Session, *, fair_id: int, number: int) -> CheckIn:
    """Give who has the check-in *number* at a fair.

    Raises:
        NoSuchGuestError: nobody has it.
    """
    found = check_ins.check_in_by_number(session, fair_id=fair_id, number=number)
    if found is None:
        raise NoSuchGuestError
    return found


def note_talk(
    session: Session, *, actor: Actor, fair_id: int, booth_id: int, number: int, said: Said
) -> Talk:
    """Note what the guest with the check-in *number* and the booth came to.

    A second entry about the same posting mends the first.

    Raises:
        TalksClosedError: the fair is not open, or reported already.
        NotOnThePlanError: the booth does not stand there.
        NoSuchGuestError, NoSuchPostingError, ReasonMissingError: what was typed does not fit.
    """
    booth = _booth(session, actor, fair_id, booth_id)
    guest = guest_of(session, fair_id=fair_id, number=number)
    if said.posting_id not in {row.posting_id for row in booth.postings}:
        raise NoSuchPostingError
    reason = kept_reason(said.outcome, said.reason)
    talk = questions.talk_of_pair(session, check_in_id=guest.id, posting_id=said.posting_id)
    before = None if talk is None else talk.outcome.value
    if talk is None:
        talk = Talk(booth_id=booth.id, check_in_id=guest.id, posting_id=said.posting_id)
        session.add(talk)
    talk.outcome, talk.reason = said.outcome, reason
    talk.account_id, talk.noted_at = actor.account_id, clock.now()
    session.flush()
    changes = {
        "check_in": guest.id,
        "posting": said.posting_id,
        "outcome": [before, said.outcome.value],
        "reason": reason.value if reason else None,
    }
    audit.record(session, actor=actor, action="talk.noted", subject=talk, changes=changes)
    _follow(session, talk, guest, fair_id)
    return talk


def withdraw_talk(
    session: Session, *, actor: Actor, fair_id: int, booth_id: int, talk_uuid: str
) -> None:
    """Take back a talk that was noted for the wrong person or posting.

    Raises:
        NotFoundError: the booth has no such talk.
    """
    booth = _booth(session, actor, fair_id, booth_id)
    talk = questions.talk_by_uuid(session, booth_id=booth.id, uuid=talk_uuid)
    if talk is None:
        raise NotFoundError
    changes = {
        "check_in": talk.check_in_id,
        "posting": talk.posting_id,
        "outcome": [talk.outcome.value, None],
    }
    audit.record(session, actor=actor, action="talk.withdrawn", subject=talk, changes=changes)
    session.delete(talk)
    session.flush()
    _forget(session, talk, fair_id)


def _follow(session: Session, talk: Talk, guest: CheckIn, fair_id: int) -> None:
    """Let the recommendation of the same pair say what the talk came to; guests have none.

    The program does it for whoever noted the talk: an employer sees nobody of the register. A
    posting that is closed meanwhile is not recommended any more, the talk stays all the same.
    """
    if guest.worker is None:
        return
    wanted = RECOMMENDED_AS[talk.outcome]
    advice = questions.advice_of_pair(
        session, worker_id=guest.worker.id, posting_id=talk.posting_id
    )
    if advice is None or (advice.state not in LIVE_STATES and advice.fair_id != fair_id):
        with suppress(PostingNotOpenError):
            advice = recommendations.recommend(
                session,
                actor=SYSTEM,
                worker_uuid=guest.worker.uuid,
                posting_uuid=talk.posting.uuid,
                fair_id=fair_id,
                reason="招聘会上谈的",
            )
    if advice is None or advice.state in {wanted, RecommendationState.PLACED}:
        return
    if advice.state not in LIVE_STATES:
        _settle(session, advice, "reopen")
    _settle(session, advice, _ACTIONS[wanted], talk.reason)


def _forget(session: Session, talk: Talk, fair_id: int) -> None:
    """Withdraw what a talk alone had recommended; what a clerk recommended stays for the clerk."""
    worker = talk.check_in.worker
    if worker is None:
        return
    advice = questions.advice_of_pair(session, worker_id=worker.id, posting_id=talk.posting_id)
    if advice is None or advice.fair_id != fair_id or advice.account_id is not None:
        return
    if advice.state in {RecommendationState.REFUSED, RecommendationState.DECLINED}:
        _settle(session, advice, "reopen")
    if advice.state in LIVE_STATES:
        _settle(session, advice, "withdraw")


def _settle(
    session: Session, advice: Recommendation, action: str, why: OutcomeReason | None = None
) -> None:
    recommendations.note_result(session, actor=SYSTEM, uuid=advice.uuid, action=action, why=why)


def _booth(session: Session, actor: Actor, fair_id: int, booth_id: int) -> Booth:
    """Give the booth, locked, to who may note there."""
    if not actor.may(Permission.RUN_FAIRS):
        actor.check(Permission.TEND_OWN_BOOTH)
    locked = session.get(Booth, booth_id, with_for_update=True)
    booth = fairs.booth_by_id(session, fair_id=fair_id, booth_id=booth_id)
    if locked is None or booth is None or not _tends(actor, booth):
        raise NotFoundError
    if booth.fair.state not in NOTED_STATES:
        raise TalksClosedError
    if booth.state not in EXPECTED_STATES:
        raise NotOnThePlanError
    return booth


def _tends(actor: Actor, booth: Booth) -> bool:
    return actor.may(Permission.RUN_FAIRS) or actor.area.employer_id == booth.employer_id
