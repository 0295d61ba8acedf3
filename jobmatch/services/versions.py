"""Which words and which program made a result: whatever they change makes what is stored stale."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from jobmatch import domain, matching, resources
from jobmatch.services import seeds

_PURE = (domain, matching)
_TABLES = (
    "conditions.tsv",
    "lexicon/whole.txt",
    "physical_demands.csv",
    "regions.csv",
    "skilled_trades.csv",
    "synonyms.tsv",
    "welfare_groups.csv",
    "workplaces.tsv",
)
_LENGTH = 16


@lru_cache
def engine() -> str:
    """Give a short hash of the program text that reads, limits, scores and ranks.

    A number raised by hand is forgotten in the very change that needs it.
    """
    files = [path for package in _PURE for path in sorted(Path(package.__path__[0]).rglob("*.py"))]
    return _hash(*(path.read_bytes() for path in files))


@lru_cache
def word_tables() -> str:
    """Give a short hash of every word table of the seeds that reading uses."""
    folder = resources.folder("seeds")
    tables = [(folder / name).read_bytes() for name in _TABLES]
    return _hash(seeds.fingerprint().encode(), *tables)


def of(*parts: object) -> str:
    """Give a short hash of *parts*, which must write themselves the same in every process."""
    return _hash(*(repr(part).encode() for part in parts))


def _hash(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()[:_LENGTH]
