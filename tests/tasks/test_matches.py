from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain.jobs import JobName, JobState
from jobmatch.domain.kinds import LabourCapacity, PayUnit
from jobmatch.services import jobs
from jobmatch.services.matches import lists, runs
from jobmatch.store.jobs import Job
from jobmatch.store.matches import MatchRun, MatchSide
from jobmatch.store.postings import Posting
from jobmatch.store.workers import WorkerSkill
from jobmatch.tasks import matches
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from sqlalchemy.orm import Session

    from jobmatch.services.matches.districts import District
    from jobmatch.store.engine import Store


def make_pair(session: Session) -> tuple[int, int]:
    worker = factories.make_worker(
        session,
        name="某人",
        is_employed=False,
        labour_capacity=LabourCapacity.ORDINARY,
        skills=[WorkerSkill(name="缝纫")],
    )
    posting = factories.make_posting(
        session, title="缝纫工", pay_min=Decimal(3500), pay_unit=PayUnit.MONTH
    )
    return worker.id, posting.id


def recompute(store: Store, key: str) -> Job:
    with store.writes.begin() as session:
        job_id = jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key=key, batch_id=1).id
    matches.recompute.run(job_id)
    with store.reads() as session:
        return session.get_one(Job, job_id)


def best_of(store: Store, worker_id: int) -> list[int] | None:
    with store.reads() as session:
        found = lists.stored_pairs(session, MatchSide.WORKER, worker_id)
    return None if found is None else [row for row, _ in found]


def test_the_first_time_everybody_is_matched(any_connected: Store) -> None:
    with any_connected.writes.begin() as session:
        worker, posting = make_pair(session)
    job = recompute(any_connected, "matches:1")
    assert job.state is JobState.DONE
    assert job.progress == {"told": "人找岗位 1/1，岗位找人 1/1", "done": 2, "total": 2}
    assert job.result == {"worker": 1, "posting": 1}
    assert best_of(any_connected, worker) == [posting]


def test_later_what_a_change_touches_is_renewed(any_connected: Store) -> None:
    with any_connected.writes.begin() as session:
        worker, posting = make_pair(session)
    recompute(any_connected, "matches:1")
    with any_connected.writes.begin() as session:
        session.get_one(Posting, posting).vacancies = 0
        other = factories.make_posting(session, title="平车工").id
    job = recompute(any_connected, "matches:2")
    assert job.result == {"worker": 1, "posting": 1}
    assert best_of(any_connected, worker) == [other]
    assert recompute(any_connected, "matches:3").result == {"worker": 0, "posting": 0}
    with any_connected.reads() as session:
        scopes = session.scalars(select(MatchRun.scope).order_by(MatchRun.id)).all()
    assert scopes == ["all", "changes"]


def test_a_person_may_have_all_lists_made_anew(connected: Store) -> None:
    with connected.writes.begin() as session:
        make_pair(session)
    recompute(connected, "matches:1")
    with connected.writes.begin() as session:
        job_id = jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key="asked", whole=True).id
    matches.recompute.run(job_id)
    with connected.reads() as session:
        assert session.get_one(Job, job_id).result == {"worker": 1, "posting": 1}
        assert session.scalars(select(MatchRun.scope)).all() == ["all"]


def test_computing_locks_nobody_out(connected: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with connected.writes.begin() as session:
        make_pair(session)
    blocks = runs.blocks

    def compute_while_a_clerk_saves(
        district: District, course: runs.Course
    ) -> Iterator[runs.Block]:
        for block in blocks(district, course):
            with connected.writes.begin() as clerk:
                factories.make_employer(clerk, name=f"厂{block.side}")
            yield block

    monkeypatch.setattr(runs, "blocks", compute_while_a_clerk_saves)
    assert recompute(connected, "matches:1").state is JobState.DONE


def test_the_lease_is_kept_from_block_to_block(
    connected: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected.writes.begin() as session:
        make_pair(session)
    kept: list[Any] = []
    renew = jobs.renew

    def renew_and_note(*given: Any, **named: Any) -> None:
        kept.append(named.get("progress"))
        renew(*given, **named)

    monkeypatch.setattr(jobs, "renew", renew_and_note)
    recompute(connected, "matches:1")
    # What is told first, the begin, a block of workers, one of postings, the end.
    assert len([progress for progress in kept if progress]) == 5
