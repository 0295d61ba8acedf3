"""The calendar: holidays and moved days that clocks are counted by, and setting one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.services import calendars
from jobmatch.web import access, sessions
from jobmatch.web.forms.calendars import DayForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("calendars", __name__, url_prefix="/calendars")

FIRST_YEAR, YEARS_AHEAD = 2018, 1
"""Years that can be looked at: since the table begins, and the one whose notice comes next."""


@bp.get("/")
@access.requires(Permission.PLACE_WORKERS)
def index() -> ResponseReturnValue:
    """Show the special days of a year."""
    return _index(DayForm(formdata=None))


@bp.post("/")
@access.requires(Permission.PLACE_WORKERS)
def set_day() -> ResponseReturnValue:
    """Say of one day whether it is worked."""
    form = DayForm()
    if not form.validate_on_submit():
        return _index(form), HTTPStatus.UNPROCESSABLE_ENTITY
    given = form.values()
    with sessions.write() as session:
        calendars.set_day(session, actor=access.actor(), **given)
    flash("已改好，期限马上按新的算。", "good")
    return redirect(url_for(".index", year=given["day"].year))


def _index(form: DayForm) -> str:
    this = clock.today().year
    year = request.args.get("year", this, type=int)
    year = min(max(year, FIRST_YEAR), this + YEARS_AHEAD)
    with sessions.read() as session:
        days = calendars.days_of(session, year=year)
    return render_template(
        "calendars/index.html",
        form=form,
        days=days,
        year=year,
        years=range(this - 1, this + YEARS_AHEAD + 1),
        weekdays="一二三四五六日",
    )
