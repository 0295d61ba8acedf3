"""Imports every table, so that Base.metadata is whole and relationships resolve."""

from __future__ import annotations

from jobmatch.store import (
    accounts,
    allocations,
    audit,
    bells,
    calendars,
    calls,
    check_ins,
    districts,
    employers,
    fairs,
    files,
    households,
    housekeepers,
    idempotency,
    imports,
    jobs,
    kiosk_codes,
    lexicon,
    matches,
    merges,
    name_keys,
    people,
    placements,
    postings,
    readings,
    recommendations,
    send_lists,
    service_records,
    talks,
    workers,
)
from jobmatch.store.base import Base
from jobmatch.store.sealed import Sealed

MODULES = (
    accounts,
    allocations,
    audit,
    bells,
    calendars,
    calls,
    check_ins,
    districts,
    employers,
    fairs,
    files,
    households,
    housekeepers,
    idempotency,
    imports,
    jobs,
    kiosk_codes,
    lexicon,
    matches,
    merges,
    name_keys,
    people,
    placements,
    postings,
    readings,
    recommendations,
    send_lists,
    service_records,
    talks,
    workers,
)

METADATA = Base.metadata


def sealed_fields() -> dict[type[Base], list[Sealed]]:
    """Give the sealed fields of every table; complete, because this module imports them all."""
    return dict(Sealed.registry)
