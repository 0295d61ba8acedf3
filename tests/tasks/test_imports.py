from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.imports import ImportState
from jobmatch.domain.jobs import JobState
from jobmatch.services import imports, jobs
from jobmatch.services.imports import orders
from jobmatch.store.imports import ImportBatch
from jobmatch.store.jobs import Job
from jobmatch.store.postings import Posting, PostingOccupation
from jobmatch.tasks import imports as tasks
from tests.services.imports.made import sheet

if TYPE_CHECKING:
    import pytest

    from jobmatch.store.engine import Store

OFFERS = tuple((f"某厂{at}", "缝纫工", "10人", "4000-5000元/月") for at in range(5))


def _confirm(store: Store) -> tuple[int, int]:
    with store.writes.begin() as session:
        batch = imports.preview(session, actor=SYSTEM, incoming=sheet(*OFFERS))
        return batch.id, imports.confirm(session, actor=SYSTEM, batch_id=batch.id).id


def _state(store: Store, batch_id: int, job_id: int) -> tuple[ImportState, JobState, int]:
    with store.reads() as session:
        batch, job = session.get_one(ImportBatch, batch_id), session.get_one(Job, job_id)
        count = session.scalar(select(func.count(Posting.id))) or 0
        return batch.state, job.state, count


def test_a_confirmed_batch_is_written_part_by_part(
    any_connected: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "PART", 2)
    batch_id, job_id = _confirm(any_connected)
    tasks.commit.run(job_id)
    assert _state(any_connected, batch_id, job_id) == (ImportState.COMMITTED, JobState.DONE, 5)
    with any_connected.reads() as session:
        job, batch = session.get_one(Job, job_id), session.get_one(ImportBatch, batch_id)
        assert job.result == {"uuid": batch.uuid}
        assert session.scalar(select(func.count(PostingOccupation.id)))
    tasks.commit.run(job_id)
    assert _state(any_connected, batch_id, job_id)[2] == 5


def test_a_batch_that_is_cancelled_is_a_preview_again_and_can_be_confirmed_anew(
    connected: Store,
) -> None:
    batch_id, job_id = _confirm(connected)
    with connected.writes.begin() as session:
        order = orders.prepare(sheet(*OFFERS), keys=session.info["keys"])
        imports.write_part(session, batch_id=batch_id, order=order, most=2)
        jobs.claim(session, job_id, lease=timedelta(0))
        jobs.cancel(session, job_id)
    tasks.commit.run(job_id)
    assert _state(connected, batch_id, job_id) == (ImportState.PREVIEWED, JobState.CANCELLED, 0)
    with connected.writes.begin() as session:
        assert imports.confirm(session, actor=SYSTEM, batch_id=batch_id).id == job_id
    tasks.commit.run(job_id)
    assert _state(connected, batch_id, job_id) == (ImportState.COMMITTED, JobState.DONE, 5)


def test_a_writing_that_was_cut_off_goes_on_where_it_was(connected: Store) -> None:
    batch_id, job_id = _confirm(connected)
    with connected.writes.begin() as session:
        order = orders.prepare(sheet(*OFFERS), keys=session.info["keys"])
        imports.write_part(session, batch_id=batch_id, order=order, most=3)
    tasks.commit.run(job_id)
    assert _state(connected, batch_id, job_id) == (ImportState.COMMITTED, JobState.DONE, 5)
