from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from jobmatch.domain.jobs import JobName, JobState
from jobmatch.services import audit as trail
from jobmatch.services import jobs
from jobmatch.store.jobs import Job
from jobmatch.tasks import audit

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def _enqueue(store: Store, day: str) -> int:
    with store.writes.begin() as session:
        return jobs.enqueue(session, JobName.VERIFY_AUDIT, key=f"audit.verify:{day}", day=day).id


def test_the_nightly_check_anchors_the_chain(connected: Store) -> None:
    audit.verify.run(_enqueue(connected, "2026-03-15"))
    with connected.reads() as session:
        assert trail.head(session)[0] == 1


def test_a_broken_chain_waits_for_a_person(connected: Store) -> None:
    audit.verify.run(_enqueue(connected, "2026-03-15"))
    with connected.writes.begin() as session:
        session.execute(text("DROP TRIGGER tr_audit_row_no_update"))
        session.execute(text("UPDATE audit_row SET actor = 'nobody'"))
    job_id = _enqueue(connected, "2026-03-16")
    audit.verify.run(job_id)
    with connected.reads() as session:
        job = session.get_one(Job, job_id)
        assert job.state is JobState.STUCK
        assert "第 1 条" in str(job.error)
