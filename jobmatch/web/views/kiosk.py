"""The kiosk: anybody, without an account, sees what work there is and takes a slip along.

One question a screen, nothing to type unless one wants to. Addresses carry the word of the visit
(web/visits.py), the large type and the printer's paper; url_for() adds them by itself.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request
from flask import url_for as address_of

from jobmatch import clock
from jobmatch.domain import posting_numbers
from jobmatch.domain.errors import InputError
from jobmatch.matching.answers import near_miss_text
from jobmatch.matching.reasons import Side
from jobmatch.queries import postings
from jobmatch.queries.paging import Page
from jobmatch.services import matching, suggestions
from jobmatch.services.accounts import WHOLE_DISTRICT
from jobmatch.web import (
    access,
    asked,
    chips,
    indexes,
    keypads,
    security,
    sessions,
    slips,
    trades,
    visits,
)
from jobmatch.web.forms.kiosk import TypedForm, WordsForm

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Answer, Match
    from jobmatch.services.indexes import Index
    from jobmatch.store.postings import Posting

bp = Blueprint("kiosk", __name__, url_prefix="/kiosk")

CARDS, TILES, WORDS = 4, 6, 6
"""Cards, tiles and suggested words of a screen: what is taken in at a glance, standing."""
MOST = 60
"""Matches that are looked through: fifteen screens are more than anybody turns."""
_OFTEN = "3600 per minute"
"""Questions of one address: what the pages are built for (50 a second) passes, a flood does not.

All kiosks may stand behind one address, so this cannot be what one person touches."""


bp.add_app_template_filter(slips.raw_pay)


@bp.app_template_filter()
def spoken_for(match: Match, most: int = 2) -> str:
    """Give what speaks for *match* in at most *most* sentences; what nobody asked stays unsaid."""
    if not match.fits:
        return near_miss_text(match)
    return "；".join(match.sentences(Side.MATCHED)[:most])


@bp.url_value_preprocessor
def _take(_: str | None, values: dict[str, Any] | None) -> None:
    g.visit = (values or {}).pop("visit", "")
    g.large = request.args.get("large") == "1"
    g.paper = slips.paper_of(request.args.get("paper"))


@bp.url_defaults
def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if request.blueprint != bp.name:
        return  # a link from another room begins a visit of its own
    if current_app.url_map.is_endpoint_expecting(endpoint, "visit"):
        values.setdefault("visit", g.visit)
    if g.large:
        values.setdefault("large", "1")
    if "paper" in request.args:
        values.setdefault("paper", g.paper)


@bp.before_request
def _check_visit() -> ResponseReturnValue | None:
    expects = current_app.url_map.is_endpoint_expecting(str(request.endpoint), "visit")
    if expects and not visits.is_present(g.visit):
        return redirect(address_of(".home"), HTTPStatus.SEE_OTHER)
    return None


@bp.context_processor
def _frame() -> dict[str, Any]:
    return {
        "seconds": visits.SECONDS,
        "warning_seconds": visits.WARNING_SECONDS,
        "large": g.large,
        "number_of": posting_numbers.number_of,
    }


@bp.get("/")
@access.public
def home() -> ResponseReturnValue:
    """Begin a visit: two choices."""
    g.visit = visits.begin()
    with sessions.read() as session:
        offered = len(_index(session).postings)
    return render_template("kiosk/home.html", offered=offered)


@bp.get("/goodbye")
@access.public
def goodbye() -> Response:
    """End the visit and forget it."""
    g.large = False
    return visits.end(make_response(render_template("kiosk/goodbye.html")))


@bp.get("/<visit>/trades")
@access.public
@security.limiter.limit(_OFTEN)
def choose() -> ResponseReturnValue:
    """Ask which work, by pictures; the ones with most postings come first."""
    with sessions.read() as session:
        every = trades.tiles(session, _index(session))
    page = _page(every, TILES)
    return render_template("kiosk/trades.html", page=page)


@bp.get("/<visit>/words")
@access.public
@security.limiter.limit(_OFTEN)
def spell() -> ResponseReturnValue:
    """Ask which work, by letters of its pinyin; words are suggested after each letter."""
    typed = TypedForm(request.args).text()
    found = []
    if typed:
        with sessions.read() as session:
            found = suggestions.complete(
                session,
                text=typed,
                area=WHOLE_DISTRICT,
                index=_index(session),
                holder=indexes.suggested(),
            )
    return render_template(
        "kiosk/words.html",
        typed=typed,
        keys=keypads.keys(typed, keypads.LETTERS),
        rubbed=keypads.rubbed(typed),
        most=keypads.MOST,
        found=found[:WORDS],
        form=WordsForm(formdata=None),
    )


@bp.get("/<visit>/postings")
@access.public
@security.limiter.limit(_OFTEN)
def search() -> ResponseReturnValue:
    """Answer a question with cards, four a screen, and chips that change the question."""
    text = WordsForm(request.args).text()
    if not text:
        return redirect(address_of(".choose"), HTTPStatus.SEE_OTHER)
    with sessions.read() as session:
        index = _index(session)
        found = matching.match_text(session, text=text, today=clock.today(), top=MOST, index=index)
        page = _page(_fitting(found.answer), CARDS)
        ids = [match.posting.profile.id for match in page.rows]
        cards = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=ids)
        loosening = [
            (chip, trades.count(session, index, chip.text))
            for chip in chips.loosening(text, found.understood.reads)
        ]
    asked.note(text)
    return render_template(
        "kiosk/postings.html",
        text=text,
        answer=found.answer,
        page=page,
        cards=cards,
        loosening=loosening,
        tightening=chips.tightening(text),
    )


@bp.get("/<visit>/postings/<uuid>")
@access.public
@security.limiter.limit(_OFTEN)
def show(uuid: str) -> ResponseReturnValue:
    """Show one posting, and what speaks for it."""
    text = WordsForm(request.args).text()
    with sessions.read() as session:
        posting, open_now = _posting(session, uuid)
        match = _match(session, text, posting) if posting and open_now and text else None
    if posting is None or not open_now:
        return render_template("kiosk/gone.html", text=text), HTTPStatus.NOT_FOUND
    return render_template("kiosk/show.html", posting=posting, match=match, text=text)


@bp.get("/<visit>/postings/<uuid>/slip")
@access.public
def slip(uuid: str) -> ResponseReturnValue:
    """Show the slip as it will be printed."""
    text = WordsForm(request.args).text()
    with sessions.read() as session:
        posting, open_now = _posting(session, uuid)
    if posting is None or not open_now:
        return render_template("kiosk/gone.html", text=text), HTTPStatus.NOT_FOUND
    return render_template(
        "kiosk/slip.html",
        posting=posting,
        text=text,
        code=slips.code(posting),
        paper=g.paper,
        papers=slips.PAPER_NAMES,
        today=clock.today(),
    )


@bp.get("/<visit>/number")
@access.public
@security.limiter.limit(_OFTEN)
def number() -> ResponseReturnValue:
    """Ask for the number on a slip, and open its posting."""
    typed = "".join(each for each in TypedForm(request.args).text() if each.isdigit())
    wrong = ""
    if len(typed) >= posting_numbers.DIGITS:
        try:
            posting_id = posting_numbers.id_of(typed)
        except InputError as refusal:
            wrong = str(refusal)
        else:
            with sessions.read() as session:
                found = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=[posting_id])
            if found:
                return redirect(
                    address_of(".show", uuid=found[posting_id].uuid), HTTPStatus.SEE_OTHER
                )
            wrong = "没有这个号码的岗位，请对着纸条再按一次"
    return render_template(
        "kiosk/number.html",
        typed=typed,
        wrong=wrong,
        keys=keypads.keys("" if wrong else typed, keypads.DIGITS),
        rubbed=keypads.rubbed(typed),
        digits=posting_numbers.DIGITS,
    )


@bp.get("/<visit>/subsidies")
@access.public
def subsidies() -> ResponseReturnValue:
    """Say what to bring and whom to ask; amounts are not shown yet, and the page says so."""
    return render_template("kiosk/subsidies.html")


def _index(session: Session) -> Index:
    """Give today's open postings as everybody reads them; a kiosk belongs to no centre."""
    return matching.open_index(session, today=clock.today(), holder=indexes.holder())


def _page(rows: list[Any], size: int) -> Page[Any]:
    """Give the screen of *rows* that the address asks for; a number out of range is brought in."""
    asked_for = request.args.get("page", 1, type=int)
    last = max(1, -(-len(rows) // size))
    place = min(max(asked_for, 1), last)
    return Page(rows[(place - 1) * size : place * size], place, len(rows), size)


def _fitting(answer: Answer) -> list[Match]:
    """Give what fits; where nothing does, what one condition alone keeps away."""
    return [match for match in answer.matches if match.fits] or list(answer.misses)


def _posting(session: Session, uuid: str) -> tuple[Posting | None, bool]:
    """Give the posting called *uuid*, and whether it is open today."""
    posting = postings.posting_by_uuid(session, area=WHOLE_DISTRICT, uuid=uuid)
    if posting is None:
        return None, False
    return posting, bool((_index(session).postings.ids == posting.id).any())


def _match(session: Session, text: str, posting: Posting) -> Match | None:
    """Give what speaks for *posting* where *text* asked for it; None when it was not among it."""
    found = matching.match_text(
        session, text=text, today=clock.today(), top=MOST, index=_index(session)
    )
    every = (*found.answer.matches, *found.answer.misses)
    return next((match for match in every if match.posting.profile.id == posting.id), None)
