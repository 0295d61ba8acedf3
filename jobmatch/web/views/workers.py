"""Workers: one box that finds people, the list of one's area, one person's page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.lookups import read_lookup
from jobmatch.queries import people, workers
from jobmatch.services import matching
from jobmatch.web import access, covers, indexes, sessions
from jobmatch.web.forms.workers import WorkerFilterForm
from jobmatch.web.views import recommendations
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
    """List the workers of the actor's area; who is looked for stands covered in the address."""
    form = WorkerFilterForm(request.args)
    covered = request.args.get("find")
    typed = covers.uncover(covered) or ""
    if covered and not typed:
        flash("这个网址里找的人打不开了，请在框里重新写。", "warn")
    lookup = read_lookup(typed)
    form.q.data = "" if lookup.holds_number else typed
    area, today = access.actor().area, clock.today()
    with sessions.read() as session:
        form.offer(workers.communities(session, area=area))
        fits = form.validate()
        narrowed = workers.WorkerFilter(
            people.seek(session, lookup) if typed else None, **(form.values() if fits else {})
        )
        page = workers.found_workers(
            session,
            area=area,
            narrowed=narrowed,
            on=today,
            number=request.args.get("page", 1, type=int),
        )
        employed = workers.employed_ids(session, ids=[row.id for row in page.rows], on=today)
    body = render_template(
        "workers/index.html",
        form=form,
        typed=typed,
        remark=narrowed.sought.remark if narrowed.sought else None,
        page=page,
        parts=_parts(form, typed),
        employed=employed,
        today=today,
    )
    return body, HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/find")
@access.requires(Permission.SEE_WORKERS)
def find() -> ResponseReturnValue:
    """Find who was typed into the box: the one person's page, or the list of who may be meant."""
    form = WorkerFilterForm()
    actor = access.actor()
    with sessions.read() as session:
        form.offer(workers.communities(session, area=actor.area))
        if not form.validate():
            flash(next(iter(form.errors.values()))[0], "bad")
            form.q.data = ""
        elif form.typed and not form.address():
            found = people.find(session, area=actor.area, typed=form.typed, most=2)
            if len(found.workers) == 1 and found.remark is None:
                return redirect(url_for(".show", uuid=found.workers[0].uuid), HTTPStatus.SEE_OTHER)
    return redirect(url_for(".index", **_parts(form, form.typed)), HTTPStatus.SEE_OTHER)


def _parts(form: WorkerFilterForm, typed: str) -> dict[str, Any]:
    """Give the parts of the address that reproduce a list."""
    return ({"find": covers.cover(typed)} if typed else {}) | form.address()


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
        given = recommendations.worker_panel(session, worker.id)
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
        may_recommend=actor.may(Permission.RECOMMEND),
        today=clock.today(),
        **given,
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
