"""What is owed of one talk, three recommendations, one training, and since when it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.service_records import SERVICE_KIND_NAMES, Progress, ServiceKind, counts_since

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        (Progress(), "还差：谈 1 次就业、推荐 3 个岗位、介绍 1 次培训"),
        (Progress(talks=1, recommendations=2), "还差：推荐 1 个岗位、介绍 1 次培训"),
        (Progress(talks=2, recommendations=5, trainings=1), "131 已经做齐"),
    ],
)
def test_what_is_owed_is_said(progress: Progress, sentence: str) -> None:
    assert progress.sentence == sentence


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_it_is_done_when_nothing_is_missing(talks: int, recommended: int, trainings: int) -> None:
    progress = Progress(talks, recommended, trainings)
    assert progress.is_done == (talks >= 1 and recommended >= 3 and trainings >= 1)
    assert all(missing >= 0 for missing in progress.missing)


def test_services_count_since_the_last_work_and_a_year_at_most() -> None:
    recent = TODAY - timedelta(days=20)
    assert counts_since(recent, today=TODAY) == recent
    for long_ago in (None, TODAY - timedelta(days=900)):
        assert counts_since(long_ago, today=TODAY) == TODAY - timedelta(days=365)


def test_kinds_are_named() -> None:
    assert set(SERVICE_KIND_NAMES) == set(ServiceKind)
