"""One worker and one posting, asked for by name: what speaks for it, and what against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.errors import NotFoundError
from jobmatch.matching import answers, facts
from jobmatch.matching.frames import PostingFrame
from jobmatch.queries import profiles

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Match
    from jobmatch.services.indexes import Index


def explain_pair(
    session: Session, *, worker_id: int, posting_id: int, today: date, index: Index
) -> Match:
    """Explain a pair by the same parts that ranking uses, whether it would be offered or not.

    Raises:
        NotFoundError: there is no such worker or posting, or the posting has no title.
    """
    files = profiles.worker_files(session, on=today, ids=(worker_id,))
    asked = profiles.posting_profiles(session, on=today, ids=(posting_id,))
    if not files or not asked:
        raise NotFoundError
    profile = index.readings.hear(files[0].said).for_worker(files[0].profile).profile
    worker = facts.read_worker(profile, index.knowledge)
    rows = np.flatnonzero(index.postings.ids == posting_id)
    if rows.size:
        frame = index.postings.take(rows)
    else:
        # Not open today, so no part of the index; a clerk may ask about it all the same.
        read = index.readings.posting(asked[0])
        frame = PostingFrame([read], index.readings.synonyms(), index.words.speller)
    return answers.explain(worker, frame, [0], knowledge=index.knowledge, today=today)[0]
