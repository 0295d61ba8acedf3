"""A district opened for matching: every worker, every open posting, and a digest of each."""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jobmatch.matching.frames import WorkerFrame
from jobmatch.queries import profiles
from jobmatch.services import matching, registers, versions
from jobmatch.services.matches.lists import TOPS, Tops, last_turn
from jobmatch.store.matches import MatchSide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Index

_WRITE_THEMSELVES = frozenset({str, int, bool, float})


@dataclass(frozen=True)
class District:
    """Both sides of matching on one day.

    Two districts of one *version* and one *content* have the same matches.
    """

    on: date
    index: Index
    workers: WorkerFrame
    """Everybody of the register, with work or without, by id."""
    digests: Mapping[MatchSide, Mapping[int, str]]
    """Row id → digest of all that matching knows of the row, by id."""
    tops: Tops
    version: str
    """Day, words, program and lengths: what is the same for every row."""
    turn: int
    """Of who had stored matches last before the first row was read; who stores comes with it."""

    @property
    def content(self) -> str:
        """Give a digest of all rows."""
        told = [
            (side.value, tuple(rows.items()))
            for side, rows in sorted(self.digests.items(), key=lambda item: item[0].value)
        ]
        return versions.of(self.version, *told)


@contextmanager
def settled() -> Iterator[None]:
    """Keep the garbage collector from going through what stands open again and again.

    A district is some millions of objects that live until the work is done.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def open_district(
    session: Session, *, on: date, index: Index | None = None, tops: Tops = TOPS
) -> District:
    """Read the whole district as it is on the day *on*; *index* is one of that day.

    The turn comes before the rows: lists that somebody stores from here on may know newer rows.
    """
    turn = last_turn(session)
    index = index or matching.open_index(session, today=on)
    files = profiles.register_files(session, on=on)
    return District(
        on=on,
        index=index,
        workers=WorkerFrame(tuple(registers.read_workers(files, index.readings))),
        digests={
            MatchSide.WORKER: {file.profile.id: digest_of(file) for file in files},
            MatchSide.POSTING: {
                each.profile.id: digest_of(each.profile) for each in index.postings.postings
            },
        },
        tops=tops,
        version=version_of(index, on, tops),
        turn=turn,
    )


def version_of(index: Index, on: date, tops: Tops = TOPS) -> str:
    """Give what makes stored lists of another version stale."""
    return f"{on.isoformat()} {index.words.version} {tops.worker}-{tops.posting}"


def digest_of(value: Any) -> str:
    """Give a short digest of a frozen value that is the same in every process."""
    return hashlib.blake2b(repr(_plain(value)).encode(), digest_size=8).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or type(value) in _WRITE_THEMSELVES:
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(map(_plain, _values_of(type(value))(value)))
    return str(value)


@lru_cache
def _values_of(kind: type) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*(each.name for each in fields(kind)))
