"""What was worked out is remembered, up to a number: a process that runs for months stays small."""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class Memory(Generic[KeyT, ValueT]):
    """Values by key, of which the oldest are forgotten; threads may share it.

    Only for what can be worked out again with the same result: anything may be gone.
    """

    def __init__(self, most: int) -> None:
        """Remember up to *most* values."""
        self._most = most
        self._values: dict[KeyT, ValueT] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Give how many values are remembered."""
        return len(self._values)

    def get(self, key: KeyT) -> ValueT | None:
        """Give the value of *key*; None when it is not remembered."""
        return self._values.get(key)

    def keep(self, key: KeyT, value: ValueT) -> None:
        """Remember *value* for *key*."""
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]
