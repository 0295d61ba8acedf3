from __future__ import annotations

import pytest

from jobmatch.domain.placements import (
    LIVE_STATES,
    MACHINE,
    WORKING_STATES,
    AlreadyPlacedError,
    PlacementState,
    PostingFullError,
    check_can_place,
)
from jobmatch.domain.states import WrongStateError
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, PlacementState, PlacementState.PROPOSED)


def test_working_states_are_live_and_final_ones_are_not() -> None:
    assert set(WORKING_STATES) < set(LIVE_STATES)
    final = {state for state in PlacementState if not MACHINE.actions(state)}
    assert final == {PlacementState.ENDED, PlacementState.DECLINED, PlacementState.NO_SHOW}
    assert not final & set(LIVE_STATES)


@pytest.mark.parametrize("vacancies", [1, 20, None])
def test_a_free_worker_may_take_a_vacancy(vacancies: int | None) -> None:
    check_can_place(live_placements=0, vacancies=vacancies)


def test_a_placed_worker_is_refused_whatever_is_free() -> None:
    with pytest.raises(AlreadyPlacedError, match="已有一个"):
        check_can_place(live_placements=1, vacancies=10)


@pytest.mark.parametrize("vacancies", [0, -1])
def test_a_full_posting_is_refused(vacancies: int) -> None:
    with pytest.raises(PostingFullError, match="没有空缺"):
        check_can_place(live_placements=0, vacancies=vacancies)


def test_nobody_is_stable_before_the_start() -> None:
    with pytest.raises(WrongStateError):
        MACHINE.next(PlacementState.DISPATCHED, "stabilise")
