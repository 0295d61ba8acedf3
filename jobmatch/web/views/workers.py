"""Workers: the list of one's area, finding by a whole number, one person's page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import workers
from jobmatch.services import matching
from jobmatch.web import access, indexes, sessions
from jobmatch.web.forms.workers import NumberForm, WorkerFilterForm
from jobmatch.web.views.searches import shown

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Answer
    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

bp = Blueprint("workers", __name__, url_prefix="/workers")

MATCHES, MOST_MATCHES = 10, 200
"""Postings that a page shows at first, and when all are asked for."""
NONE: tuple[None, dict[int, Posting]] = (None, {})
"""No matches for roles that do not match people."""


@bp.get("/")
@access.requires(Permission.SEE_WORKERS)
def index() -> ResponseReturnValue:
    """List the workers of the actor's area."""
    form = WorkerFilterForm(request.args)
    return _index(form, NumberForm(formdata=None))


def _index(form: WorkerFilterForm, number_form: NumberForm) -> ResponseReturnValue:
    area, today = access.actor().area, clock.today()
    with sessions.read() as session:
        form.offer(workers.communities(session, area=area))
        fits = form.validate()
        narrowed = form.values() if fits else workers.WorkerFilter()
        page = workers.found_workers(
            session,
            area=area,
            narrowed=narrowed,
            on=today,
            number=request.args.get("page", 1, type=int),
        )
        employed = workers.employed_ids(session, ids=[row.id for row in page.rows], on=today)
    status = HTTPStatus.OK if fits and not number_form.errors else HTTPStatus.UNPROCESSABLE_ENTITY
    body = render_template(
        "workers/index.html",
        form=form,
        number_form=number_form,
        page=page,
        employed=employed,
        today=today,
    )
    return body, status


@bp.post("/by-number")
@access.requires(Permission.SEE_WORKERS)
def by_number() -> ResponseReturnValue:
    """Go to the worker with a whole ID number or phone; the number stays out of the address."""
    form = NumberForm()
    if form.validate_on_submit():
        with sessions.read() as session:
            worker = workers.worker_by_number(session, area=access.actor().area, **form.values())
        if worker is not None:
            return redirect(url_for(".show", uuid=worker.uuid))
        form.typed.errors = ["您的管辖范围里没有这个号码。请核对号码，或先登记、导入"]
    form.typed.data = ""  # the number does not come back on the screen
    return _index(WorkerFilterForm(formdata=None), form)


@bp.get("/<uuid>")
@access.requires(Permission.SEE_WORKERS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one worker: who, household, skills, wishes, history, matches."""
    actor = access.actor()
    with sessions.read() as session:
        worker = workers.worker_by_uuid(session, area=actor.area, uuid=uuid)
        if worker is None:
            raise NotFoundError
        employed = workers.employed_ids(session, ids=_of_household(worker), on=clock.today())
        answer, cards = (
            _matches(session, worker.id, top=_top())
            if actor.may(Permission.MATCH_WORKERS)
            else NONE
        )
    return render_template(
        "workers/show.html",
        worker=worker,
        employed=employed,
        answer=answer,
        cards=cards,
        may_edit=actor.may(Permission.EDIT_WORKERS),
        today=clock.today(),
    )


def _of_household(worker: Worker) -> list[int]:
    household = worker.person.household
    members = household.people if household else []
    return [worker.id, *(member.worker.id for member in members if member.worker)]


def _top() -> int:
    return MOST_MATCHES if request.args.get("all") else MATCHES


def _matches(session: Session, worker_id: int, *, top: int) -> tuple[Answer, dict[int, Posting]]:
    found = matching.match_worker(
        session,
        worker_id=worker_id,
        today=clock.today(),
        top=top,
        index=indexes.current(session),
    )
    return shown(session, found.answer)
