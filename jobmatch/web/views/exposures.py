"""The report on who is shown to whom: groups and numbers, no people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.exposure import DIMENSION_NAMES, LEAST_SHOWN, Dimension, needs_a_look
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.queries import jobs
from jobmatch.services import exposure
from jobmatch.web import access, idempotency, sessions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

bp = Blueprint("exposures", __name__, url_prefix="/exposures")


@bp.post("/")
@access.requires(Permission.SEE_FIGURES)
def create() -> ResponseReturnValue:
    """Ask for the report on all open postings."""

    def ask(session: Session) -> str:
        job = exposure.ask_for_report(session, actor=access.actor(), key=idempotency.new_key())
        return url_for("jobs.show", job_id=job.id)

    return idempotency.once(ask)


@bp.get("/<int:job_id>")
@access.requires(Permission.SEE_FIGURES)
def show(job_id: int) -> ResponseReturnValue:
    """Show the report that a job has made."""
    with sessions.read() as session:
        job = jobs.job_by_id(session, job_id)
    if job is None or job.name != JobName.REPORT_EXPOSURE or job.state is not JobState.DONE:
        raise NotFoundError
    report = job.result or {}
    return render_template(
        "exposures/show.html",
        job=job,
        report=report,
        dimensions=[
            (DIMENSION_NAMES[Dimension(name)], lines)
            for name, lines in report["dimensions"].items()
        ],
        least=LEAST_SHOWN,
        needs_a_look=needs_a_look,
    )
