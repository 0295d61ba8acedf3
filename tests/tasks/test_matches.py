from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.jobs import JobName, JobState
from jobmatch.domain.kinds import LabourCapacity, PayUnit
from jobmatch.services import jobs, matching
from jobmatch.store.jobs import Job
from jobmatch.store.workers import Worker, WorkerSkill
from jobmatch.tasks import matches
from tests import factories

if TYPE_CHECKING:
    from datetime import datetime

    import pytest
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store


def test_after_an_import_every_worker_without_work_is_matched_anew(connected: Store) -> None:
    with connected.writes.begin() as session:
        factories.make_worker(
            session,
            name="某人",
            is_employed=False,
            labour_capacity=LabourCapacity.ORDINARY,
            skills=[WorkerSkill(name="缝纫")],
        )
        posting = factories.make_posting(
            session, title="缝纫工", pay_min=Decimal(3500), pay_unit=PayUnit.MONTH
        )
        job_id = jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key="matches:1", batch_id=1).id
        wanted = posting.id
    matches.recompute.run(job_id)
    with connected.reads() as session:
        assert session.get_one(Job, job_id).state is JobState.DONE
        worker_id = session.scalars(select(Worker.id)).one()
        found = matching.stored_matches(session, worker_id=worker_id)
    assert found is not None
    assert [posting_id for posting_id, _ in found] == [wanted]


def test_computing_locks_nobody_out(connected: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rank = matching.rank_unemployed

    def rank_while_a_clerk_saves(session: Session, *, now: datetime) -> matching.Ranked:
        with connected.writes.begin() as clerk:
            factories.make_district(clerk)
        return rank(session, now=now)

    monkeypatch.setattr(matching, "rank_unemployed", rank_while_a_clerk_saves)
    with connected.writes.begin() as session:
        job_id = jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key="matches:2").id
    matches.recompute.run(job_id)
    with connected.reads() as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.progress) == (JobState.DONE, {"workers": 0})
