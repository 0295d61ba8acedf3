"""The states of a background job, its names, and how long it waits between attempts."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from jobmatch.domain.states import Machine


class JobName(StrEnum):
    """Every kind of background work, as noun.verb."""

    EXPIRE_POSTINGS = "postings.expire"
    FORGET_REQUESTS = "requests.forget"
    FORGET_SEARCHES = "searches.forget"
    MAKE_PLAN = "allocations.plan"
    RECOMPUTE_MATCHES = "matches.recompute"
    REPORT_EXPOSURE = "exposures.report"
    VERIFY_AUDIT = "audit.verify"
    COMMIT_IMPORT = "imports.commit"


JOB_NAMES = {
    JobName.EXPIRE_POSTINGS: "收下到期的岗位",
    JobName.FORGET_REQUESTS: "清理旧的提交记录",
    JobName.FORGET_SEARCHES: "清理旧的查询记录",
    JobName.MAKE_PLAN: "统筹安排",
    JobName.RECOMPUTE_MATCHES: "更新匹配结果",
    JobName.REPORT_EXPOSURE: "推荐公平报告",
    JobName.VERIFY_AUDIT: "核对审计链",
    JobName.COMMIT_IMPORT: "导入表格",
}
"""What a page calls the work."""


class JobState(StrEnum):
    """Where a job is; FAILED waits for its next attempt, STUCK waits for a person."""

    QUEUED = "queued"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"
    STUCK = "stuck"
    CANCELLED = "cancelled"


MOST_ATTEMPTS = 5
"""After so many attempts a job is stuck and stands on a screen."""

LEASE = timedelta(minutes=5)
"""How long a worker may hold a short job before another may take it."""
LONG_LEASE = timedelta(seconds=90)
"""The same for a long job: its worker renews the lease all the time, so a dead one shows soon."""
BEAT = timedelta(seconds=20)
"""How often the worker of a long job renews the lease while it computes."""

OVER = (JobState.DONE, JobState.CANCELLED)
"""States in which nothing more happens by itself or is asked of anybody."""

_S = JobState
MACHINE = Machine(
    noun="后台任务",
    steps=(
        ("lease", _S.QUEUED, _S.LEASED),
        ("lease", _S.FAILED, _S.LEASED),
        ("lease", _S.LEASED, _S.LEASED),
        ("settle", _S.LEASED, _S.DONE),
        ("fail", _S.LEASED, _S.FAILED),
        ("give_up", _S.LEASED, _S.STUCK),
        ("release", _S.LEASED, _S.QUEUED),
        ("requeue", _S.STUCK, _S.QUEUED),
        ("requeue", _S.CANCELLED, _S.QUEUED),
        ("cancel", _S.QUEUED, _S.CANCELLED),
        ("cancel", _S.LEASED, _S.CANCELLED),
        ("cancel", _S.FAILED, _S.CANCELLED),
        ("cancel", _S.STUCK, _S.CANCELLED),
    ),
    state_names={
        _S.QUEUED: "排队中",
        _S.LEASED: "进行中",
        _S.DONE: "已完成",
        _S.FAILED: "等待重试",
        _S.STUCK: "卡住了",
        _S.CANCELLED: "已取消",
    },
    action_names={
        "lease": "领取",
        "settle": "完成",
        "fail": "登记失败",
        "give_up": "停止重试",
        "release": "交回",
        "requeue": "再试一次",
        "cancel": "取消",
    },
)


def wait_after(attempts: int) -> timedelta:
    """Give the pause before the next attempt: 10 s, then four times as long, at most an hour."""
    return min(timedelta(seconds=10 * 4 ** max(0, attempts - 1)), timedelta(hours=1))
