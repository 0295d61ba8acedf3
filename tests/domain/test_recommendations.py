from __future__ import annotations

import pytest

from jobmatch.domain.recommendations import LIVE_STATES, MACHINE, RecommendationState
from jobmatch.domain.states import WrongStateError
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, RecommendationState, RecommendationState.MADE)


def test_exactly_the_unfinished_ones_are_live() -> None:
    assert {state for state in RecommendationState if MACHINE.actions(state)} == set(LIVE_STATES)


def test_an_intent_is_needed_before_a_placement() -> None:
    with pytest.raises(WrongStateError, match="达成意向"):
        MACHINE.next(RecommendationState.MADE, "place")
    assert MACHINE.next(RecommendationState.INTENDED, "place") is RecommendationState.PLACED
