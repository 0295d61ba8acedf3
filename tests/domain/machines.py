"""What every state machine of the house must satisfy."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from jobmatch.domain.states import Machine

StateT = TypeVar("StateT", bound=StrEnum)


def check_whole(machine: Machine[StateT], states: type[StateT], start: StateT) -> None:
    """Assert that every state is named and reached, every action named, every step certain."""
    assert machine.reachable(start) == frozenset(states)
    assert set(machine.state_names) == set(states)
    assert {action for action, _, _ in machine.steps} == set(machine.action_names)
    steps = [(action, source) for action, source, _ in machine.steps]
    assert len(steps) == len(set(steps)), "an action leads from a state to one state only"
    names = list(machine.state_names.values())
    assert len(names) == len(set(names))
