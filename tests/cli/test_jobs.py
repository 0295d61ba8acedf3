from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from jobmatch.cli import jobs as commands
from jobmatch.cli import stores
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.services import audit, jobs
from jobmatch.store.jobs import Job

pytestmark = pytest.mark.usefixtures("home")


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(commands.jobs, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _enqueue() -> int:
    with stores.write() as session:
        return jobs.enqueue(session, JobName.VERIFY_AUDIT, key="k", day="2026-03-15").id


def test_what_waits_is_done_here_and_now() -> None:
    job_id = _enqueue()
    assert "排队中" in _run("list")
    assert "执行了 1 个" in _run("run")
    assert "没有等待" in _run("list")
    assert "执行了 0 个" in _run("run")
    with stores.read() as session:
        assert session.get_one(Job, job_id).state is JobState.DONE
        assert audit.head(session)[0] == 1


def test_a_stuck_job_is_shown_and_set_going_again() -> None:
    job_id = _enqueue()
    with stores.write() as session:
        session.execute(update(Job).values(state=JobState.STUCK, attempts=5, error="no disk"))
    assert "卡住了\t第5次" in _run("list")
    assert "no disk" in _run("list")
    assert "执行了 0 个" in _run("run")
    _run("requeue", str(job_id))
    assert "执行了 1 个" in _run("run")


def test_a_job_is_cancelled_and_may_be_set_going_again() -> None:
    job_id = _enqueue()
    assert "已取消" in _run("cancel", str(job_id))
    assert "没有等待" in _run("list")
    assert "执行了 0 个" in _run("run")
    _run("requeue", str(job_id))
    assert "执行了 1 个" in _run("run")


def test_an_unknown_number_is_told() -> None:
    with pytest.raises(NotFoundError):
        _run("requeue", "77")
