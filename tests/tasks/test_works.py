from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError
from jobmatch.domain.jobs import JobName
from jobmatch.services import jobs
from jobmatch.store.accounts import Account
from jobmatch.store.jobs import Job
from jobmatch.tasks import leases, works

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def begin(
    store: Store, *, asked_by: Actor = SYSTEM, unwanted: threading.Event | None = None
) -> works.Work:
    with store.writes.begin() as session:
        job = jobs.enqueue(session, JobName.VERIFY_AUDIT, key="k", asked_by=asked_by, day="x")
    claim = leases.take(store, job.id)
    assert claim is not None
    stopping, unwanted = threading.Event(), unwanted or threading.Event()
    return works.Work(store, claim, stopping=stopping, unwanted=unwanted)


def progress(store: Store) -> dict[str, Any] | None:
    with store.reads() as session:
        return session.get_one(Job, 1).progress


def test_progress_is_stored_at_most_once_a_second(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    work = begin(any_store)
    work.tell("第一步", done=1, total=3)
    seconds[0] += 0.5
    work.tell("第二步", done=2, total=3)
    assert progress(any_store) == {"told": "第一步", "done": 1, "total": 3}
    seconds[0] += 0.5
    work.tell("第三步", done=3, total=3)
    assert progress(any_store) == {"told": "第三步", "done": 3, "total": 3}


def test_a_cancelled_job_hears_it_at_once_from_its_beating_lease(any_store: Store) -> None:
    unwanted = threading.Event()
    work = begin(any_store, unwanted=unwanted)
    work.tell("第一步")
    with any_store.writes.begin() as session:
        jobs.cancel(session, 1)
    work.tell("还不到一秒")
    unwanted.set()
    with pytest.raises(jobs.CancelledError):
        work.tell("还不到一秒")


def test_a_job_acts_for_the_person_who_asked(any_store: Store) -> None:
    assert begin(any_store).actor is SYSTEM


def test_a_closed_account_does_nothing_any_more(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        account = Account(name="a", display_name="a", role=Role.CLERK)
        session.add(account)
        session.flush()
    work = begin(any_store, asked_by=Actor(account.id, "a", Role.CLERK))
    assert work.actor == Actor(account.id, "a", Role.CLERK)
    with any_store.writes.begin() as session:
        session.get_one(Account, account.id).is_active = False
    with pytest.raises(ForbiddenError):
        _ = work.actor


@pytest.mark.postgres
def test_a_long_computation_keeps_its_connection(postgresql_store: Store) -> None:
    with begin(postgresql_store).read() as session:
        shown = text("SHOW idle_in_transaction_session_timeout")
        assert session.execute(shown).scalar_one() == "0"
