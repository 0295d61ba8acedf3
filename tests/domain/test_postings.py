from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain.postings import (
    FRESHNESS_NAMES,
    MACHINE,
    OPEN_STATES,
    REOPENING,
    VERIFIED_HOW_NAMES,
    Freshness,
    NotPublishableError,
    PostingState,
    VerifiedHow,
    check_can_publish,
    freshness,
    valid_until,
)
from jobmatch.domain.states import WrongStateError
from tests.domain.machines import check_whole

S = PostingState


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, PostingState, S.DRAFT)


@pytest.mark.parametrize(
    ("state", "action", "expected"),
    [
        (S.DRAFT, "submit", S.IN_REVIEW),
        (S.IN_REVIEW, "publish", S.PUBLISHED),
        (S.IN_REVIEW, "reject", S.REJECTED),
        (S.REJECTED, "submit", S.IN_REVIEW),
        (S.PUBLISHED, "pause", S.PAUSED),
        (S.PAUSED, "resume", S.PUBLISHED),
        (S.PAUSED, "expire", S.EXPIRED),
        (S.PUBLISHED, "fill", S.FILLED),
        (S.EXPIRED, "renew", S.PUBLISHED),
    ],
)
def test_steps_lead_where_they_should(state: S, action: str, expected: S) -> None:
    assert MACHINE.next(state, action) is expected


@pytest.mark.parametrize(
    ("state", "action"),
    [(S.DRAFT, "publish"), (S.CLOSED, "publish"), (S.FILLED, "pause"), (S.REJECTED, "publish")],
)
def test_other_steps_are_refused_in_words(state: S, action: str) -> None:
    with pytest.raises(WrongStateError, match="岗位现在是"):
        MACHINE.next(state, action)


def test_nothing_leads_out_of_closed_and_only_published_ones_are_open() -> None:
    assert MACHINE.actions(S.CLOSED) == ()
    assert OPEN_STATES == (S.PUBLISHED,)


ON = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("deadline", "until"),
    [
        (None, date(2026, 4, 14)),
        (date(2026, 3, 20), date(2026, 3, 20)),
        (date(2026, 9, 1), date(2026, 4, 14)),
    ],
)
def test_a_word_is_good_for_thirty_days_and_not_after_the_deadline(
    deadline: date | None, until: date
) -> None:
    assert valid_until(ON, deadline) == until


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (None, Freshness.UNKNOWN),
        (date(2026, 3, 14), Freshness.STALE),
        (date(2026, 3, 15), Freshness.DUE),
        (date(2026, 3, 20), Freshness.DUE),
        (date(2026, 3, 21), Freshness.FRESH),
    ],
)
def test_freshness_is_told_by_the_last_day_that_the_word_is_good_for(
    until: date | None, found: Freshness
) -> None:
    assert freshness(until, on=ON) is found


def test_what_lacks_a_title_an_employer_or_breaks_the_law_is_not_published() -> None:
    check_can_publish(title="平车工", has_employer=True, blocked=0)
    for title, has_employer, blocked, word in (
        (" ", True, 0, "岗位名称"),
        (None, True, 0, "岗位名称"),
        ("平车工", False, 0, "哪家单位"),
        ("平车工", True, 2, "2 条"),
    ):
        with pytest.raises(NotPublishableError, match=word):
            check_can_publish(title=title, has_employer=has_employer, blocked=blocked)


def test_reopening_is_a_step_of_the_machine() -> None:
    for state, action in REOPENING.items():
        if action is not None:
            assert MACHINE.next(state, action) is PostingState.PUBLISHED


def test_every_way_and_every_freshness_has_a_name() -> None:
    assert set(VERIFIED_HOW_NAMES) == set(VerifiedHow)
    assert set(FRESHNESS_NAMES) == set(Freshness)
