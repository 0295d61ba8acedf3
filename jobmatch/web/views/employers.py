"""Employers: the list, one employer with its postings."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import employers
from jobmatch.web import access, sessions
from jobmatch.web.forms.employers import EmployerFilterForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("employers", __name__, url_prefix="/employers")


@bp.get("/")
@access.requires(Permission.SEARCH_POSTINGS)
def index() -> ResponseReturnValue:
    """List employers by name, with what they offer now."""
    form = EmployerFilterForm(request.args)
    fits = form.validate()
    with sessions.read() as session:
        page = employers.found_employers(
            session,
            area=access.actor().area,
            narrowed=form.values() if fits else employers.EmployerFilter(),
            number=request.args.get("page", 1, type=int),
        )
        counts = employers.open_counts(session, employer_ids=[row.id for row in page.rows])
    status = HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("employers/index.html", form=form, page=page, counts=counts), status


@bp.get("/<uuid>")
@access.requires(Permission.SEARCH_POSTINGS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one employer and all its postings."""
    with sessions.read() as session:
        employer = employers.employer_by_uuid(session, area=access.actor().area, uuid=uuid)
        if employer is None:
            raise NotFoundError
        offered = employers.postings_of(session, employer_id=employer.id)
    return render_template("employers/show.html", employer=employer, postings=offered)
