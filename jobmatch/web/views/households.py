"""One household: who lives there, who has work, who could be helped first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.monitoring import LIVE_STATES, MONITORED_KIND_NAMES
from jobmatch.queries import households
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from jobmatch.store.households import Household

bp = Blueprint("households", __name__, url_prefix="/households")


@bp.get("/<uuid>")
@access.requires(Permission.SEE_WORKERS)
def show(uuid: str) -> ResponseReturnValue:
    """Show a household and its members."""
    today = clock.today()
    with sessions.read() as session:
        household = households.household_by_uuid(session, area=access.actor().area, uuid=uuid)
        if household is None:
            raise NotFoundError
        standing = households.standing_of(session, household_id=household.id, on=today)
    members = [person for person in household.people if person.left_on is None]
    members.sort(key=lambda person: (not person.is_head, person.birth_on or today, person.id))
    return render_template(
        "households/show.html",
        household=household,
        members=members,
        standing=standing,
        waiting=[
            person
            for person in members
            if person.worker
            and person.worker.id in standing.able
            and person.worker.id not in standing.employed
        ],
        monitored=_monitored(household),
        today=today,
    )


def _monitored(household: Household) -> list[str]:
    """Give the words for the live cases of monitoring of a household."""
    return [
        MONITORED_KIND_NAMES[case.kind] if case.kind else "监测对象"
        for case in household.monitoring_cases
        if case.state in LIVE_STATES
    ]
