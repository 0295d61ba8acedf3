"""Employers: the list, one employer with its postings, still open?, complaints, its contact."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.employers import COMPLAINT_NAMES, CONTACT_REASON_NAMES, ContactReason
from jobmatch.domain.errors import InputError, NotFoundError
from jobmatch.domain.postings import REOPENING, VERIFIED_HOW_NAMES
from jobmatch.queries import employers
from jobmatch.services import employers as services
from jobmatch.services import postings as work
from jobmatch.web import access, idempotency, sessions
from jobmatch.web.forms.employers import ComplaintForm, EmployerFilterForm
from jobmatch.web.views.postings import how_of_form

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

bp = Blueprint("employers", __name__, url_prefix="/employers")


class NothingChosenError(InputError):
    """No posting was ticked."""

    message = "没有勾选岗位。请返回上一页，勾选以后再点按钮。"


@bp.get("/")
@access.requires(Permission.SEARCH_POSTINGS)
def index() -> ResponseReturnValue:
    """List employers by name, with what they offer now."""
    form = EmployerFilterForm(request.args)
    fits, on = form.validate(), clock.today()
    with sessions.read() as session:
        page = employers.found_employers(
            session,
            area=access.actor().area,
            narrowed=form.values(on=on) if fits else employers.EmployerFilter(),
            number=request.args.get("page", 1, type=int),
        )
        ids = [row.id for row in page.rows]
        shown = {
            "counts": employers.open_counts(session, employer_ids=ids),
            "due": employers.due_counts(session, employer_ids=ids, on=on),
            "complaints": employers.open_complaints(session, employer_ids=ids),
        }
    status = HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("employers/index.html", form=form, page=page, **shown), status


@bp.get("/<uuid>")
@access.requires(Permission.SEARCH_POSTINGS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one employer, all its postings, and what is held against it."""
    return _page(uuid, ComplaintForm(formdata=None))


@bp.post("/<uuid>/confirm")
@access.requires(Permission.SEARCH_POSTINGS)
def confirm(uuid: str) -> ResponseReturnValue:
    """Note for the ticked postings that the employer still hires, or that it does no longer."""
    uuids = request.form.getlist("posting")
    if not uuids:
        raise NothingChosenError
    actor, is_open = access.actor(), request.form.get("answer") != "closed"
    if not is_open and request.form.get("sure") != "yes":
        return _check_closing(uuid, uuids)
    with sessions.write() as session:
        if is_open:
            done = work.confirm_open(session, actor=actor, uuids=uuids, how=how_of_form())
        else:
            done = work.close_all(session, actor=actor, uuids=uuids)
    flash(f"已记下：{len(done)} 个岗位{'还招人' if is_open else '不招了，已关闭'}。", "good")
    return redirect(url_for("employers.show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/complaints")
@access.requires(Permission.EDIT_POSTINGS)
def complain(uuid: str) -> ResponseReturnValue:
    """Note a complaint."""
    form = ComplaintForm()
    if not form.validate():
        return _page(uuid, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def note(session: Session) -> str:
        services.note_complaint(session, actor=access.actor(), uuid=uuid, **form.values())
        return url_for("employers.show", uuid=uuid, _anchor="complaints")

    return idempotency.once(note)


@bp.post("/<uuid>/complaints/<complaint_uuid>")
@access.requires(Permission.EDIT_POSTINGS)
def settle(uuid: str, complaint_uuid: str) -> ResponseReturnValue:
    """Note what came of a complaint."""
    with sessions.write() as session:
        services.deal_with_complaint(
            session,
            actor=access.actor(),
            uuid=uuid,
            complaint_uuid=complaint_uuid,
            outcome=request.form.get("outcome", ""),
        )
    return redirect(url_for("employers.show", uuid=uuid, _anchor="complaints"), 303)


@bp.post("/<uuid>/contact")
@access.requires(Permission.EDIT_POSTINGS)
def reveal(uuid: str) -> ResponseReturnValue:
    """Show the whole phone of a contact once; who looked and why stays on record."""
    access.require_fresh()
    said = request.form.get("reason", "")
    if said not in set(ContactReason):
        raise InputError("请选择为什么要看这个电话。")
    with sessions.write() as session:
        phone = services.reveal_contact(
            session,
            actor=access.actor(),
            uuid=uuid,
            reason=ContactReason(said),
            posting_uuid=request.form.get("posting", ""),
        )
    return _page(uuid, ComplaintForm(formdata=None), phone=phone or "没有登记")


def _check_closing(uuid: str, uuids: list[str]) -> ResponseReturnValue:
    """Show what would be closed before it is: a closed posting does not open again."""
    with sessions.read() as session:
        employer = employers.employer_by_uuid(session, area=access.actor().area, uuid=uuid)
        if employer is None:
            raise NotFoundError
        offered = employers.postings_of(session, employer_id=employer.id)
    chosen = [posting for posting in offered if posting.uuid in set(uuids)]
    if not chosen:
        raise NotFoundError
    return render_template("employers/close.html", employer=employer, postings=chosen)


def _page(
    uuid: str,
    form: ComplaintForm,
    *,
    phone: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> ResponseReturnValue:
    actor, on = access.actor(), clock.today()
    with sessions.read() as session:
        employer = employers.employer_by_uuid(session, area=actor.area, uuid=uuid)
        if employer is None:
            raise NotFoundError
        offered = employers.postings_of(session, employer_id=employer.id)
        due = employers.due_counts(session, employer_ids=[employer.id], on=on)
        complaints = employers.complaints_of(session, employer_id=employer.id)
    may_edit = actor.may(Permission.EDIT_POSTINGS)
    return (
        render_template(
            "employers/show.html",
            employer=employer,
            postings=offered,
            due=due.get(employer.id, 0),
            complaints=complaints if actor.area.employer_id is None else [],
            complaint_names=COMPLAINT_NAMES,
            reason_names=CONTACT_REASON_NAMES,
            how_names=VERIFIED_HOW_NAMES,
            confirmable=set(REOPENING),
            may_edit=may_edit,
            may_confirm=may_edit or actor.may(Permission.EDIT_OWN_POSTINGS),
            is_own=actor.area.employer_id is not None,
            form=form,
            phone=phone,
            today=on,
        ),
        status,
    )
