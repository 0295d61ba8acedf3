"""One whole number on the screen, for half a minute, with a reason that stays on record."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.reveals import REVEAL_FIELD_NAMES, SECONDS_SHOWN
from jobmatch.queries import workers
from jobmatch.services import reveals
from jobmatch.web import access, security, sessions
from jobmatch.web.forms.reveals import RevealForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("reveals", __name__, url_prefix="/reveals")

_AT_ONCE = "20 per minute"


@bp.get("/<uuid>")
@access.requires(Permission.REVEAL_IDENTITY)
def ask(uuid: str) -> ResponseReturnValue:
    """Ask which number, and why."""
    return _form(uuid, RevealForm(formdata=None), HTTPStatus.OK)


@bp.post("/<uuid>")
@access.requires(Permission.REVEAL_IDENTITY)
@security.limiter.limit(_AT_ONCE)
def show(uuid: str) -> ResponseReturnValue:
    """Show the number in the answer itself: no address leads to it again."""
    access.require_fresh()
    form = RevealForm()
    if not form.validate_on_submit():
        return _form(uuid, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    with sessions.write() as session:
        number = reveals.reveal(session, actor=access.actor(), uuid=uuid, **form.values())
    with sessions.read() as session:
        worker = workers.worker_by_uuid(session, area=access.actor().area, uuid=uuid)
    return render_template(
        "reveals/show.html",
        worker=worker,
        number=number,
        name=REVEAL_FIELD_NAMES[form.values()["field"]],
        seconds=SECONDS_SHOWN,
    )


def _form(uuid: str, form: RevealForm, status: HTTPStatus) -> ResponseReturnValue:
    with sessions.read() as session:
        worker = workers.worker_by_uuid(session, area=access.actor().area, uuid=uuid)
    if worker is None:
        raise NotFoundError
    return render_template("reveals/ask.html", worker=worker, form=form), status
