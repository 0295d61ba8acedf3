from __future__ import annotations

import pytest

from jobmatch.domain.postings import MACHINE, OPEN_STATES, PostingState
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
