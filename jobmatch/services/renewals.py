"""An index that keeps up with postings whose occupation was corrected, without a new build."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobmatch.matching.renewals import renewed
from jobmatch.queries import profiles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.matching.facts import PostingFacts
    from jobmatch.services.indexes import Index

MOST = 200
"""Changed postings up to which asking for them alone is quicker than building anew."""


def keep_up(
    session: Session,
    index: Index,
    *,
    before: Mapping[int, int],
    now: Mapping[int, int],
    today: date,
) -> Index | None:
    """Give *index* with its corrected postings read anew; None where only a new build will do.

    Args:
        session: any session.
        index: an index of the word tables alone.
        before: id → version of the postings when it was built.
        now: the same of the postings that are open now.
        today: the day that is asked for.
    """
    changed = [
        posting_id for posting_id, version in now.items() if before.get(posting_id) != version
    ]
    if before.keys() != now.keys() or len(changed) > MOST:
        return None
    asked = profiles.posting_profiles(session, on=today, ids=changed) if changed else []
    fresh = {profile.id: profile for profile in asked}
    read: dict[int, PostingFacts] = {}
    for row, each in enumerate(index.postings.postings):
        profile = fresh.pop(each.profile.id, None)
        if profile is None or profile == each.profile:
            continue
        if replace(profile, occupations=each.profile.occupations) != each.profile:
            return None
        read[row] = index.readings.posting(profile)
    if fresh:
        return None
    return replace(index, postings=renewed(index.postings, read)) if read else index
