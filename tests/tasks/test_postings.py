from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.domain.postings import PostingState
from jobmatch.services import jobs
from jobmatch.services import postings as services
from jobmatch.store.jobs import Job
from jobmatch.store.postings import Posting
from jobmatch.tasks import postings
from tests.factories import make_posting

if TYPE_CHECKING:
    import pytest

    from jobmatch.store.engine import Store


def test_what_is_over_leaves_the_results_part_by_part(
    any_connected: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_CHUNK", 2)
    today = clock.today()
    with any_connected.writes.begin() as session:
        for number in range(3):
            gone = today - timedelta(days=1)
            make_posting(session, title=f"工{number}", valid_until=gone)
        make_posting(session, title="还招", valid_until=today)
        job_id = jobs.enqueue(session, JobName.EXPIRE_POSTINGS, key="k", day=today.isoformat()).id
    postings.expire.run(job_id)
    with any_connected.reads() as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.result) == (JobState.DONE, {"postings": 3})
        open_now = select(func.count()).where(Posting.state == PostingState.PUBLISHED)
        assert session.scalar(open_now) == 1
        asked = select(func.count()).where(Job.name == JobName.RECOMPUTE_MATCHES)
        assert session.scalar(asked) == 2
