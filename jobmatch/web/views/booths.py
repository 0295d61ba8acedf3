"""Booths of a fair: inviting employers, answers, who came, numbers and postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.booths import MACHINE
from jobmatch.domain.errors import JobmatchError, NotFoundError
from jobmatch.exchange import codes
from jobmatch.queries import fair_plans
from jobmatch.queries import fairs as questions
from jobmatch.services import booth_links, fairs
from jobmatch.services.booth_links import LinkKind
from jobmatch.web import access, sessions
from jobmatch.web.forms.booths import NumberForm, PostingsForm
from jobmatch.web.forms.fairs import InviteForm
from jobmatch.web.views.fairs import fair_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.fairs import Booth
    from jobmatch.store.postings import Posting

bp = Blueprint("booths", __name__, url_prefix="/fairs/<uuid>/booths")


@bp.get("/invite")
@access.requires(Permission.RUN_FAIRS)
def invite(uuid: str) -> ResponseReturnValue:
    """Show employers with open postings that are not invited yet."""
    form = InviteForm(request.args)
    text = form.values() if form.validate() else ""
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        offered = questions.employers_to_invite(session, fair_id=fair.id, text=text)
    return render_template(
        "booths/invite.html",
        fair=fair,
        form=form,
        offered=offered,
        most=questions.MOST_OFFERED,
    )


@bp.post("/invite")
@access.requires(Permission.RUN_FAIRS)
def send(uuid: str) -> ResponseReturnValue:
    """Invite the employers that were ticked."""
    ticked = request.form.getlist("employer", type=int)
    with sessions.read() as session:
        fair_id = fair_of(session, uuid).id
    if not ticked:
        flash("还没有勾选单位。", "warn")
        return redirect(url_for(".invite", uuid=uuid))
    try:
        with sessions.write() as session:
            count = fairs.invite(
                session,
                actor=access.actor(),
                fair_id=fair_id,
                employer_ids=ticked,
                on=clock.today(),
            )
        flash(f"记下了 {count} 家单位的邀请。单位答复后，点“订下展位”。", "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for("fairs.show", uuid=uuid))


@bp.get("/<int:booth_id>")
@access.requires(Permission.RUN_FAIRS)
def show(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Show one booth: the employer, its answer, its number, its postings."""
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
        offered = _offered(session, booth)
        elsewhere = questions.fairs_of_postings(
            session, posting_ids=[each.id for each in offered], fair_id=booth.fair_id
        )
        links = links_of(session, booth)
        expected = fair_plans.expected_at(
            session,
            area=access.actor().area,
            fair_id=booth.fair_id,
            posting_ids=[row.posting_id for row in booth.postings],
        )
    return render_template(
        "booths/show.html",
        booth=booth,
        fair=booth.fair,
        offered=offered,
        shown={row.posting_id for row in booth.postings},
        elsewhere=elsewhere,
        machine=MACHINE,
        number_form=NumberForm(formdata=None),
        links=links,
        expected=expected,
        titles={row.posting_id: row.posting.title for row in booth.postings},
        is_local=is_local(),
    )


@bp.post("/<int:booth_id>/step")
@access.requires(Permission.RUN_FAIRS)
def step(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Note an answer, or who came."""
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
    try:
        with sessions.write() as session:
            done = fairs.step_booth(
                session,
                actor=access.actor(),
                fair_id=booth.fair_id,
                booth_id=booth_id,
                action=request.form.get("action", ""),
                on=clock.today(),
            )
            number = f"，展位号 {done.number}" if done.number else ""
            told = f"{booth.employer.name}：{MACHINE.state_names[done.state]}{number}。"
        flash(told, "good")
    except JobmatchError as refusal:
        flash(f"{booth.employer.name}：{refusal}", "bad")
    if request.form.get("back") == "fair":
        return redirect(url_for("fairs.show", uuid=uuid, _anchor=f"booth-{booth_id}"))
    return redirect(url_for(".show", uuid=uuid, booth_id=booth_id))


@bp.post("/<int:booth_id>/links")
@access.requires(Permission.RUN_FAIRS)
def renew(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Make the links that were given out useless, and new ones in their place."""
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
    try:
        with sessions.write() as session:
            fairs.renew_links(
                session, actor=access.actor(), fair_id=booth.fair_id, booth_id=booth_id
            )
        flash("换好了。以前发出去的链接和二维码都不能用了，请把新的发给单位。", "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".show", uuid=uuid, booth_id=booth_id))


@bp.post("/<int:booth_id>/number")
@access.requires(Permission.RUN_FAIRS)
def place(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Give a booth another number, or let two change places."""
    form = NumberForm()
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
    if not form.validate_on_submit():
        flash(form.number.errors[0] if form.number.errors else "请填写展位号。", "bad")
        return redirect(url_for(".show", uuid=uuid, booth_id=booth_id))
    try:
        with sessions.write() as session:
            other = fairs.place_booth(
                session,
                actor=access.actor(),
                fair_id=booth.fair_id,
                booth_id=booth_id,
                **form.values(),
            )
            told = "换好了。"
            if other is not None:
                told = f"换好了：{other.employer.name}换到了 {other.number}。"
        flash(told, "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".show", uuid=uuid, booth_id=booth_id))


@bp.post("/<int:booth_id>/postings")
@access.requires(Permission.RUN_FAIRS)
def fill(uuid: str, booth_id: int) -> ResponseReturnValue:
    """Save which postings the booth shows."""
    form = PostingsForm()
    with sessions.read() as session:
        booth = _booth(session, uuid, booth_id)
        form.offer(_offered(session, booth))
    if not form.validate_on_submit():
        flash("岗位有变动，请看一遍再保存。", "warn")
        return redirect(url_for(".show", uuid=uuid, booth_id=booth_id))
    try:
        with sessions.write() as session:
            count = fairs.show_postings(
                session,
                actor=access.actor(),
                fair_id=booth.fair_id,
                booth_id=booth_id,
                posting_ids=form.values(),
            )
        flash(f"存好了，展出 {count} 个岗位。", "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".show", uuid=uuid, booth_id=booth_id))


def links_of(session: Session, booth: Booth) -> dict[str, tuple[str, Markup, str]]:
    """Give the links of a booth as (address, code, path), under what they are good for."""
    endpoints = {LinkKind.BOOK: "booth_links.booking", LinkKind.RECORD: "booth_links.record"}
    found = {}
    for kind, endpoint in endpoints.items():
        token = booth_links.token_of(session, booth=booth, kind=kind)
        address = url_for(endpoint, token=token, _external=True)
        code = Markup(codes.qr_svg(address))  # noqa: S704 - drawn by ourselves, of paths alone
        found[kind.value] = (address, code, url_for(endpoint, token=token))
    return found


def is_local() -> bool:
    """Tell whether this page was opened by an address that no telephone can open."""
    return request.host.partition(":")[0] in {"localhost", "127.0.0.1"}


def _booth(session: Session, uuid: str, booth_id: int) -> Booth:
    fair = fair_of(session, uuid)
    booth = questions.booth_by_id(session, fair_id=fair.id, booth_id=booth_id)
    if booth is None:
        raise NotFoundError
    return booth


def _offered(session: Session, booth: Booth) -> list[Posting]:
    """Give what can be ticked: the employer's open postings, and what is shown already."""
    found = {
        each.id: each for each in questions.offered_postings(session, employer_id=booth.employer_id)
    }
    found |= {row.posting_id: row.posting for row in booth.postings}
    return sorted(found.values(), key=_by_title)


def _by_title(posting: Posting) -> tuple[str, int]:
    return (posting.title or "", posting.id)
