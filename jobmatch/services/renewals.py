"""An index that keeps up with postings whose occupation was corrected, without a new build."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobmatch.matching.renewals import renewed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.facts import PostingFacts
    from jobmatch.matching.profiles import PostingProfile
    from jobmatch.services.indexes import Index


def keep_up(index: Index, profiles: Sequence[PostingProfile]) -> Index | None:
    """Give *index* with its corrected postings read anew; None where only a new build will do.

    Whole profiles are compared, not the versions of the rows: ages, papers and what a posting has
    from its employer change without it, and an undone import brings an old version back.

    Args:
        index: an index of the word tables alone.
        profiles: the postings that are open now, by id.
    """
    held = index.postings.postings
    if [each.profile.id for each in held] != [profile.id for profile in profiles]:
        return None
    read: dict[int, PostingFacts] = {}
    for row, (each, profile) in enumerate(zip(held, profiles, strict=True)):
        if profile == each.profile:
            continue
        if replace(profile, occupations=each.profile.occupations) != each.profile:
            return None
        read[row] = index.readings.posting(profile)
    return replace(index, postings=renewed(index.postings, read)) if read else index
