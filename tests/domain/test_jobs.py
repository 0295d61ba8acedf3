from __future__ import annotations

import re
from datetime import timedelta

from jobmatch.domain.jobs import (
    BEAT,
    JOB_NAMES,
    LONG_LEASE,
    MACHINE,
    MOST_ATTEMPTS,
    JobName,
    JobState,
    wait_after,
)
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, JobState, JobState.QUEUED)


def test_names_are_noun_and_verb() -> None:
    assert [name for name in JobName if not re.fullmatch(r"[a-z_]+\.[a-z_]+", name)] == []


def test_the_pause_grows_up_to_an_hour() -> None:
    waits = [wait_after(attempt) for attempt in range(20)]
    assert waits == sorted(waits)
    assert waits[1] == timedelta(seconds=10)
    assert waits[2] == timedelta(seconds=40)
    assert max(waits) == timedelta(hours=1)
    assert waits[MOST_ATTEMPTS] < timedelta(hours=1)


def test_every_kind_of_work_has_a_name_that_a_clerk_reads() -> None:
    assert set(JOB_NAMES) == set(JobName)


def test_a_long_job_beats_often_enough_to_miss_one() -> None:
    assert 3 * BEAT < LONG_LEASE
