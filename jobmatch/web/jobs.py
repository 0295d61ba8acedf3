"""How a background job is written on pages: name, steps, what went wrong, how long it took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain.jobs import JOB_NAMES, MACHINE, JobName

if TYPE_CHECKING:
    from flask import Flask

    from jobmatch.store.jobs import Job

# What tasks/leases.py keeps of a foreign error: its class and its place.
_TECHNICAL = re.compile(r"[A-Za-z_.]+(（[^）]*）)?")
_ACCIDENT = "程序出了意外，不是操作的问题。请再试一次；还不行，请把下面的技术记录告诉系统管理员。"
_MINUTE = 60


def job_name(name: str) -> str:
    """Give what a page calls a kind of work."""
    return JOB_NAMES.get(JobName(name), name) if name in set(JobName) else name


def job_action(action: str) -> str:
    """Give the Chinese name of one step in the history of a job."""
    return "交办" if action == "enqueue" else MACHINE.action_names.get(action, action)


def is_technical(error: str) -> bool:
    """Tell whether *error* is only class and place of an accident, no sentence of ours."""
    return _TECHNICAL.fullmatch(error) is not None


def job_error(error: str) -> str:
    """Give a sentence for why a job did not succeed."""
    return _ACCIDENT if is_technical(error) else error


def took(job: Job) -> str:
    """Write how long a job took from the asking to the end: "8 秒", "2 分 5 秒"."""
    if job.finished_at is None:
        return ""
    seconds = max(1, round((job.finished_at - job.created_at).total_seconds()))
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def install(app: Flask) -> None:
    """Give the templates of *app* these filters."""
    app.jinja_env.filters.update(
        job_name=job_name,
        job_action=job_action,
        job_error=job_error,
        is_technical=is_technical,
        took=took,
    )
