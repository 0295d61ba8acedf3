"""The life of a recommendation: what leads where, which states wait, the seats that are left."""

from __future__ import annotations

import pytest

from jobmatch.domain.recommendations import (
    LIVE_STATES,
    MACHINE,
    REASON_NAMES,
    REASONS_OF,
    RESULTS,
    OutcomeReason,
    ReasonMissingError,
    RecommendationState,
    Seats,
    check_reason,
)
from jobmatch.domain.states import WrongStateError
from tests.domain.machines import check_whole

S = RecommendationState


def test_machine_is_whole() -> None:
    check_whole(MACHINE, RecommendationState, RecommendationState.MADE)


def test_every_live_state_takes_every_result() -> None:
    for state in LIVE_STATES:
        given = set(MACHINE.actions(state))
        assert {"place", "decline", "refuse", "lose", "withdraw"} <= given
        assert "reopen" not in given
    assert set(RESULTS) <= set(MACHINE.action_names)


def test_what_is_over_can_be_set_right() -> None:
    for state in set(S) - set(LIVE_STATES):
        assert MACHINE.next(state, "reopen") is S.MADE
    with pytest.raises(WrongStateError, match="已录用"):
        MACHINE.next(S.PLACED, "refuse")


def test_a_late_answer_is_still_an_answer() -> None:
    assert MACHINE.next(S.NO_ANSWER, "place") is S.PLACED
    assert MACHINE.next(S.NO_ANSWER, "come") is S.CAME


def test_an_intent_stays_one_when_its_worker_comes() -> None:
    assert MACHINE.next(S.INTENDED, "come") is S.INTENDED


@pytest.mark.parametrize(
    ("state", "why", "fits"),
    [
        (S.DECLINED, OutcomeReason.FAR, True),
        (S.DECLINED, OutcomeReason.SKILL, False),
        (S.REFUSED, OutcomeReason.SKILL, True),
        (S.REFUSED, None, False),
        (S.PLACED, None, True),
        (S.NO_ANSWER, None, True),
    ],
)
def test_a_no_has_a_why_of_its_own_side(
    state: RecommendationState,
    why: OutcomeReason | None,
    fits: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    if fits:
        check_reason(state, why)
    else:
        with pytest.raises(ReasonMissingError):
            check_reason(state, why)


def test_every_why_is_named_and_given_by_somebody() -> None:
    assert set(REASON_NAMES) == set(OutcomeReason)
    assert {why for whys in REASONS_OF.values() for why in whys} == set(OutcomeReason)


@pytest.mark.parametrize(
    ("seats", "left"),
    [
        (Seats(places=20, hired=3, vacancies=17, waiting=5), 12),
        (Seats(places=2, hired=1, vacancies=1, waiting=3), -2),
        (Seats(places=None, hired=4, vacancies=None, waiting=9), None),
    ],
)
def test_who_waits_holds_a_seat(seats: Seats, left: int | None) -> None:
    assert seats.left == left
