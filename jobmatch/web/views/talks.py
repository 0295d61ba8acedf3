"""Talks at a booth: noted in the office for any booth; the page that a booth's link shows too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import JobmatchError, NotFoundError
from jobmatch.domain.identity import mask_name
from jobmatch.domain.recommendations import REASON_NAMES
from jobmatch.domain.talks import AGREED, OUTCOME_NAMES
from jobmatch.queries import fair_plans
from jobmatch.queries import fairs as fair_questions
from jobmatch.queries import talks as questions
from jobmatch.services import talks
from jobmatch.web import access, sessions
from jobmatch.web.forms.talks import LookForm, TalkForm
from jobmatch.web.views.fairs import fair_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.fairs import Booth

bp = Blueprint("talks", __name__, url_prefix="/fairs/<uuid>/booths/<int:booth_id>/talks")
bp.add_app_template_filter(mask_name)

NEWEST = 30
"""Talks listed under the form: those of the last hour."""


@bp.get("/")
@access.requires(Permission.RUN_FAIRS)
def index(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Show the form and what was noted."""
    with sessions.read() as session:
        return show_talks(session, _booth(session, uuid, booth_id), "talks/index.html", _urls(uuid))


@bp.post("/")
@access.requires(Permission.RUN_FAIRS)
def note(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Note what a talk came to."""
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
    number = note_posted(booth, access.actor())
    return redirect(url_for(".index", uuid=uuid, booth_id=booth_id, number=number))


@bp.post("/withdraw")
@access.requires(Permission.RUN_FAIRS)
def withdraw(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Take a talk back."""
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
    withdraw_posted(booth, access.actor())
    return redirect(url_for(".index", uuid=uuid, booth_id=booth_id))


def show_talks(session: Session, booth: Booth, template: str, urls: Mapping[str, str]) -> str:
    """Render the form of *booth*, with the guest of the number that is asked for, and its talks."""
    form = LookForm(request.args if request.args.get("number") else None)
    guest: Any = None
    if request.args.get("number") and form.validate():
        try:
            guest = talks.guest_of(session, fair_id=booth.fair_id, number=form.values())
        except talks.NoSuchGuestError as refusal:
            form.number.errors = [str(refusal)]
    noted = questions.talks_of_booth(session, booth_id=booth.id)
    known = {talk.posting_id: talk for talk in noted if guest and talk.check_in_id == guest.id}
    return render_template(
        template,
        fair=booth.fair,
        booth=booth,
        form=form,
        talk_form=TalkForm(formdata=None),
        guest=guest,
        noted=noted[:NEWEST],
        people=len({talk.check_in_id for talk in noted}),
        agreed=len({talk.check_in_id for talk in noted if talk.outcome in AGREED}),
        known=known,
        likely=_likely(session, booth, guest, list(known)),
        outcomes=OUTCOME_NAMES,
        reasons=REASON_NAMES,
        agreements=AGREED,
        urls=urls,
    )


def _likely(session: Session, booth: Booth, guest: Any, known: list[int]) -> int | None:
    """Give the posting that is talked about: the one noted before, or that the plan keeps."""
    if guest is None or len(known) > 1:
        return None
    if known:
        return known[0]
    first = fair_plans.first_posting(session, fair_id=booth.fair_id, worker_id=guest.worker_id)
    return first if first in {row.posting_id for row in booth.postings} else None


def note_posted(booth: Booth, actor: Actor) -> int | None:
    """Note what was posted and say so; give the number to show again where it did not work."""
    form = TalkForm()
    said = form.values() if form.validate_on_submit() else None
    if said is None:
        flash("还没有记下：请选岗位，再点谈的结果。", "bad")
        return form.number.data if isinstance(form.number.data, int) else None
    number, content = said
    try:
        with sessions.write() as session:
            talk = talks.note_talk(
                session,
                actor=actor,
                fair_id=booth.fair_id,
                booth_id=booth.id,
                number=number,
                said=content,
            )
            name = mask_name(talk.check_in.shown_name)
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
        return number
    flash(f"记好了：{number} 号 {name}，{OUTCOME_NAMES[content.outcome]}。", "good")
    return None


def withdraw_posted(booth: Booth, actor: Actor) -> None:
    """Take back the talk that was posted and say so."""
    try:
        with sessions.write() as session:
            talks.withdraw_talk(
                session,
                actor=actor,
                fair_id=booth.fair_id,
                booth_id=booth.id,
                talk_uuid=request.form.get("talk", ""),
            )
        flash("已经撤销这一条。", "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")


def _urls(uuid: str) -> dict[str, str]:
    booth_id = (request.view_args or {}).get("booth_id")
    return {
        name: url_for(f".{name}", uuid=uuid, booth_id=booth_id) for name in ("note", "withdraw")
    }


def _booth(session: Session, uuid: str, booth_id: int) -> Booth:
    fair = fair_of(session, uuid)
    booth = fair_questions.booth_by_id(session, fair_id=fair.id, booth_id=booth_id)
    if booth is None:
        raise NotFoundError
    return booth
