"""Plans for a fair or the whole district: asking for one, its report, and the people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import allocations, fairs
from jobmatch.services.allocations import ask_for_plan
from jobmatch.web import access, idempotency, sessions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

bp = Blueprint("allocations", __name__, url_prefix="/allocations")

SHOWN = 30
"""Plans of the list; older ones are reached from the jobs that made them."""


@bp.get("/")
@access.requires(Permission.RECOMMEND)
def index() -> ResponseReturnValue:
    """List the plans, the newest first, and what may be planned now."""
    actor = access.actor()
    with sessions.read() as session:
        plans = allocations.newest_plans(session, top=SHOWN)
        coming = allocations.fairs_to_plan(session, top=SHOWN)
    return render_template(
        "allocations/index.html",
        plans=plans,
        fairs=coming,
        may_plan=actor.area.is_whole_district,
    )


@bp.post("/")
@access.requires(Permission.RECOMMEND)
def create() -> ResponseReturnValue:
    """Ask for a plan of a fair, or of all open postings."""
    fair_uuid = request.form.get("fair", "")

    def ask(session: Session) -> str:
        fair_id = None
        if fair_uuid:
            fair = fairs.fair_by_uuid(session, uuid=fair_uuid)
            if fair is None:
                raise NotFoundError
            fair_id = fair.id
        job = ask_for_plan(
            session, actor=access.actor(), key=idempotency.new_key(), fair_id=fair_id
        )
        return url_for("jobs.show", job_id=job.id)

    return idempotency.once(ask)


@bp.get("/<uuid>")
@access.requires(Permission.RECOMMEND)
def show(uuid: str) -> ResponseReturnValue:
    """Show one plan: what it comes to, and the people of one's area in it."""
    area = access.actor().area
    number = request.args.get("page", 1, type=int)
    view = "unplaced" if request.args.get("view") == "unplaced" else "placed"
    with sessions.read() as session:
        plan = allocations.plan_by_uuid(session, uuid=uuid)
        if plan is None:
            raise NotFoundError
        asked = allocations.unplaced_of if view == "unplaced" else allocations.seats_of
        page = asked(session, plan_id=plan.id, area=area, number=number)
    return render_template(
        "allocations/show.html", plan=plan, told=plan.figures, page=page, view=view
    )
