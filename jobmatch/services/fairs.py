"""Use cases of fairs: plan one, invite employers, book and move booths, mark who came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain import booths, fairs
from jobmatch.domain.accounts import Permission
from jobmatch.domain.booths import ON_THE_DAY, STANDING_STATES, BoothState
from jobmatch.domain.errors import ForbiddenError, InputError, NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.queries import fairs as questions
from jobmatch.services import audit
from jobmatch.store.employers import Employer
from jobmatch.store.fairs import Booth, BoothPosting, Fair

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


class SameFairError(InputError):
    """A fair of this name on this day is there already."""

    message = "这一天已经有一场同名的招聘会，请改名称或日期。"


class FairOverError(RuleBrokenError):
    """The fair has been held, reported or cancelled."""

    message = "这场招聘会已经结束或取消，展位不能再改。"


class BookingClosedError(RuleBrokenError):
    """The deadline for booths has passed."""

    message = "订展位的截止日已过。确实要加，请先在“修改招聘会”里把截止日往后改。"


class NotYetOpenError(RuleBrokenError):
    """Who came is known only once the fair is open."""

    message = "招聘会还没有开场，先点“开场”，再登记哪家到了、哪家没到。"


class NoPostingError(RuleBrokenError):
    """A booth without a posting has nothing to show."""

    message = "这家单位没有选招聘中的岗位，不能订展位。请先勾选要展出的岗位。"


class BookingOverError(RuleBrokenError):
    """An employer answers by itself only until the deadline."""

    message = "订展位的时间已经过了。要订、要改、要退，请打电话给招聘会的工作人员。"


class NotStandingError(RuleBrokenError):
    """The booth has no place on the plan yet."""

    message = "这家单位还没有订展位，先点“订下展位”。"


OWN_STEPS = frozenset({"book", "decline", "arrive"})
"""What an employer may do with its own booth."""


@dataclass(frozen=True, slots=True)
class FairDetails:
    """What a fair is planned with; the last day for booking may be open."""

    name: str
    starts_on: date
    ends_on: date
    address: str | None = None
    campaign: str | None = None
    book_until: date | None = None
    note: str | None = None


def create_fair(session: Session, *, actor: Actor, details: FairDetails) -> Fair:
    """Plan a fair.

    Raises:
        SameFairError: there is one of this name on this day.
    """
    actor.check(Permission.RUN_FAIRS)
    _check_name(session, details, besides=None)
    fair = Fair(**_columns(details))
    session.add(fair)
    session.flush()
    audit.record(
        session, actor=actor, action="fair.planned", subject=fair, changes=_columns(details)
    )
    return fair


def change_fair(session: Session, *, actor: Actor, fair_id: int, details: FairDetails) -> Fair:
    """Change name, days, place or deadline of a fair that is not over."""
    actor.check(Permission.RUN_FAIRS)
    fair = _running(session, fair_id)
    _check_name(session, details, besides=fair.id)
    changes = {}
    for name, value in _columns(details).items():
        if getattr(fair, name) != value:
            changes[name] = [getattr(fair, name), value]
            setattr(fair, name, value)
    if changes:
        audit.record(session, actor=actor, action="fair.changed", subject=fair, changes=changes)
    return fair


def step_fair(session: Session, *, actor: Actor, fair_id: int, action: str) -> Fair:
    """Open, hold, report or cancel a fair, as its machine permits."""
    actor.check(Permission.RUN_FAIRS)
    fair = _fair(session, fair_id)
    before = fair.state
    fair.state = fairs.MACHINE.next(before, action)
    audit.record(
        session,
        actor=actor,
        action="fair.moved",
        subject=fair,
        changes={"state": [before.value, fair.state.value]},
    )
    return fair


def invite(
    session: Session, *, actor: Actor, fair_id: int, employer_ids: Collection[int], on: date
) -> int:
    """Invite employers, each with all its open postings; give how many are new."""
    actor.check(Permission.RUN_FAIRS)
    fair = _running(session, fair_id)
    there = set(session.scalars(select(Booth.employer_id).where(Booth.fair_id == fair_id)))
    known = session.scalars(
        select(Employer.id).where(Employer.id.in_(set(employer_ids) - there)).order_by(Employer.id)
    ).all()
    for employer_id in known:
        shown = questions.offered_postings(session, employer_id=employer_id)
        fair.booths.append(
            Booth(
                employer_id=employer_id,
                state=BoothState.INVITED,
                invited_on=on,
                postings=[BoothPosting(posting_id=posting.id) for posting in shown],
            )
        )
    session.flush()
    if known:
        audit.record(
            session,
            actor=actor,
            action="booth.invited",
            subject=fair,
            changes={"employers": list(known)},
        )
    return len(known)


def step_booth(
    session: Session, *, actor: Actor, fair_id: int, booth_id: int, action: str, on: date
) -> Booth:
    """Book, decline, invite again, or mark on the day who came.

    An employer does so for its own booth, until the deadline, and says on the day that it is there.

    Raises:
        BookingClosedError: the deadline has passed.
        NoPostingError: the booth shows nothing.
        NotYetOpenError: the fair is not open, nobody can have come or stayed away.
    """
    fair, booth = _tended(session, actor, fair_id, booth_id)
    if not actor.may(Permission.RUN_FAIRS):
        _check_own_step(fair, action, on)
    before = (booth.state, booth.number)
    after = booths.MACHINE.next(booth.state, action)
    if action in ON_THE_DAY and fair.state is FairState.PLANNED:
        raise NotYetOpenError
    if action == "book":
        _check_bookable(booth, fair, on)
        booth.number = _free_number(session, booth)
    booth.state = after
    if after not in STANDING_STATES:
        booth.number = None
    if action in {"book", "decline"}:
        booth.answered_on = on
    elif action == "invite":
        booth.invited_on, booth.answered_on = on, None
    audit.record(
        session,
        actor=actor,
        action="booth.moved",
        subject=booth,
        changes={
            "state": [before[0].value, after.value],
            "number": [before[1], booth.number],
        },
    )
    return booth


def place_booth(
    session: Session, *, actor: Actor, fair_id: int, booth_id: int, number: str
) -> Booth | None:
    """Give a booth another *number*; who stands there takes its old one.

    Returns the booth that it changed places with, or None when the place was free.

    Raises:
        BoothNumberError: *number* is none.
        NotStandingError: the booth is not booked.
    """
    actor.check(Permission.RUN_FAIRS)
    _, booth = _booth(session, fair_id, booth_id)
    wanted, old = booths.read_number(number), booth.number
    if old is None:
        raise NotStandingError
    if wanted == old:
        return None
    other = session.scalars(
        select(Booth).where(Booth.fair_id == fair_id, Booth.number == wanted)
    ).one_or_none()
    if other is not None:
        # A number belongs to one booth at any moment: the other one steps aside first.
        other.number = f"~{old}"
        session.flush()
    booth.number = wanted
    session.flush()
    if other is not None:
        other.number = old
    session.flush()
    changes = {"number": [old, wanted], "other": other.id if other else None}
    audit.record(session, actor=actor, action="booth.renumbered", subject=booth, changes=changes)
    return other


def show_postings(
    session: Session, *, actor: Actor, fair_id: int, booth_id: int, posting_ids: Collection[int]
) -> int:
    """Show exactly those of *posting_ids* that are the employer's own; give how many.

    A posting that is no longer open stays only where it was shown before.
    """
    _, booth = _tended(session, actor, fair_id, booth_id)
    open_ids = {
        posting.id for posting in questions.offered_postings(session, employer_id=booth.employer_id)
    }
    before = {row.posting_id for row in booth.postings}
    wanted = set(posting_ids) & (open_ids | before)
    if not wanted and booth.state in STANDING_STATES:
        raise NoPostingError
    booth.postings[:] = [row for row in booth.postings if row.posting_id in wanted]
    booth.postings.extend(BoothPosting(posting_id=each) for each in sorted(wanted - before))
    session.flush()
    if wanted != before:
        audit.record(
            session,
            actor=actor,
            action="booth.filled",
            subject=booth,
            changes={"postings": [sorted(before), sorted(wanted)]},
        )
    return len(wanted)


def renew_links(session: Session, *, actor: Actor, fair_id: int, booth_id: int) -> Booth:
    """Make all links of a booth useless that were given out before; new ones are drawn at once."""
    actor.check(Permission.RUN_FAIRS)
    _, booth = _booth(session, fair_id, booth_id)
    booth.link_number += 1
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="booth.links_renewed",
        subject=booth,
        changes={"link_number": [booth.link_number - 1, booth.link_number]},
    )
    return booth


def _columns(details: FairDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FairDetails.__dataclass_fields__}


def _check_name(session: Session, details: FairDetails, *, besides: int | None) -> None:
    same = session.scalars(
        select(Fair.id).where(Fair.name == details.name, Fair.starts_on == details.starts_on)
    ).one_or_none()
    if same is not None and same != besides:
        raise SameFairError


def _check_own_step(fair: Fair, action: str, on: date) -> None:
    if action not in OWN_STEPS:
        raise ForbiddenError
    if action in ON_THE_DAY:
        return
    if not is_bookable(fair, on):
        raise BookingOverError


def is_bookable(fair: Fair, on: date) -> bool:
    """Tell whether an employer can still book or decline by itself on *on*."""
    until = fair.book_until or fair.starts_on
    return fair.state is FairState.PLANNED and on <= until


def _check_bookable(booth: Booth, fair: Fair, on: date) -> None:
    if fair.book_until is not None and on > fair.book_until:
        raise BookingClosedError
    if not booth.postings:
        raise NoPostingError


def _free_number(session: Session, booth: Booth) -> str:
    zone = booths.zone_of_codes([row.posting.occupation_code for row in booth.postings])
    taken = session.scalars(
        select(Booth.number).where(Booth.fair_id == booth.fair_id, Booth.number.is_not(None))
    )
    return booths.next_number(zone, [number for number in taken if number])


def _fair(session: Session, fair_id: int) -> Fair:
    fair = session.get(Fair, fair_id, with_for_update=True)
    if fair is None:
        raise NotFoundError
    return fair


def _running(session: Session, fair_id: int) -> Fair:
    fair = _fair(session, fair_id)
    if fair.state not in {FairState.PLANNED, FairState.OPEN}:
        raise FairOverError
    return fair


def _booth(session: Session, fair_id: int, booth_id: int) -> tuple[Fair, Booth]:
    """Give a fair that is not over, locked, and one of its booths."""
    fair = _running(session, fair_id)
    booth = questions.booth_by_id(session, fair_id=fair.id, booth_id=booth_id)
    if booth is None:
        raise NotFoundError
    return fair, booth


def _tended(session: Session, actor: Actor, fair_id: int, booth_id: int) -> tuple[Fair, Booth]:
    """Give a booth as _booth() does to who runs fairs, or to the employer whose own it is."""
    if not actor.may(Permission.RUN_FAIRS):
        actor.check(Permission.TEND_OWN_BOOTH)
    fair, booth = _booth(session, fair_id, booth_id)
    if not actor.may(Permission.RUN_FAIRS) and actor.area.employer_id != booth.employer_id:
        raise NotFoundError
    return fair, booth
