"""What an employer opens without an account: a link to book its booth, a code to note talks at it.

Each link opens one booth for one purpose. No page here shows a name unmasked, a phone or an ID.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.booths import BoothState
from jobmatch.domain.errors import JobmatchError
from jobmatch.queries import fairs as questions
from jobmatch.services import booth_links, fairs
from jobmatch.services.booth_links import LinkKind
from jobmatch.web import access, security, sessions
from jobmatch.web.views import talks

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.fairs import Booth

bp = Blueprint("booth_links", __name__)

OFTEN = "120/minute"
"""A busy booth notes a talk every few seconds; nobody needs more from one address."""


@bp.get("/booking/<token>")
@access.public
@security.limiter.limit(OFTEN)
def booking(token: str) -> ResponseReturnValue:
    """Show the invitation: fair, deadline, own postings to tick, the answer so far."""
    with sessions.read() as session:
        booth = booth_links.booth_of(session, token=token, kind=LinkKind.BOOK)
        offered = questions.offered_postings(session, employer_id=booth.employer_id)
        return render_template(
            "booth_links/booking.html",
            booth=booth,
            fair=booth.fair,
            token=token,
            offered=offered,
            shown={row.posting_id for row in booth.postings},
            bookable=fairs.is_bookable(booth.fair, clock.today()),
            standing=booth.number is not None,
        )


@bp.post("/booking/<token>")
@access.public
@security.limiter.limit(OFTEN)
def answer(token: str) -> ResponseReturnValue:
    """Book the booth with the postings that were ticked, change them, or decline."""
    ticked = request.form.getlist("shown", type=int)
    action = request.form.get("action", "")
    with sessions.read() as session:
        booth = booth_links.booth_of(session, token=token, kind=LinkKind.BOOK)
    try:
        with sessions.write() as session:
            flash(_answered(session, booth, action, ticked), "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".booking", token=token))


@bp.get("/booth/<token>")
@access.public
@security.limiter.limit(OFTEN)
def record(token: str) -> ResponseReturnValue:
    """Show the form that notes talks at the booth of this code, on the day alone."""
    with sessions.read() as session:
        booth = _todays(session, token)
        urls = {
            "note": url_for(".note", token=token),
            "withdraw": url_for(".withdraw", token=token),
        }
        urls["arrive"] = url_for(".arrive", token=token)
        return talks.show_talks(session, booth, "booth_links/record.html", urls)


@bp.post("/booth/<token>")
@access.public
@security.limiter.limit(OFTEN)
def note(token: str) -> ResponseReturnValue:
    """Note what a talk came to."""
    with sessions.read() as session:
        booth = _todays(session, token)
    number = talks.note_posted(booth, booth_links.actor_of(booth))
    return redirect(url_for(".record", token=token, number=number))


@bp.post("/booth/<token>/withdraw")
@access.public
@security.limiter.limit(OFTEN)
def withdraw(token: str) -> ResponseReturnValue:
    """Take a talk back."""
    with sessions.read() as session:
        booth = _todays(session, token)
    talks.withdraw_posted(booth, booth_links.actor_of(booth))
    return redirect(url_for(".record", token=token))


@bp.post("/booth/<token>/arrive")
@access.public
@security.limiter.limit(OFTEN)
def arrive(token: str) -> ResponseReturnValue:
    """Let the employer say that it is there."""
    with sessions.read() as session:
        booth = _todays(session, token)
    try:
        with sessions.write() as session:
            _step(session, booth, "arrive")
        flash("登记好了：你们已经到场。", "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".record", token=token))


def _answered(session: Session, booth: Booth, action: str, ticked: list[int]) -> str:
    """Do what was answered; give the sentence that says so."""
    if action == "decline":
        _step(session, booth, "decline")
        return "已经记下：这次不来参加。改变主意的，截止日以前还可以再订。"
    fairs.show_postings(
        session,
        actor=booth_links.actor_of(booth),
        fair_id=booth.fair_id,
        booth_id=booth.id,
        posting_ids=ticked,
    )
    if booth.state is BoothState.BOOKED:
        return "改好了，展出的岗位已经更新。"
    done = _step(session, booth, "book")
    return f"订好了，展位号 {done.number}。当天凭展位号进场。"


def _step(session: Session, booth: Booth, action: str) -> Booth:
    return fairs.step_booth(
        session,
        actor=booth_links.actor_of(booth),
        fair_id=booth.fair_id,
        booth_id=booth.id,
        action=action,
        on=clock.today(),
    )


def _todays(session: Session, token: str) -> Booth:
    booth = booth_links.booth_of(session, token=token, kind=LinkKind.RECORD)
    booth_links.check_is_the_day(booth.fair, clock.today())
    return booth
