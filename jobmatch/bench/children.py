"""Measures in a process of its own, so that its memory is its own and nothing is warm by chance."""

from __future__ import annotations

import multiprocessing
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

ArgumentsT = ParamSpec("ArgumentsT")
ResultT = TypeVar("ResultT")
_UNITS = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured(Generic[ResultT]):
    """What a child gave back, and the most memory that it ever held."""

    result: ResultT
    peak_mb: float


def peak_mb() -> float:
    """Give the most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS


def in_child(
    function: Callable[ArgumentsT, ResultT],
    *arguments: ArgumentsT.args,
    **named: ArgumentsT.kwargs,
) -> Measured[ResultT]:
    """Run *function*, one at module level, in a fresh process and give its result and peak.

    What it raises is raised here.
    """
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        result = pool.submit(function, *arguments, **named).result()
        return Measured(result, pool.submit(peak_mb).result())
