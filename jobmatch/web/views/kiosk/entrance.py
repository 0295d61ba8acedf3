"""How a visit to the kiosk begins and ends, and what it can only point to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, make_response, render_template

from jobmatch.queries import fairs
from jobmatch.web import access, sessions, visits
from jobmatch.web.forms.kiosk import CardForm
from jobmatch.web.views.kiosk.frame import bp, open_index

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue


@bp.get("/")
@access.public
def home() -> ResponseReturnValue:
    """Begin a visit: two choices."""
    g.visit = visits.begin()
    with sessions.read() as session:
        offered = len(open_index(session).postings)
        going_on = fairs.open_fairs(session)
    return render_template(
        "kiosk/home.html", offered=offered, fairs=going_on, card=CardForm(formdata=None)
    )


@bp.get("/goodbye")
@access.public
def goodbye() -> Response:
    """End the visit and forget it."""
    g.large = False
    return visits.end(make_response(render_template("kiosk/goodbye.html")))


@bp.get("/<visit>/subsidies")
@access.public
def subsidies() -> ResponseReturnValue:
    """Say what to bring and whom to ask; amounts are not shown yet, and the page says so."""
    return render_template("kiosk/subsidies.html")
