"""The number on a paper and the card: a posting, or what fits the person who stands there.

Numbers are sent in the body, never in an address, and are shown nowhere. Wrong tries are counted,
so that nobody finds a code by trying.
"""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import g, redirect, render_template, request
from flask import url_for as address_of

from jobmatch import clock
from jobmatch.domain import kiosk_codes as codes
from jobmatch.domain import posting_numbers
from jobmatch.domain.kiosk_codes import WrongCodeError
from jobmatch.queries import fairs, postings
from jobmatch.services import kiosk_codes, matching
from jobmatch.services.accounts import WHOLE_DISTRICT
from jobmatch.services.kiosk_codes import Holder, Kind, UnknownCardError, UnreadCardError
from jobmatch.web import access, keypads, security, sessions, trades, visits
from jobmatch.web.forms.kiosk import CardForm, NumberForm
from jobmatch.web.views.kiosk import frame
from jobmatch.web.views.kiosk.frame import bp

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue


_WRONG = {
    "number": posting_numbers.WrongNumberError.message,
    "code": WrongCodeError.message,
    "posting": "这个号码的岗位已经没有了，看看别的吧",
    "card": UnreadCardError.message,
    "unknown": UnknownCardError.message,
}
"""What is said after a wrong try, by the word for it in the address."""
_TRIED = {"number", "code", "card", "unknown"}


def _was_wrong(response: Response) -> bool:
    return any(f"wrong={word}" in (response.location or "") for word in _TRIED)


# All kiosks of a place may stand behind one address; a busy day has fewer slips of the finger.
_tries = security.limiter.shared_limit(
    "20 per 10 minutes;150 per day", scope="kiosk-tries", deduct_when=_was_wrong
)


@bp.get("/<visit>/number")
@access.public
def number() -> ResponseReturnValue:
    """Ask for the number on a paper, of a posting or of a person."""
    return _pad("", wrong=_WRONG.get(request.args.get("wrong", ""), ""))


@bp.post("/<visit>/number")
@access.public
@_tries
def press() -> ResponseReturnValue:
    """Take a key, or the whole number; a whole one opens its posting or its person's page."""
    form = NumberForm()
    if not form.validate_on_submit():
        return _pad("")
    typed = form.pressed()
    if len(typed) < codes.DIGITS:
        return _pad(typed)
    if codes.is_code(typed):
        try:
            with sessions.write() as session:
                holder = kiosk_codes.open_by_code(session, code=typed)
        except WrongCodeError:
            return _again("code")
        return _welcome(holder)
    return _open_posting(typed)


def _open_posting(typed: str) -> ResponseReturnValue:
    try:
        posting_id = posting_numbers.id_of(typed)
    except posting_numbers.WrongNumberError:
        return _again("number")
    with sessions.read() as session:
        found = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=[posting_id])
    if not found:
        return _again("posting")
    return redirect(address_of(".show", uuid=found[posting_id].uuid), HTTPStatus.SEE_OTHER)


def _pad(typed: str, wrong: str = "") -> str:
    return render_template(
        "kiosk/number.html",
        typed=typed,
        wrong=wrong,
        keys=keypads.DIGITS,
        digits=codes.DIGITS,
        card=CardForm(formdata=None),
    )


def _again(wrong: str, endpoint: str = ".number") -> ResponseReturnValue:
    # The address says what was wrong, never what was typed.
    return redirect(address_of(endpoint, wrong=wrong), HTTPStatus.SEE_OTHER)


@bp.get("/<visit>/card")
@access.public
def card() -> ResponseReturnValue:
    """Say where to hold the card; a reader writes into the box like a keyboard."""
    wrong = _WRONG.get(request.args.get("wrong", ""), "")
    return render_template("kiosk/card.html", card=CardForm(formdata=None), wrong=wrong)


@bp.post("/<visit>/card")
@access.public
@_tries
def read_card() -> ResponseReturnValue:
    """Open the page of whose card was read."""
    form = CardForm()
    if not form.validate_on_submit():
        return _again("card", ".card")
    try:
        with sessions.write() as session:
            holder = kiosk_codes.open_by_card(session, read=form.read())
    except UnreadCardError:
        return _again("card", ".card")
    except UnknownCardError:
        return _again("unknown", ".card")
    return _welcome(holder)


def _welcome(holder: Holder) -> ResponseReturnValue:
    visits.know(f"{holder.kind.value}:{holder.row_id}")
    return redirect(address_of(".mine"), HTTPStatus.SEE_OTHER)


@bp.get("/<visit>/mine")
@access.public
@security.limiter.limit(frame.OFTEN)
def mine() -> ResponseReturnValue:
    """Show what fits who stands there, four cards a screen."""
    holder = holder_of(g.person)
    if holder is None:
        return redirect(address_of(".number"), HTTPStatus.SEE_OTHER)
    today = clock.today()
    with sessions.read() as session:
        index = frame.open_index(session)
        fitting = kiosk_codes.what_fits(
            session,
            holder,
            index=index,
            today=today,
            most=trades.MOST,
        )
        if fitting is None:
            return redirect(address_of(".home"), HTTPStatus.SEE_OTHER)
        found = fitting.found
        page = frame.screen_of(list(found.rows or found.answer.misses), frame.CARDS)
        if found.rows:
            shown = matching.explained(found, page.rows, index=index, today=today)
            page = replace(page, rows=list(shown))
        ids = [match.posting.profile.id for match in page.rows]
        cards = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=ids)
        booths = fairs.booths_showing(session, posting_ids=ids)
    return render_template(
        "kiosk/mine.html",
        name=fitting.name,
        answer=found.answer,
        page=page,
        cards=cards,
        booths=booths,
    )


def holder_of(person: str) -> Holder | None:
    """Give whom the word *person* of a visit names; None for nobody."""
    kind, _, row_id = person.partition(":")
    return Holder(Kind(kind), int(row_id)) if row_id else None
