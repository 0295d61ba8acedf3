"""A person asks for a plan; the minute of computing is a background job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.jobs import JobName
from jobmatch.queries import jobs as asked
from jobmatch.services import jobs
from jobmatch.services.allocations.gathering import FairCancelledError
from jobmatch.store.fairs import Fair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.jobs import Job


class WholeDistrictOnlyError(RuleBrokenError):
    """A plan weighs everybody against everybody; who serves a part sees a part of it."""

    message = "统筹安排要把全区的人放在一起算，请由管全区的账号来做。"


def ask_for_plan(session: Session, *, actor: Actor, key: str, fair_id: int | None = None) -> Job:
    """Ask for a plan of a fair or of the whole district; one under way is given instead.

    Args:
        session: a write session.
        actor: who asks; a plan is about everybody, so only for who serves the whole district.
        key: of the form, so that sending it twice asks once.
        fair_id: the fair; None plans for all open postings.

    Raises:
        ForbiddenError: not for this role.
        WholeDistrictOnlyError: the account serves a part of the district.
        NotFoundError: there is no such fair.
        FairCancelledError: the fair does not take place.
    """
    actor.check(Permission.RECOMMEND)
    if not actor.area.is_whole_district:
        raise WholeDistrictOnlyError
    about = "全区招聘中的岗位"
    if fair_id is not None:
        fair = session.get(Fair, fair_id)
        if fair is None:
            raise NotFoundError
        if fair.state is FairState.CANCELLED:
            raise FairCancelledError
        about = fair.name
    name = JobName.MAKE_PLAN
    arguments = {"fair_id": fair_id, "day": clock.today().isoformat()}
    running = asked.under_way(session, name, arguments=dict(arguments))
    if running is not None:
        return running
    return jobs.enqueue(
        session, name, key=f"{name}:{key}", asked_by=actor, about=about, **arguments
    )
