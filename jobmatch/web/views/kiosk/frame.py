"""What all pages of the kiosk share: the visit in the address, its end, limits, failures."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, current_app, g, redirect, render_template, request
from flask import url_for as address_of
from werkzeug.exceptions import HTTPException

from jobmatch import clock
from jobmatch.domain import bells, posting_numbers, typed_numbers
from jobmatch.domain.errors import JobmatchError
from jobmatch.matching.answers import near_miss_text
from jobmatch.matching.reasons import Side
from jobmatch.queries.paging import Page
from jobmatch.services import matching
from jobmatch.web import errors, indexes, slips, visits

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Match
    from jobmatch.services.indexes import Index

bp = Blueprint("kiosk", __name__, url_prefix="/kiosk")

CARDS, TILES, WORDS = 4, 6, 6
"""Cards, tiles and suggested words of a screen: what is taken in at a glance, standing."""
OFTEN = "3600 per minute"
"""Questions of one address: what the pages are built for (50 a second) passes, a flood does not.

All kiosks may stand behind one address, so this cannot be what one person touches."""
_WRONG = {
    HTTPStatus.NOT_FOUND: "没有这一页",
    HTTPStatus.TOO_MANY_REQUESTS: "试的次数太多，机器要歇一歇",
}


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
    g.person = ""
    g.large = request.args.get("large") == "1"
    g.place = bells.place_of(request.args.get("place"))
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
    if "place" in request.args:
        values.setdefault("place", g.place)


@bp.before_request
def _check_visit() -> ResponseReturnValue | None:
    expects = current_app.url_map.is_endpoint_expecting(str(request.endpoint), "visit")
    if expects and not visits.is_present(g.visit):
        return redirect(address_of(".home"), HTTPStatus.SEE_OTHER)
    if expects:
        g.person = visits.person()
    return None


@bp.context_processor
def _frame() -> dict[str, Any]:
    return {
        "seconds": visits.PERSON_SECONDS if g.person else visits.SECONDS,
        "person": g.person,
        "visiting": bool(g.visit),
        "warning_seconds": visits.WARNING_SECONDS,
        "large": g.large,
        "number_of": posting_numbers.number_of,
        "same": {
            name: value
            for name, value in request.args.items()
            if not typed_numbers.names_a_person(value)
        },
    }


@bp.errorhandler(HTTPException)
@bp.errorhandler(JobmatchError)
def _failed(error: HTTPException | JobmatchError) -> ResponseReturnValue:
    """Say what to do next, in the large type of the kiosk; the pages of the office stay away."""
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        if status < HTTPStatus.BAD_REQUEST:
            return cast("ResponseReturnValue", error)
    else:
        status = errors.status_of(error)
    return render_template("kiosk/wrong.html", words=_WRONG.get(status, "这一步没有做成")), status


def open_index(session: Session) -> Index:
    """Give today's open postings as everybody reads them; a kiosk belongs to no centre."""
    return matching.open_index(session, today=clock.today(), holder=indexes.holder())


def screen_of(rows: list[Any], size: int) -> Page[Any]:
    """Give the screen of *rows* that the address asks for; a number out of range is brought in."""
    asked_for = request.args.get("page", 1, type=int)
    last = max(1, -(-len(rows) // size))
    place = min(max(asked_for, 1), last)
    return Page(rows[(place - 1) * size : place * size], place, len(rows), size)
