from __future__ import annotations

import pytest

from jobmatch.domain.fairs import MACHINE, FairState
from jobmatch.domain.states import WrongStateError
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, FairState, FairState.PLANNED)


def test_a_fair_that_was_held_is_not_cancelled() -> None:
    assert MACHINE.next(FairState.HELD, "report") is FairState.REPORTED
    with pytest.raises(WrongStateError):
        MACHINE.next(FairState.HELD, "cancel")
