"""The bells of the kiosks, as the counter sees them: on a page of their own, and on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.queries import bells as questions
from jobmatch.services import bells
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from jobmatch.store.bells import Bell

bp = Blueprint("bells", __name__, url_prefix="/bells")

LAST = 10
"""Answered bells that are shown: those of the last hours."""


@bp.app_context_processor
def _waiting() -> dict[str, Any]:
    return {"bells_waiting": waiting}


def waiting() -> list[Bell]:
    """Give the bells that wait for whoever is signed in; nothing for who serves nobody."""
    visitor = access.visitor()
    if visitor is None or not visitor.login.actor.may(Permission.RUN_FAIRS):
        return []
    with sessions.read() as session:
        return questions.waiting(session, now=clock.now())


@bp.get("/")
@access.requires(Permission.RUN_FAIRS)
def index() -> ResponseReturnValue:
    """Show who waits where; the page looks again by itself."""
    with sessions.read() as session:
        return render_template("bells/index.html", answered=questions.answered(session, top=LAST))


@bp.post("/<int:bell_id>")
@access.requires(Permission.RUN_FAIRS)
def answer(bell_id: int) -> ResponseReturnValue:
    """Say that one goes there."""
    actor = access.actor()
    with sessions.write() as session:
        bell = bells.answer(session, actor=actor, bell_id=bell_id)
        mine, place = bell.account_id == actor.account_id, bell.place
    flash(f"{place}：请现在过去" if mine else f"{place}：同事已经过去了", "good")
    return redirect(url_for(".index"))
