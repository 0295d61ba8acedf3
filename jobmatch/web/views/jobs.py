"""Background work: what runs, what waits for a person, one job live, and what may be started."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.jobs import OVER
from jobmatch.queries import jobs
from jobmatch.queries.jobs import JobFilter, JobGroup
from jobmatch.services import jobs as work
from jobmatch.services.matches import requests
from jobmatch.web import access, idempotency, results, sessions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.jobs import Job

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

SILENT_SECONDS = 120
"""A worker gives a sign of life every 30 s; after so long nobody is there to do anything."""


@bp.get("/")
@access.signed_in
def index() -> ResponseReturnValue:
    """List background work: one's own, or everybody's for who looks after it."""
    actor = access.actor()
    sees_all = actor.may(Permission.SEE_JOBS)
    whose = request.args.get("whose", "people")
    group = next((each for each in JobGroup if each == request.args.get("group")), None)
    narrowed = JobFilter(
        group=group,
        asked_by=None if sees_all and whose != "mine" else actor.account_id,
        by_people=sees_all and whose == "people",
    )
    with sessions.read() as session:
        page = jobs.found_jobs(
            session, narrowed=narrowed, number=request.args.get("page", 1, type=int)
        )
        counts = jobs.counts(session, narrowed=narrowed)
        is_silent = _is_silent(session)
    parts = {"whose": whose if sees_all else None, "group": group.value if group else None}
    return render_template(
        "jobs/index.html",
        page=page,
        counts=counts,
        group=group,
        whose=whose,
        sees_all=sees_all,
        is_silent=is_silent,
        address={name: value for name, value in parts.items() if value},
        link_of=results.link_of,
        may=_may_start(),
    )


@bp.get("/<int:job_id>")
@access.signed_in
def show(job_id: int) -> ResponseReturnValue:
    """Show one job: how far it is, what came out, what happened to it."""
    with sessions.read() as session:
        job = _job(session, job_id)
        history = jobs.history_of(session, job_id=job_id)
        is_silent = job.state not in OVER and _is_silent(session)
    return render_template(
        "jobs/show.html",
        job=job,
        history=history,
        is_silent=is_silent,
        is_over=job.state in OVER,
        link=results.link_of(job),
        may_change=work.may_change(access.actor(), account_id=job.account_id),
    )


@bp.get("/<int:job_id>/progress")
@access.signed_in
def progress(job_id: int) -> ResponseReturnValue:
    """Give only how far the job is, for the page that looks again every two seconds."""
    with sessions.read() as session:
        job = _job(session, job_id)
    return render_template("jobs/progress.html", job=job)


@bp.post("/<int:job_id>/cancel")
@access.signed_in
def cancel(job_id: int) -> ResponseReturnValue:
    """End a job at its next step."""
    with sessions.write() as session:
        work.cancel(session, job_id, actor=access.actor())
    return _to(job_id)


@bp.post("/<int:job_id>/requeue")
@access.signed_in
def requeue(job_id: int) -> ResponseReturnValue:
    """Set a stuck or cancelled job going again."""
    with sessions.write() as session:
        work.requeue(session, job_id, actor=access.actor())
    return _to(job_id)


@bp.post("/matches")
@access.requires(Permission.MANAGE_JOBS)
def match() -> ResponseReturnValue:
    """Ask for all stored matches anew."""

    def ask(session: Session) -> str:
        job = requests.ask_for_all(session, actor=access.actor(), key=idempotency.new_key())
        return url_for("jobs.show", job_id=job.id)

    return idempotency.once(ask)


def _job(session: Session, job_id: int) -> Job:
    job = jobs.job_by_id(session, job_id)
    if job is None or not work.may_see(access.actor(), account_id=job.account_id):
        raise NotFoundError
    return job


def _is_silent(session: Session) -> bool:
    beat = jobs.last_beat(session)
    return beat is None or (clock.now() - beat).total_seconds() > SILENT_SECONDS


def _may_start() -> dict[str, bool]:
    """Tell what may be begun from the page: each is about the whole district."""
    actor = access.actor()
    whole = actor.area.is_whole_district
    return {
        "match": whole and actor.may(Permission.MANAGE_JOBS),
        "plan": whole and actor.may(Permission.RECOMMEND),
        "report": whole and actor.may(Permission.SEE_FIGURES),
    }


def _to(job_id: int) -> ResponseReturnValue:
    return redirect(url_for("jobs.show", job_id=job_id), HTTPStatus.SEE_OTHER)
