from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.accounts import Actor, Role
from jobmatch.domain.jobs import JobState
from jobmatch.services.allocations import ask_for_plan
from jobmatch.store.accounts import Account
from jobmatch.store.allocations import AllocationPlan
from jobmatch.store.jobs import Job
from jobmatch.tasks import allocations
from tests.services.allocations import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store


def ask(session: Session, key: str, account: Account) -> int:
    actor = Actor(account.id, account.name, account.role)
    return ask_for_plan(session, actor=actor, key=key).id


def run(store: Store, job_id: int) -> Job:
    allocations.plan.run(job_id)
    with store.reads() as session:
        return session.get_one(Job, job_id)


def test_a_plan_is_made_for_who_asked_and_kept_once(any_connected: Store) -> None:
    with any_connected.writes.begin() as session:
        made.sewing(session)
        made.sewer(session, "某甲")
        account = Account(name="a", display_name="a", role=Role.CLERK)
        session.add(account)
        session.flush()
        first = ask(session, "1", account)
    job = run(any_connected, first)
    assert job.state is JobState.DONE, job.error
    result = job.result or {}
    assert (result["placed"], result["people"], result["is_new"]) == (1, 1, True)
    with any_connected.writes.begin() as session:
        again = ask(session, "2", account)
    assert again != first
    assert run(any_connected, again).result == {**result, "is_new": False}
    with any_connected.reads() as session:
        assert session.scalar(select(func.count()).select_from(AllocationPlan)) == 1
        assert session.scalars(select(AllocationPlan.account_id)).one() == account.id


def test_who_may_no_longer_recommend_gets_no_plan(connected: Store) -> None:
    with connected.writes.begin() as session:
        account = Account(name="a", display_name="a", role=Role.CLERK)
        session.add(account)
        session.flush()
        job_id = ask(session, "1", account)
        account.is_active = False
    job = run(connected, job_id)
    assert (job.state, job.error) == (JobState.STUCK, "您的账号没有这项权限。")
