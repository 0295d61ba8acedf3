"""Imports every table, so that Base.metadata is whole and relationships resolve."""

from __future__ import annotations

from jobmatch.store import (
    accounts,
    audit,
    districts,
    employers,
    fairs,
    files,
    households,
    housekeepers,
    idempotency,
    imports,
    jobs,
    lexicon,
    matches,
    people,
    placements,
    postings,
    recommendations,
    workers,
)
from jobmatch.store.base import Base

MODULES = (
    accounts,
    audit,
    districts,
    employers,
    fairs,
    files,
    households,
    housekeepers,
    idempotency,
    imports,
    jobs,
    lexicon,
    matches,
    people,
    placements,
    postings,
    recommendations,
    workers,
)

METADATA = Base.metadata
