"""A plan for a fair or the whole district, made beside the pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.jobs import JobName
from jobmatch.services import allocations
from jobmatch.tasks.app import long_job

if TYPE_CHECKING:
    from jobmatch.tasks.works import Work


@long_job(JobName.MAKE_PLAN)
def plan(work: Work, /, *, day: str, fair_id: int | None = None) -> dict[str, Any]:
    """Make the best plan as on *day* and keep it; where nothing changed, the plan that stands.

    The minute of computing holds no lock: what changes meanwhile is not in the plan, and the next
    one is another.
    """
    actor = work.actor

    def count(done: int, total: int) -> None:
        work.tell("正在给每个人和每个岗位打分", done=done, total=total)

    work.tell("正在读取找工作的人和空缺的岗位")
    scope = allocations.Scope(on=date.fromisoformat(day), fair_id=fair_id)
    with work.read() as session:
        gathered = allocations.gather(session, scope, progress=count)
    made = allocations.make_plan(gathered, progress=work.tell)
    with work.chunk(told="正在保存方案") as session:
        row, is_new = allocations.save_plan(session, made, actor=actor)
    return {"uuid": row.uuid, "is_new": is_new, "placed": row.placed, "people": row.people}
