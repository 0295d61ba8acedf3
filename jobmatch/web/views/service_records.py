"""The 131 services: who needs what first, and what one worker has been given."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import InputError
from jobmatch.domain.service_records import SERVICE_QUOTA_131, Progress
from jobmatch.domain.zero_employment import CLOCK_BASIS
from jobmatch.queries import calls, paging, workers
from jobmatch.queries import service_records as questions
from jobmatch.services import calendars, service_records
from jobmatch.services.service_records import WANT_NAMES, Want
from jobmatch.web import access, sessions
from jobmatch.web.forms.service_records import NeedFilterForm, ServiceRecordForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.services.service_records import Need

bp = Blueprint("service_records", __name__, url_prefix="/service-records")

RECORDS = 5
"""Records that a worker's page shows."""


@bp.get("/")
@access.requires(Permission.RECOMMEND)
def index() -> ResponseReturnValue:
    """List the workers of the area by what they need, the most pressing first."""
    area, today = access.actor().area, clock.today()
    form = NeedFilterForm(request.args)
    with sessions.read() as session:
        form.offer(workers.communities(session, area=area))
        fits = form.validate()
        want, community = form.values() if fits else (Want.OPEN, None)
        listed = service_records.needs(session, area=area, today=today, community_id=community)
        calendar = calendars.open_calendar(session)
    counts = {each: sum(need.is_wanted(each) for need in listed) for each in Want}
    page = _page_of([need for need in listed if need.is_wanted(want)])
    body = render_template(
        "service_records/index.html",
        form=form,
        want=want,
        page=page,
        counts=counts,
        names=WANT_NAMES,
        bases=(SERVICE_QUOTA_131, CLOCK_BASIS),
        knows_holidays=calendar.knows(today),
        may_set=access.actor().may(Permission.PLACE_WORKERS),
        today=today,
    )
    return body, HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/of-worker/<uuid>")
@access.requires(Permission.RECOMMEND)
def create(uuid: str) -> ResponseReturnValue:
    """Note a talk or a training, and go back to the worker's page."""
    form, today = ServiceRecordForm(), clock.today()
    if not form.validate_on_submit():
        raise InputError(next(iter(form.errors.values()))[0])
    with sessions.write() as session:
        service_records.record(
            session,
            actor=access.actor(),
            worker_uuid=uuid,
            today=today,
            **form.values(today),
        )
    flash("已记下。", "good")
    return redirect(url_for("workers.show", uuid=uuid, _anchor="services"))


@bp.post("/<uuid>/void")
@access.requires(Permission.RECOMMEND)
def void(uuid: str) -> ResponseReturnValue:
    """Take back a record that was made by mistake."""
    with sessions.write() as session:
        row = service_records.void(session, actor=access.actor(), uuid=uuid, today=clock.today())
        place = url_for("workers.show", uuid=row.worker.uuid, _anchor="services")
    flash("已撤销这条记录。", "good")
    return redirect(place)


def worker_panel(session: Session, worker_id: int) -> dict[str, object]:
    """Give what the panel of a worker's page shows of the services."""
    today = clock.today()
    progress = questions.progress_of(session, worker_ids=[worker_id], on=today)
    return {
        "progress": progress.get(worker_id, Progress()),
        "records": questions.records_of(session, worker_id=worker_id, top=RECORDS),
        "last_call": next(iter(calls.calls_of(session, worker_id=worker_id, top=1)), None),
        "zero_clock": service_records.clock_of_household(
            session,
            area=access.actor().area,
            household_id=questions.household_of(session, worker_id=worker_id),
            today=today,
        ),
    }


def _page_of(rows: list[Need]) -> paging.Page[Need]:
    """Give the page asked for; the list is sorted by a clock that no database knows."""
    size = paging.SIZE
    last = max(1, -(-len(rows) // size))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    return paging.Page(rows[(number - 1) * size : number * size], number, len(rows))
