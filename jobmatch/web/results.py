"""Where the outcome of a background job is seen: one line per kind of work that has a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import url_for

from jobmatch.domain.jobs import JobName, JobState

if TYPE_CHECKING:
    from jobmatch.store.jobs import Job


@dataclass(frozen=True, slots=True)
class Result:
    """A page: its endpoint, the words of the button, and what of the job goes into its address."""

    endpoint: str
    words: str
    parts: dict[str, str] = field(default_factory=dict)
    """Name in the address → name in the job's result or arguments, or "id" of the job itself."""


RESULTS: dict[JobName, Result] = {
    JobName.MAKE_PLAN: Result("allocations.show", "看安排方案", {"uuid": "uuid"}),
    JobName.REPORT_EXPOSURE: Result("exposures.show", "看报告", {"job_id": "id"}),
    JobName.RECOMPUTE_MATCHES: Result("workers.index", "看劳动力和合适的岗位"),
    JobName.COMMIT_IMPORT: Result("imports.show", "看导入结果", {"uuid": "uuid"}),
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that lead to it."""

    address: str
    words: str


def link_of(job: Job) -> Link | None:
    """Give the link to the outcome of *job*; None while there is none, or it has no page."""
    found = RESULTS.get(JobName(job.name))
    if found is None or job.state is not JobState.DONE:
        return None
    said = {"id": job.id, **job.arguments, **(job.result or {})}
    if any(said.get(name) is None for name in found.parts.values()):
        return None
    parts = {part: said[name] for part, name in found.parts.items()}
    return Link(url_for(found.endpoint, **parts), found.words)
