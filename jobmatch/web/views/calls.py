"""Calls: who to call today and why, one worker's call, what came of it."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.calls import CALL_PURPOSE_NAMES, CallPurpose
from jobmatch.domain.errors import InputError, NotFoundError
from jobmatch.queries import calls as questions
from jobmatch.queries import paging, recommendations, workers
from jobmatch.services import calls
from jobmatch.web import access, sessions
from jobmatch.web.forms.calls import VISIT, CallFilterForm, CallForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from jobmatch.services.calls import CallTask

bp = Blueprint("calls", __name__, url_prefix="/calls")

PAST = 10
"""Earlier calls that a page shows."""


@bp.get("/")
@access.requires(Permission.RECOMMEND)
def index() -> ResponseReturnValue:
    """List who is to be called today, the most pressing first."""
    form = CallFilterForm(request.args)
    fits = form.validate()
    with sessions.read() as session:
        listed = calls.call_list(session, area=access.actor().area, today=clock.today())
        counts = Counter(task.purpose for task in listed.tasks)
        rows = listed.visits if fits and form.visits else listed.tasks
        wanted = form.values() if fits else None
        page = _page_of([task for task in rows if wanted in {None, task.purpose}])
        people = questions.callees(session, worker_ids=[task.worker_id for task in page.rows])
    body = render_template(
        "calls/index.html",
        form=form,
        page=page,
        people=people,
        counts=counts,
        total=len(listed.tasks),
        visits=len(listed.visits),
        visit=VISIT,
        names=CALL_PURPOSE_NAMES,
        today=clock.today(),
    )
    return body, HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/of-worker/<uuid>")
@access.requires(Permission.RECOMMEND)
def show(uuid: str) -> ResponseReturnValue:
    """Show what a call to a worker is about, and ask for its result."""
    return _show(uuid, CallForm(formdata=None))


@bp.post("/of-worker/<uuid>")
@access.requires(Permission.RECOMMEND)
def create(uuid: str) -> ResponseReturnValue:
    """Note a call, and go on with the list."""
    form = CallForm()
    if not form.validate_on_submit():
        return _show(uuid, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with sessions.write() as session:
            made = calls.note_call(
                session,
                actor=access.actor(),
                worker_uuid=uuid,
                today=clock.today(),
                **form.values(),
            )
            next_on = made.next_on
    except InputError as error:
        form.form_errors.append(str(error))
        return _show(uuid, form), HTTPStatus.UNPROCESSABLE_ENTITY
    again = f"{next_on.month} 月 {next_on.day} 日再打。" if next_on else ""
    flash(f"已记下这个电话。{again}", "good")
    return redirect(url_for(".index"))


def _show(uuid: str, form: CallForm) -> str:
    actor, today = access.actor(), clock.today()
    with sessions.read() as session:
        worker = workers.worker_by_uuid(session, area=actor.area, uuid=uuid)
        if worker is None:
            raise NotFoundError
        tasks = calls.tasks_of(session, actor=actor, worker_id=worker.id, today=today)
        if not form.is_submitted() and tasks:
            form.purpose.data = tasks[0].purpose.value
        return render_template(
            "calls/show.html",
            worker=worker,
            tasks=tasks,
            form=form,
            past=questions.calls_of(session, worker_id=worker.id, top=PAST),
            advices=[
                each
                for each in recommendations.of_worker(session, worker_id=worker.id)
                if each.is_live
            ],
            asks_work=any(task.purpose is not CallPurpose.FOLLOW_UP for task in tasks),
            may_reveal=actor.may(Permission.REVEAL_IDENTITY),
            today=today,
        )


def _page_of(rows: list[CallTask]) -> paging.Page[CallTask]:
    """Give the page asked for; what is pressing is no order that a database knows."""
    size = paging.SIZE
    last = max(1, -(-len(rows) // size))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    return paging.Page(rows[(number - 1) * size : number * size], number, len(rows))
