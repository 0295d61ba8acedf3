"""State machines: one table of (action, from, to), refusals and Chinese names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from jobmatch.domain.errors import RuleBrokenError

StateT = TypeVar("StateT", bound=StrEnum)


class WrongStateError(RuleBrokenError):
    """The action is not possible in the present state."""


@dataclass(frozen=True)
class Machine(Generic[StateT]):
    """A table of steps (action, from state, to state) with Chinese names for states and actions."""

    noun: str
    steps: tuple[tuple[str, StateT, StateT], ...]
    state_names: dict[StateT, str]
    action_names: dict[str, str]

    def next(self, state: StateT, action: str) -> StateT:
        """Give the state that *action* leads to from *state*, or raise WrongStateError."""
        for name, source, target in self.steps:
            if name == action and source == state:
                return target
        allowed = "、".join(self.action_names[name] for name in self.actions(state)) or "无"
        wish = self.action_names.get(action, action)
        present = self.state_names[state]
        message = f"{self.noun}现在是“{present}”，不能“{wish}”；可以做的是：{allowed}。"
        raise WrongStateError(message)

    def actions(self, state: StateT) -> tuple[str, ...]:
        """Give the actions possible in *state*, in table order, each once."""
        return tuple(dict.fromkeys(name for name, source, _ in self.steps if source == state))

    def reachable(self, start: StateT) -> frozenset[StateT]:
        """Give every state that can be reached from *start*, itself included."""
        seen: set[StateT] = {start}
        frontier = [start]
        while frontier:
            state = frontier.pop()
            for _, source, target in self.steps:
                if source == state and target not in seen:
                    seen.add(target)
                    frontier.append(target)
        return frozenset(seen)
