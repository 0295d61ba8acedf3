from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.queries import jobs as asked
from jobmatch.queries.jobs import JobFilter, JobGroup
from jobmatch.services import jobs
from jobmatch.store.accounts import Account
from jobmatch.store.jobs import Heartbeat, Job

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NAME = JobName.VERIFY_AUDIT


def make(
    session: Session, key: str, state: JobState = JobState.QUEUED, asked_by: Actor = SYSTEM
) -> int:
    job_id = jobs.enqueue(session, NAME, key=key, asked_by=asked_by, day="x").id
    until = clock.now() if state is JobState.LEASED else None
    session.execute(update(Job).where(Job.id == job_id).values(state=state, lease_until=until))
    session.expire_all()
    return job_id


def make_clerk(session: Session, name: str) -> Actor:
    account = Account(name=name, display_name=f"经办{name}", role=Role.CLERK)
    session.add(account)
    session.flush()
    return Actor(account.id, name, Role.CLERK)


def test_stuck_jobs_come_first_and_those_that_are_over_not_at_all(any_session: Session) -> None:
    queued = make(any_session, "a")
    for state in (JobState.DONE, JobState.CANCELLED):
        make(any_session, state.value, state)
    stuck = make(any_session, "c", JobState.STUCK)
    assert [job.id for job in asked.unfinished_jobs(any_session, most=10)] == [stuck, queued]
    assert len(asked.unfinished_jobs(any_session, most=1)) == 1


def test_a_list_begins_with_what_needs_a_person_and_ends_with_what_is_over(
    any_session: Session,
) -> None:
    done = make(any_session, "a", JobState.DONE)
    stuck = make(any_session, "b", JobState.STUCK)
    leased = make(any_session, "c", JobState.LEASED)
    gone = make(any_session, "d", JobState.CANCELLED)
    page = asked.found_jobs(any_session, narrowed=JobFilter(), number=1)
    assert [job.id for job in page.rows] == [stuck, leased, gone, done]
    over = asked.found_jobs(any_session, narrowed=JobFilter(group=JobGroup.OVER), number=1)
    assert [job.id for job in over.rows] == [gone, done]
    assert asked.counts(any_session, narrowed=JobFilter(group=JobGroup.OVER)) == {
        JobGroup.STUCK: 1,
        JobGroup.UNDER_WAY: 1,
        JobGroup.OVER: 2,
    }


def test_a_list_may_be_of_one_person_or_of_people(any_session: Session) -> None:
    one, other = (make_clerk(any_session, name) for name in "ab")
    own = make(any_session, "a", asked_by=one)
    others = make(any_session, "b", asked_by=other)
    make(any_session, "c")
    broken = make(any_session, "d", JobState.STUCK)
    mine = asked.found_jobs(any_session, narrowed=JobFilter(asked_by=one.account_id), number=1)
    assert [(job.id, job.account and job.account.display_name) for job in mine.rows] == [
        (own, "经办a")
    ]
    people = asked.found_jobs(any_session, narrowed=JobFilter(by_people=True), number=1)
    assert [job.id for job in people.rows] == [broken, others, own]


def test_a_job_is_found_by_number_by_key_and_while_it_is_under_way(any_session: Session) -> None:
    clerk = make_clerk(any_session, "a")
    job_id = make(any_session, "k", asked_by=clerk)
    for job in (asked.job_by_id(any_session, job_id), asked.job_of(any_session, key="k")):
        assert job is not None
        assert job.id == job_id
    assert asked.job_by_id(any_session, 0) is None
    assert asked.job_of(any_session, key="other") is None
    running = asked.under_way(any_session, NAME, arguments={"day": "x"})
    assert running is not None
    assert running.id == job_id
    assert asked.under_way(any_session, NAME, arguments={"day": "y"}) is None
    assert [step.action for step in asked.history_of(any_session, job_id=job_id)] == ["enqueue"]


def test_the_last_sign_of_life_of_any_worker_counts(any_session: Session) -> None:
    assert asked.last_beat(any_session) is None
    now = clock.now()
    for minutes in (5, 1):
        beat_at = now - timedelta(minutes=minutes)
        any_session.add(Heartbeat(worker=str(minutes), beat_at=beat_at))
    any_session.flush()
    assert asked.last_beat(any_session) == now - timedelta(minutes=1)
