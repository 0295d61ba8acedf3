"""The report on who is shown to whom, made beside the pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.jobs import JobName
from jobmatch.services import exposure
from jobmatch.tasks.app import long_job

if TYPE_CHECKING:
    from jobmatch.tasks.works import Work


@long_job(JobName.REPORT_EXPOSURE)
def report(work: Work, /, *, day: str, fair_id: int | None = None) -> dict[str, Any]:
    """Report as on *day*; the report is the result of the job: groups and numbers, no people."""
    work.tell("正在读取推荐名单")
    with work.read() as session:
        found = exposure.report_exposure(
            session, today=date.fromisoformat(day), fair_id=fair_id, progress=work.tell
        )
    return exposure.plain(found)
