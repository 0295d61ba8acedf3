from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobmatch.domain.jobs import JOB_NAMES, JobName
from jobmatch.store.jobs import Job
from jobmatch.web import jobs


def test_work_has_its_name_and_work_of_another_version_its_own_word() -> None:
    assert jobs.job_name("matches.recompute") == JOB_NAMES[JobName.RECOMPUTE_MATCHES]
    assert jobs.job_name("moons.count") == "moons.count"


@pytest.mark.parametrize(
    ("action", "words"), [("enqueue", "交办"), ("give_up", "停止重试"), ("lease", "领取")]
)
def test_each_step_is_written_in_words(action: str, words: str) -> None:
    assert jobs.job_action(action) == words


def test_an_accident_is_told_without_its_class() -> None:
    for technical in ("OSError（files.py 12）", "sqlalchemy.exc.OperationalError（default.py 3）"):
        assert jobs.is_technical(technical)
        assert "OSError" not in jobs.job_error(technical)
    assert jobs.job_error("这场招聘会已取消。") == "这场招聘会已取消。"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 秒"), (8, "8 秒"), (125, "2 分 5 秒"), (None, "")]
)
def test_the_time_it_took_is_written_short(seconds: int | None, words: str) -> None:
    began = datetime(2026, 3, 15, tzinfo=UTC)
    ended = None if seconds is None else began + timedelta(seconds=seconds)
    assert jobs.took(Job(created_at=began, finished_at=ended)) == words
