"""Calling a person of the counter from the kiosk."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import g, redirect, render_template
from flask import url_for as address_of

from jobmatch.services import bells
from jobmatch.web import access, security, sessions
from jobmatch.web.views.kiosk.frame import bp

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.post("/<visit>/bell")
@access.public
@security.limiter.limit("30 per minute")
def ring() -> ResponseReturnValue:
    """Ring for somebody; the page after it says that it was heard."""
    with sessions.write() as session:
        bells.ring(session, place=g.place)
    return redirect(address_of(".rung"), HTTPStatus.SEE_OTHER)


@bp.get("/<visit>/bell")
@access.public
def rung() -> ResponseReturnValue:
    """Say that somebody comes."""
    return render_template("kiosk/rung.html")
