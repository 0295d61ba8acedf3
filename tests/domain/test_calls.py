"""When to call again, and when calling is no use any more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.calls import (
    CALL_PURPOSE_NAMES,
    CALL_RESULT_NAMES,
    MOST_TRIES,
    REACHED,
    UNANSWERED,
    CallDayError,
    CallPurpose,
    CallResult,
    next_call_on,
    tries_of,
)

R = CallResult
TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("results", "unanswered", "needs_visit"),
    [
        ([], 0, False),
        ([R.NO_ANSWER], 1, False),
        ([R.NO_ANSWER, R.NO_ANSWER, R.NO_ANSWER], 3, True),
        ([R.NO_ANSWER, R.TALKED, R.NO_ANSWER], 1, False),
        ([R.WRONG_NUMBER], 0, True),
        ([R.TALKED, R.WRONG_NUMBER], 0, False),
    ],
)
def test_unanswered_calls_in_a_row_count(
    results: list[CallResult],
    unanswered: int,
    needs_visit: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    tries = tries_of(results)
    assert (tries.unanswered, tries.needs_visit) == (unanswered, needs_visit)


@given(st.lists(st.sampled_from(R), max_size=6))
def test_nobody_is_rung_for_ever(before: list[CallResult]) -> None:
    results = before
    for _ in range(MOST_TRIES):
        results = [R.NO_ANSWER, *results]
    tries = tries_of(results)
    assert next_call_on(R.NO_ANSWER, today=TODAY, tries=tries, promised_on=None) is None


def test_an_unanswered_call_is_tried_again_tomorrow() -> None:
    tries = tries_of([R.NO_ANSWER])
    again = next_call_on(R.NO_ANSWER, today=TODAY, tries=tries, promised_on=None)
    assert again == TODAY + timedelta(days=1)


def test_a_promise_has_its_day() -> None:
    tries = tries_of([R.LATER])
    given_on = TODAY + timedelta(days=4)
    assert next_call_on(R.LATER, today=TODAY, tries=tries, promised_on=given_on) == given_on
    for wrong in (None, TODAY):
        with pytest.raises(CallDayError):
            next_call_on(R.LATER, today=TODAY, tries=tries, promised_on=wrong)


def test_who_has_spoken_is_not_called_again_by_itself() -> None:
    for result in set(REACHED) - {R.LATER}:
        tries = tries_of([result])
        assert next_call_on(result, today=TODAY, tries=tries, promised_on=None) is None


def test_everything_is_named() -> None:
    assert set(CALL_PURPOSE_NAMES) == set(CallPurpose)
    assert set(CALL_RESULT_NAMES) == set(CallResult)
    assert set(REACHED) | set(UNANSWERED) == set(CallResult)
