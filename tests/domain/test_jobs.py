from __future__ import annotations

import re
from datetime import timedelta

from jobmatch.domain.jobs import MACHINE, MOST_ATTEMPTS, JobName, JobState, wait_after
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
