"""Tables of seeds/demo as the generators use them: rows, weighted choices, seeded chance."""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

from jobmatch.services import seeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ThingT = TypeVar("ThingT")
SEED = "jobmatch-demo-1"


def chance(part: str) -> random.Random:
    """Give the generator of one *part*: parts do not disturb one another's draws.

    A text seed goes through sha512 in the standard library, so it is the same everywhere.
    """
    return random.Random(f"{SEED}:{part}")  # noqa: S311 - a demonstration, nothing secret


def happens(rng: random.Random, odds: float) -> bool:
    """Tell whether a thing of these *odds* (0 to 1) happens this time."""
    return rng.random() < odds


def rows(name: str) -> tuple[seeds.Row, ...]:
    """Give the rows of seeds/demo/*name*.csv."""
    return seeds.rows(f"demo/{name}.csv")


class Weighted(Generic[ThingT]):
    """Things drawn in proportion to their weights."""

    def __init__(self, pairs: Iterable[tuple[ThingT, float]]) -> None:
        """Take (thing, weight) pairs, at least one of them with a weight above 0."""
        kept = [(thing, weight) for thing, weight in pairs if weight > 0]
        self._things: Sequence[ThingT] = [thing for thing, _ in kept]
        self._bounds = list(accumulate(weight for _, weight in kept))

    def pick(self, rng: random.Random) -> ThingT:
        """Draw one thing."""
        place = bisect(self._bounds, rng.random() * self._bounds[-1])
        return self._things[min(place, len(self._things) - 1)]


def divide(total: int, weights: Sequence[float]) -> list[int]:
    """Divide *total* into whole parts in proportion to *weights*; the parts sum to *total*.

    The largest remainders get what rounding left over, the earlier of equals first.
    """
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts
