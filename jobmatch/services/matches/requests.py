"""A person asks for all matches anew; the work itself is a background job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import ForbiddenError
from jobmatch.domain.jobs import JobName
from jobmatch.queries import jobs as asked
from jobmatch.services import jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.jobs import Job

_WHOLE = {"whole": True}


def ask_for_all(session: Session, *, actor: Actor, key: str) -> Job:
    """Ask for all lists of the district anew; where somebody has asked already, give that job.

    Args:
        session: a write session.
        actor: who asks; only somebody who looks after the whole district may.
        key: of the form, so that sending it twice asks once.
    """
    actor.check(Permission.MANAGE_JOBS)
    if not actor.area.is_whole_district:
        raise ForbiddenError
    name = JobName.RECOMPUTE_MATCHES
    running = asked.under_way(session, name, arguments=dict(_WHOLE))
    if running is not None:
        return running
    return jobs.enqueue(
        session, name, key=f"{name}:asked:{key}", asked_by=actor, about="全区重新匹配", **_WHOLE
    )
