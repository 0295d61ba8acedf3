"""A worker and a posting asked for by name: the reasons, also where nothing would be offered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.kinds import Shift
from jobmatch.domain.postings import PostingState
from jobmatch.matching.limits import Limit
from jobmatch.services import matching, pairs
from jobmatch.store.workers import WorkerSkill, WorkerWish
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)


def test_a_pair_is_explained_whether_it_fits_or_not(session: Session) -> None:
    worker = make_worker(session, name="杨秀英")
    worker.skills = [WorkerSkill(name="缝纫")]
    worker.wish = WorkerWish(words=["不上夜班"], no_night=True)
    day = make_posting(session, title="缝纫工", shift=Shift.DAY)
    night = make_posting(session, title="缝纫工", shift=Shift.NIGHT, state=PostingState.CLOSED)
    index = matching.open_index(session, today=TODAY)

    def explained(posting_id: int) -> tuple[float, list[str]]:
        match = pairs.explain_pair(
            session, worker_id=worker.id, posting_id=posting_id, today=TODAY, index=index
        )
        return match.score, [barrier.limit.value for barrier in match.barriers]

    assert explained(day.id)[1] == []
    assert explained(day.id)[0] > 0
    # The one at night is closed too: it is no part of the index, and explained all the same.
    assert explained(night.id)[1] == [Limit.NIGHT.value]


def test_nobody_and_nothing_are_not_found(session: Session) -> None:
    posting = make_posting(session, title="缝纫工")
    index = matching.open_index(session, today=TODAY)
    with pytest.raises(NotFoundError):
        pairs.explain_pair(session, worker_id=0, posting_id=posting.id, today=TODAY, index=index)
