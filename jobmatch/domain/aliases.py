"""What people teach the program to understand: when an alias counts, and for whom.

One person who says that a text means an occupation is believed in their own centre at once. For
everybody it counts when a second person says the same, or when it was said on three occasions.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jobmatch.domain.imports import AliasState

if TYPE_CHECKING:
    from jobmatch.domain.accounts import Area

ENOUGH_PEOPLE = 2
ENOUGH_TIMES = 3
"""From so many people, or on so many occasions, an alias counts for everybody."""
WHOLE_DISTRICT = "district"


def state_of(*, times: int, people: int) -> AliasState:
    """Give the state of an alias that stands by *times* lessons of *people* different people."""
    if times < 1:
        return AliasState.WITHDRAWN
    if people >= ENOUGH_PEOPLE or times >= ENOUGH_TIMES:
        return AliasState.LIVE
    return AliasState.CANDIDATE


def centre_of(area: Area) -> str:
    """Give the short name of the centre that works on *area*: accounts of one area share it."""
    if area.is_whole_district:
        return WHOLE_DISTRICT
    parts = [
        f"c{','.join(map(str, sorted(area.community_ids)))}",
        f"b{','.join(map(str, sorted(area.building_ids)))}",
        f"e{area.employer_id or ''}",
    ]
    return hashlib.sha256(";".join(parts).encode()).hexdigest()[:16]
