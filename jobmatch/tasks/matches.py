"""Matching anew after postings, workers, words or the day changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.services.matches import changes, districts, runs
from jobmatch.tasks.app import long_job

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy.orm import Session

    from jobmatch.tasks.works import Work


@long_job(JobName.RECOMPUTE_MATCHES)
def recompute(work: Work, /, *, whole: bool = False, **asked: Any) -> dict[str, Any]:
    """Bring the stored lists up to date: those that a change touches, or all of them.

    What changed shows in the rows; *asked* (a batch, a day) only makes the job's key one of its
    kind. The seconds of computing hold no lock; what changes meanwhile brings its own job.
    A cancelled run leaves the blocks it has stored: the next one goes on behind them.

    Args:
        work: the job under way.
        whole: make all lists anew, because a person asked for it.
        **asked: why the job was enqueued.
    """
    del asked
    now = clock.now()
    work.tell("正在读取名册和招聘中的岗位")
    with work.read() as session:
        district = districts.open_district(session, on=clock.local_date(now))
        found = None if whole else changes.find(session, district)
    if found is None or found.is_large(district):
        return _run_through(work, district)
    if not found:
        return {"worker": 0, "posting": 0}
    work.tell("正在更新有变动的名单")
    renewed = changes.renew(district, found)
    counts = {side.value: renewed.count(side) for side in renewed.rankings}
    with work.chunk(told="正在保存", **counts) as session:
        changes.store(session, district, found, renewed, now=now)
    return counts


def _run_through(work: Work, district: districts.District) -> dict[str, Any]:
    said: dict[str, Any] = {"told": "正在计算匹配"}

    def tell(told: str, done: int, total: int) -> None:
        said.update(told=told, done=done, total=total)
        work.tell(told, done=done, total=total)

    def transaction() -> AbstractContextManager[Session]:
        return work.chunk(**said)

    done = runs.run_through(district, transaction=transaction, now=clock.now(), tell=tell)
    return {"worker": done.workers, "posting": done.postings}
