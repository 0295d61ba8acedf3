"""Where a posting lies as people of a community see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.frames import REGIONS, community_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.factors import Array
    from jobmatch.matching.frames import PostingFrame, WorkerFrame


def regions_seen(workers: WorkerFrame, postings: PostingFrame) -> Array:
    """Give the region index (m × n) of each posting as each worker sees it, -1 unknown."""
    homes = workers.by(community_of)
    seen: Array = regions_from(homes.keys, postings)[homes.index]
    return seen


def regions_from(communities: Sequence[str | None], postings: PostingFrame) -> Array:
    """Give the region index of each posting as people of *communities* see it, -1 unknown.

    A posting on the doorstep of one community is "in the county" for workers of another.
    """
    seen = np.broadcast_to(postings.region, (len(communities), len(postings))).copy()
    near, county = REGIONS.index(WorkRegion.IN_COMMUNITY), REGIONS.index(WorkRegion.IN_COUNTY)
    doorstep = postings.region == near
    if doorstep.any():
        for number, place in enumerate(postings.places):
            there = doorstep & (postings.community == number)
            away = [place is not None and home not in (None, place) for home in communities]
            seen[np.ix_(np.array(away, dtype=bool), there)] = county
    return seen
