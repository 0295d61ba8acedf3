"""The big screen of a fair: what is there and what happens, without a word about any person.

It needs no account, so that nobody leaves a signed-in machine in the square. The browser is told
by a header to ask again; pages of booths follow the clock. Both work without JavaScript.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template

from jobmatch import clock
from jobmatch.queries import fair_reports
from jobmatch.web import access, sessions
from jobmatch.web.views.fairs import fair_of

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from jobmatch.queries.fair_reports import BoothLine, Report

bp = Blueprint("fair_screens", __name__, url_prefix="/fairs/<uuid>/screen")

SECONDS = 15
"""Until the next look: long enough to read a page of booths from five metres."""
BOOTHS = 6
"""Booths of one page."""
WANTED = 4
"""Postings that miss most people, and booths where nobody has talked yet."""


@bp.get("/")
@access.public
def show(uuid: str) -> ResponseReturnValue:
    """Show the screen as it is now."""
    now = clock.now()
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        report = fair_reports.report_of(session, fair=fair)
        page, pages, lines = _page(report, now)
        shown = render_template(
            "fair_screens/show.html",
            fair=fair,
            report=report,
            lines=lines,
            page=page + 1,
            pages=pages,
            wanted=fair_reports.wanted_postings(report)[:WANTED],
            quiet=fair_reports.quiet_booths(report)[:WANTED],
            now=now,
        )
    answer = make_response(shown)
    answer.headers["Refresh"] = str(SECONDS)
    return answer


def _page(report: Report, now: datetime) -> tuple[int, int, tuple[BoothLine, ...]]:
    """Give the page of booths that the clock stands at, how many there are, and its booths."""
    pages = max(1, -(-len(report.booths) // BOOTHS))
    page = int(now.timestamp()) // SECONDS % pages
    return page, pages, report.booths[page * BOOTHS : (page + 1) * BOOTHS]
