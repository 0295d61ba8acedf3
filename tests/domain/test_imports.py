from __future__ import annotations

import pytest

from jobmatch.domain.imports import MACHINE, ImportState
from jobmatch.domain.states import WrongStateError
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, ImportState, ImportState.PREVIEWED)


def test_a_batch_is_undone_once() -> None:
    assert MACHINE.next(ImportState.COMMITTED, "undo") is ImportState.UNDONE
    with pytest.raises(WrongStateError, match="已撤销"):
        MACHINE.next(ImportState.UNDONE, "undo")
