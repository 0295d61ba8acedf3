"""Fairs: the list, a fair with its plan of booths, planning and changing one."""

from __future__ import annotations

import io
from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for

from jobmatch import clock
from jobmatch.domain import fairs as rules
from jobmatch.domain.accounts import Permission
from jobmatch.domain.booths import MACHINE, ZONE_NAMES, BoothState, Zone, zone_of_number
from jobmatch.domain.errors import JobmatchError, NotFoundError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.recommendations import REASON_NAMES
from jobmatch.queries import fair_plans
from jobmatch.queries import fair_reports as report_questions
from jobmatch.queries import fairs as questions
from jobmatch.services import fair_reports, fairs
from jobmatch.web import access, sessions
from jobmatch.web.forms.fairs import FairForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.fairs import Booth, BoothPosting, Fair
    from jobmatch.store.postings import Posting

bp = Blueprint("fairs", __name__, url_prefix="/fairs")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SHOUTED = 8
"""Booths named to be shouted for: what a loudspeaker can say in one breath."""
STEPS = {
    "open": "已开场。现在可以登记哪家单位到了、哪家没到。",
    "hold": "已结束。",
    "report": "已上报。",
    "cancel": "已取消这场招聘会。",
}


@bp.app_template_filter()
def zones(booths: Iterable[Booth]) -> list[tuple[Zone | None, str, list[Booth]]]:
    """Group the booths on the plan by zone, in walking order."""
    standing = [booth for booth in booths if booth.number]
    grouped = groupby(standing, key=lambda booth: zone_of_number(booth.number or ""))
    return [
        (zone, ZONE_NAMES[zone] if zone else "未分展区", list(found)) for zone, found in grouped
    ]


@bp.app_template_filter()
def busiest(shown: Iterable[BoothPosting]) -> list[Posting]:
    """Give the postings of a booth, those with most free places first."""
    return sorted((row.posting for row in shown), key=lambda one: (-(one.vacancies or 0), one.id))


@bp.get("/")
@access.requires(Permission.RUN_FAIRS)
def index() -> ResponseReturnValue:
    """List fairs, the newest first."""
    with sessions.read() as session:
        page = questions.found_fairs(session, number=request.args.get("page", 1, type=int))
        states = questions.states_of(session, fair_ids=[fair.id for fair in page.rows])
        offers = {fair.id: questions.offer_of(session, fair=fair) for fair in page.rows}
        total = questions.offer_of(session)
    return render_template("fairs/index.html", page=page, states=states, offers=offers, total=total)


@bp.get("/new")
@access.requires(Permission.RUN_FAIRS)
def new() -> ResponseReturnValue:
    """Show the empty form."""
    return render_template("fairs/edit.html", form=FairForm(formdata=None), fair=None)


@bp.post("/")
@access.requires(Permission.RUN_FAIRS)
def create() -> ResponseReturnValue:
    """Plan a fair."""
    form = FairForm()
    if form.validate_on_submit():
        try:
            with sessions.write() as session:
                fair = fairs.create_fair(session, actor=access.actor(), details=form.values())
                uuid = fair.uuid
        except fairs.SameFairError as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash("招聘会建好了。下一步：邀请用人单位。", "good")
            return redirect(url_for(".show", uuid=uuid))
    return render_template("fairs/edit.html", form=form, fair=None), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/<uuid>")
@access.requires(Permission.RUN_FAIRS)
def show(uuid: str) -> ResponseReturnValue:
    """Show a fair: its numbers, the next step, the plan of booths."""
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        booths = questions.booths_of(session, fair_id=fair.id)
        offer = questions.offer_of(session, fair=fair)
        plan = fair_plans.newest_plan(session, fair_id=fair.id)
        report = None
        if fair.state is FairState.OPEN:
            report = report_questions.report_of(session, fair=fair, booths=booths)
    return render_template(
        "fairs/show.html",
        fair=fair,
        booths=booths,
        offer=offer,
        report=report,
        plan=plan,
        quiet=report_questions.quiet_booths(report)[:SHOUTED] if report else [],
        machine=MACHINE,
        counts={state: sum(booth.state is state for booth in booths) for state in BoothState},
        steps=rules.MACHINE.actions(fair.state),
        step_names=rules.MACHINE.action_names,
        today=clock.today(),
    )


@bp.get("/<uuid>/edit")
@access.requires(Permission.RUN_FAIRS)
def edit(uuid: str) -> ResponseReturnValue:
    """Show the form with what is planned."""
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        form = FairForm(formdata=None, obj=fair)
    return render_template("fairs/edit.html", form=form, fair=fair)


@bp.post("/<uuid>")
@access.requires(Permission.RUN_FAIRS)
def change(uuid: str) -> ResponseReturnValue:
    """Save what was changed."""
    form = FairForm()
    with sessions.read() as session:
        fair = fair_of(session, uuid)
    if form.validate_on_submit():
        try:
            with sessions.write() as session:
                fairs.change_fair(
                    session, actor=access.actor(), fair_id=fair.id, details=form.values()
                )
        except fairs.SameFairError as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash("改好了。", "good")
            return redirect(url_for(".show", uuid=uuid))
    return render_template("fairs/edit.html", form=form, fair=fair), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/<uuid>/report")
@access.requires(Permission.RUN_FAIRS)
def report(uuid: str) -> ResponseReturnValue:
    """Show what the fair came to, with how each number is counted."""
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        counted = report_questions.report_of(session, fair=fair)
    return render_template(
        "fairs/report.html",
        fair=fair,
        report=counted,
        numbers=fair_reports.counted(counted),
        zone_names=ZONE_NAMES,
        reason_names=REASON_NAMES,
        now=clock.now(),
    )


@bp.get("/<uuid>/report.xlsx")
@access.requires(Permission.RUN_FAIRS)
def report_book(uuid: str) -> ResponseReturnValue:
    """Give the report as a workbook."""
    now = clock.now()
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        content = fair_reports.write_report(session, actor=access.actor(), fair=fair, now=now)
        name = f"招聘会情况统计{fair.starts_on:%Y%m%d}.xlsx"
    return send_file(io.BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)


@bp.post("/<uuid>/step")
@access.requires(Permission.RUN_FAIRS)
def step(uuid: str) -> ResponseReturnValue:
    """Open, hold, report or cancel a fair."""
    action = request.form.get("action", "")
    with sessions.read() as session:
        fair_id = fair_of(session, uuid).id
    try:
        with sessions.write() as session:
            fairs.step_fair(session, actor=access.actor(), fair_id=fair_id, action=action)
        flash(STEPS[action], "good")
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".show", uuid=uuid))


def fair_of(session: Session, uuid: str) -> Fair:
    """Give the fair of an address, or answer that there is none."""
    fair = questions.fair_by_uuid(session, uuid=uuid)
    if fair is None:
        raise NotFoundError
    return fair
