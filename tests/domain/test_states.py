from __future__ import annotations

from enum import StrEnum

import pytest

from jobmatch.domain.states import Machine, WrongStateError


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    BRICKED = "bricked"


DOOR = Machine(
    noun="门",
    steps=(("shut", Door.OPEN, Door.SHUT), ("open", Door.SHUT, Door.OPEN)),
    state_names={Door.OPEN: "开着", Door.SHUT: "关着", Door.BRICKED: "封死"},
    action_names={"shut": "关门", "open": "开门"},
)


def test_next_follows_the_table() -> None:
    assert DOOR.next(Door.OPEN, "shut") is Door.SHUT


def test_refusal_names_state_action_and_what_is_possible() -> None:
    with pytest.raises(WrongStateError, match="门现在是“开着”，不能“开门”；可以做的是：关门。"):
        DOOR.next(Door.OPEN, "open")


def test_refusal_in_a_dead_end_says_none() -> None:
    with pytest.raises(WrongStateError, match="可以做的是：无。"):
        DOOR.next(Door.BRICKED, "open")


def test_reachable_leaves_out_what_no_step_leads_to() -> None:
    assert DOOR.reachable(Door.OPEN) == {Door.OPEN, Door.SHUT}
