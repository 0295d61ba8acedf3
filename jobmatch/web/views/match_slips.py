"""The match slip of who has checked in, for rolls of 58 and 80 mm and for A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask import session as cookie
from markupsafe import Markup

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.exchange import codes
from jobmatch.queries import check_ins, kiosk_codes
from jobmatch.services import match_slips
from jobmatch.web import access, indexes, sessions
from jobmatch.web.views.fairs import fair_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("match_slips", __name__, url_prefix="/fairs/<uuid>/check-in")

PAPERS = {"80": "小票 80 毫米", "58": "小票 58 毫米", "a4": "A4 大字"}
"""Widths of paper; the first one is taken when none is named."""


@bp.get("/<check_in_uuid>/slip")
@access.requires(Permission.RUN_FAIRS)
def show(uuid: str, check_in_uuid: str) -> ResponseReturnValue:
    """Show the slip as it is printed; a booth that has moved since has its new number."""
    paper = _paper()
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        found = check_ins.check_in_by_uuid(
            session, area=access.actor().area, fair_id=fair.id, uuid=check_in_uuid
        )
        if found is None:
            raise NotFoundError
        slip = match_slips.slip_of(
            session, check_in=found, index=indexes.current(session), today=clock.today()
        )
        return render_template(
            "match_slips/show.html",
            fair=fair,
            slip=slip,
            kiosk_code=kiosk_codes.code_of_check_in(session, on=clock.today(), check_in=found),
            paper=paper,
            at_once=request.args.get("print") == "1",
            papers=PAPERS,
            code=Markup(codes.qr_svg(found.uuid)),  # noqa: S704 - drawn by ourselves, of paths alone
        )


@bp.get("/trial")
@access.requires(Permission.RUN_FAIRS)
def trial(uuid: str) -> ResponseReturnValue:
    """Show a slip that tries the printer: whether paper comes out, only eyes can tell."""
    with sessions.read() as session:
        fair = fair_of(session, uuid)
    return render_template(
        "match_slips/trial.html", fair=fair, paper=_paper(), papers=PAPERS, now=clock.now()
    )


def _paper() -> str:
    """Give the paper that this desk prints on: the one chosen last at this browser."""
    wanted = request.args.get("paper", "")
    if wanted in PAPERS:
        cookie["paper"] = wanted
    kept = str(cookie.get("paper", ""))
    return kept if kept in PAPERS else next(iter(PAPERS))
