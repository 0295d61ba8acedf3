"""Every module that defines tasks; importing this one registers them all."""

from __future__ import annotations

from jobmatch.domain.jobs import JobName
from jobmatch.tasks import (
    allocations,
    app,
    audit,
    exposures,
    idempotency,
    imports,
    matches,
    past_searches,
    postings,
)

MODULES = (
    allocations,
    audit,
    exposures,
    idempotency,
    imports,
    matches,
    past_searches,
    postings,
)


def load() -> None:
    """Check that every job name has its task; a missing one would leave rows undone for ever."""
    missing = [name.value for name in JobName if name.value not in app.celery.tasks]
    if missing:
        raise RuntimeError(f"no task for {', '.join(missing)}")
