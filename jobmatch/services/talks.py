"""Use cases at a booth: note what a talk came to, mend it, take a slip of the finger back.

The office notes for any booth while the fair is open and until it is reported; an employer, by the
link of its booth, for that booth and on the day alone. Guests are named by their check-in number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.domain.errors import InputError, NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.talks import kept_reason
from jobmatch.queries import check_ins, fairs
from jobmatch.queries import talks as questions
from jobmatch.services import audit
from jobmatch.store.fairs import Booth
from jobmatch.store.talks import Talk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.domain.talks import TalkOutcome, TalkReason
    from jobmatch.store.check_ins import CheckIn

NOTED_STATES = (FairState.OPEN, FairState.HELD)
"""States of a fair in which the office notes talks: the sheets of the day are typed in after it."""


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
    reason: TalkReason | None = None


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
