"""The register as values in memory, so that a posting meets every worker in a moment.

Reading 26,799 workers takes seconds, ranking them for one posting a twentieth of one. A register
is right or it is not there: who asks while it is being read anew reads the few workers in question
from the database.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, fields, replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching import facts
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.queries import profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.queries.profiles import WorkerFile
    from jobmatch.services.indexes import Index
    from jobmatch.services.readings import Readings

MOST_HELD = 3
"""Registers that a process keeps: of the word tables, and of centres that taught of late."""
_NOBODYS_WISH = frozenset({"id", "age", "sex", "community", "target_groups"})
"""Fields of a worker that say nothing about the work somebody can do or wants."""
_WISH_FIELDS = tuple(each.name for each in fields(WorkerProfile) if each.name not in _NOBODYS_WISH)


@dataclass(frozen=True)
class Register:
    """The workers of the labour force on one day, as the words of one index read them."""

    frame: WorkerFrame

    @cached_property
    def _rows(self) -> dict[int, int]:
        return {int(worker): row for row, worker in enumerate(self.frame.ids)}

    def rows_of(self, ids: Iterable[int]) -> Array:
        """Give the rows of the workers with *ids*, in their order.

        Somebody registered since this register was read is left out, as in every other answer of
        it; the next question reads it anew.
        """
        known = (self._rows.get(worker) for worker in ids)
        return np.array([row for row in known if row is not None], dtype=np.int64)


class Holder:
    """Keeps the newest registers of a process; the edges make one and hand it in."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making = Lock()
        self._held: OrderedDict[Hashable, Register] = OrderedDict()

    def get(self, version: Hashable) -> Register | None:
        """Give the register of *version*; None when it is not held."""
        with self._lock:
            return self._held.get(version)

    def fill(self, version: Hashable, make: Callable[[], Register]) -> None:
        """Hold the register of *version*, made by *make*; nothing when another one is being made.

        Seconds of work, so for a thread beside the requests.
        """
        if not self._making.acquire(blocking=False):
            return
        try:
            if self.get(version) is None:
                made = make()
                with self._lock:
                    self._held[version] = made
                    while len(self._held) > MOST_HELD:
                        self._held.popitem(last=False)
        finally:
            self._making.release()


def version_of(session: Session, index: Index, *, on: date) -> Hashable:
    """Give what tells whether a register is still right."""
    return profiles.workers_version(session), index.words.version, on


def open_register(session: Session, index: Index, *, on: date) -> Register:
    """Read the labour force on the day *on* with the words of *index*."""
    files = profiles.register_files(session, on=on)
    return Register(WorkerFrame(tuple(read_workers(files, index.readings))))


def read_workers(files: Iterable[WorkerFile], readings: Readings) -> list[WorkerFacts]:
    """Read what the register knows of each worker; people who say the same are read once."""
    read: dict[Hashable, WorkerFacts] = {}
    found = []
    for file in files:
        profile = file.profile
        if file.said:
            profile = readings.hear(file.said).for_worker(profile).profile
        key = tuple(getattr(profile, name) for name in _WISH_FIELDS)
        alike = read.get(key)
        if alike is None:
            alike = read[key] = facts.read_worker(profile, readings.knowledge)
        found.append(replace(alike, profile=profile))
    return found
