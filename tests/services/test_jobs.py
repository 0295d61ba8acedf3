from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.jobs import LEASE, LONG_LEASE, MOST_ATTEMPTS, JobName, JobState
from jobmatch.domain.states import WrongStateError
from jobmatch.services import jobs
from jobmatch.store import after_commit
from jobmatch.store.accounts import Account
from jobmatch.store.audit import AuditRow
from jobmatch.store.jobs import Job, JobHistory

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

NAME = JobName.VERIFY_AUDIT


class Clock:
    """A clock that the test winds."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def pass_by(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def wound(monkeypatch: pytest.MonkeyPatch) -> Clock:
    chosen = Clock(clock.now())
    monkeypatch.setattr(clock, "now", lambda: chosen.now)
    return chosen


def _job(session: Session, key: str = "k") -> Job:
    return jobs.enqueue(session, NAME, key=key, day="2026-03-15")


def _claim(session: Session, job: Job) -> jobs.Claim:
    claim = jobs.claim(session, job.id)
    assert claim is not None
    return claim


def test_the_same_key_twice_is_one_job(any_session: Session) -> None:
    assert _job(any_session) is _job(any_session)
    assert any_session.scalar(select(func.count()).select_from(Job)) == 1


def test_a_job_is_sent_after_the_commit_and_only_then(store: Store) -> None:
    sent: list[int] = []
    remove = after_commit.install(lambda _name, job_id: sent.append(job_id))
    with store.writes() as session:
        _job(session)
        session.rollback()
    assert sent == []
    with store.writes.begin() as session:
        job_id = _job(session).id
        assert sent == []
    remove()
    assert sent == [job_id]


def test_a_claim_carries_the_arguments_and_keeps_others_out(any_session: Session) -> None:
    job = _job(any_session)
    claim = _claim(any_session, job)
    assert (claim.name, claim.attempt, claim.arguments) == (NAME, 1, {"day": "2026-03-15"})
    assert jobs.claim(any_session, job.id) is None


def test_a_settled_job_is_done_and_stays_so(any_session: Session) -> None:
    job = _job(any_session)
    jobs.settle(any_session, _claim(any_session, job))
    any_session.refresh(job)
    assert (job.state, job.lease_until) == (JobState.DONE, None)
    assert job.finished_at is not None
    assert jobs.claim(any_session, job.id) is None


def test_a_lease_that_ran_out_is_taken_over(any_session: Session, wound: Clock) -> None:
    job = _job(any_session)
    first = _claim(any_session, job)
    wound.pass_by(LEASE + timedelta(seconds=1))
    second = _claim(any_session, job)
    assert second.attempt == 2
    with pytest.raises(jobs.LostLeaseError):
        jobs.settle(any_session, first)
    with pytest.raises(jobs.LostLeaseError):
        jobs.renew(any_session, first, progress={})
    assert jobs.fail(any_session, first, "late") is None
    jobs.settle(any_session, second)


def test_a_long_job_renews_its_lease_with_its_progress(any_session: Session, wound: Clock) -> None:
    job = _job(any_session)
    claim = _claim(any_session, job)
    for done in range(3):
        wound.pass_by(LONG_LEASE - timedelta(seconds=1))
        jobs.renew(any_session, claim, progress={"done": done})
    assert jobs.claim(any_session, job.id) is None
    any_session.refresh(job)
    assert job.progress == {"done": 2}
    jobs.renew(any_session, claim)
    any_session.refresh(job)
    assert job.progress == {"done": 2}
    jobs.settle(any_session, claim)


def test_a_failed_job_waits_longer_each_time_and_is_stuck_after_five(
    any_session: Session, wound: Clock
) -> None:
    job = _job(any_session)
    waits = []
    for attempt in range(1, MOST_ATTEMPTS + 1):
        claim = _claim(any_session, job)
        assert claim.attempt == attempt
        state = jobs.fail(any_session, claim, "ValueError: no")
        any_session.refresh(job)
        assert state is (JobState.STUCK if attempt == MOST_ATTEMPTS else JobState.FAILED)
        assert jobs.claim(any_session, job.id) is None
        waits.append(job.run_after - wound.now)
        wound.pass_by(waits[-1])
    assert waits == sorted(waits)
    assert job.state is JobState.STUCK
    assert jobs.claim(any_session, job.id) is None


def test_a_worker_that_dies_in_the_fifth_attempt_leaves_a_stuck_job(
    any_session: Session, wound: Clock
) -> None:
    job = _job(any_session)
    for _ in range(MOST_ATTEMPTS):
        _claim(any_session, job)
        wound.pass_by(LEASE + timedelta(seconds=1))
    assert jobs.claim(any_session, job.id) is None
    any_session.refresh(job)
    assert (job.state, job.lease_until, job.error) == (JobState.STUCK, None, jobs.SPENT)


def test_a_person_may_set_a_stuck_job_going_again(any_session: Session, wound: Clock) -> None:
    job = _job(any_session)
    with pytest.raises(WrongStateError):
        jobs.requeue(any_session, job.id)
    for _ in range(MOST_ATTEMPTS):
        jobs.fail(any_session, _claim(any_session, job), "no")
        wound.pass_by(timedelta(hours=1))
    jobs.requeue(any_session, job.id)
    claim = _claim(any_session, job)
    # The number of the attempt is the version of the lease: it never begins anew.
    assert (claim.attempt, claim.is_last) == (MOST_ATTEMPTS + 1, False)
    states = []
    for _ in range(MOST_ATTEMPTS):
        states.append(jobs.fail(any_session, claim, "no"))
        wound.pass_by(timedelta(hours=1))
        claim = jobs.claim(any_session, job.id) or claim
    assert states == [JobState.FAILED] * (MOST_ATTEMPTS - 1) + [JobState.STUCK]


def test_an_error_is_kept_short_and_without_numbers(any_session: Session) -> None:
    job = _job(any_session)
    jobs.fail(any_session, _claim(any_session, job), "bad row 13800001234 " + "x" * 2000)
    any_session.refresh(job)
    assert job.error is not None
    assert "13800001234" not in job.error
    assert len(job.error) == 500


def test_due_jobs_are_those_that_somebody_should_run(any_session: Session, wound: Clock) -> None:
    queued, leased, failed, done = (_job(any_session, key) for key in "abcd")
    _claim(any_session, leased)
    jobs.fail(any_session, _claim(any_session, failed), "no")
    jobs.settle(any_session, _claim(any_session, done))
    assert [job_id for _, job_id in jobs.due(any_session)] == [queued.id]
    assert jobs.oldest_undone(any_session) == queued.run_after
    wound.pass_by(timedelta(hours=2))
    found = {job_id for _, job_id in jobs.due(any_session)}
    assert found == {queued.id, leased.id, failed.id}


def test_nothing_waits_when_nothing_is_due(any_session: Session) -> None:
    assert jobs.oldest_undone(any_session) is None


def test_history_tells_every_step(any_session: Session) -> None:
    job = _job(any_session)
    claim = _claim(any_session, job)
    jobs.fail(any_session, claim, "no")
    steps = select(JobHistory.action, JobHistory.state).order_by(JobHistory.id)
    assert [tuple(row) for row in any_session.execute(steps)] == [
        ("enqueue", JobState.QUEUED),
        ("lease", JobState.LEASED),
        ("fail", JobState.FAILED),
    ]


def _person(session: Session, name: str, role: Role = Role.CLERK) -> Actor:
    account = Account(name=name, display_name=name, role=role)
    session.add(account)
    session.flush()
    return Actor(account.id, name, role)


def _asked(session: Session, actor: Actor, key: str = "k") -> Job:
    return jobs.enqueue(session, NAME, key=key, asked_by=actor, about="第1号", day="2026-03-15")


def test_a_job_knows_who_asked_and_what_it_is_about(any_session: Session) -> None:
    actor = _person(any_session, "a")
    job = _asked(any_session, actor)
    assert (job.account_id, job.about) == (actor.account_id, "第1号")
    assert _claim(any_session, job).account_id == actor.account_id


def test_what_came_out_is_kept_with_the_end(any_session: Session) -> None:
    job = _job(any_session)
    jobs.settle(any_session, _claim(any_session, job), result={"uuid": "0"})
    any_session.refresh(job)
    assert job.result == {"uuid": "0"}


def test_a_rule_that_says_no_needs_no_second_attempt(any_session: Session) -> None:
    job = _job(any_session)
    assert jobs.fail(any_session, _claim(any_session, job), "不行", is_final=True) is JobState.STUCK


def test_a_released_job_waits_and_lost_no_attempt(any_session: Session) -> None:
    job = _job(any_session)
    for _ in range(2 * MOST_ATTEMPTS):
        claim = _claim(any_session, job)
        assert not claim.is_last
        jobs.release(any_session, claim)
    any_session.refresh(job)
    assert (job.state, job.lease_until) == (JobState.QUEUED, None)


def test_a_job_that_was_not_begun_is_cancelled_at_once(any_session: Session) -> None:
    actor = _person(any_session, "a")
    job = _asked(any_session, actor)
    jobs.cancel(any_session, job.id, actor=actor)
    assert job.state is JobState.CANCELLED
    assert jobs.claim(any_session, job.id) is None
    with pytest.raises(jobs.TooLateError):
        jobs.cancel(any_session, job.id, actor=actor)
    said = any_session.scalars(select(AuditRow.action)).all()
    assert said == ["job.cancelled"]


def test_a_job_that_is_being_done_is_cancelled_at_its_next_step(any_session: Session) -> None:
    job = _job(any_session)
    claim = _claim(any_session, job)
    jobs.cancel(any_session, job.id)
    any_session.refresh(job)
    assert job.state is JobState.LEASED
    with pytest.raises(jobs.CancelledError):
        jobs.renew(any_session, claim, progress={})
    jobs.settle_cancelled(any_session, claim)
    any_session.refresh(job)
    assert (job.state, job.lease_until) == (JobState.CANCELLED, None)


def test_a_wish_to_cancel_may_come_too_late(any_session: Session) -> None:
    job = _job(any_session)
    claim = _claim(any_session, job)
    jobs.cancel(any_session, job.id)
    jobs.settle(any_session, claim)
    any_session.refresh(job)
    assert (job.state, job.cancel_asked_at) == (JobState.DONE, None)


def test_a_begun_job_that_waits_is_sent_out_to_take_its_half_back(
    any_session: Session, wound: Clock
) -> None:
    job = _job(any_session)
    for _ in range(MOST_ATTEMPTS):
        jobs.fail(any_session, _claim(any_session, job), "no")
        wound.pass_by(timedelta(hours=1))
    any_session.refresh(job)
    assert job.state is JobState.STUCK
    jobs.cancel(any_session, job.id)
    assert [job_id for _, job_id in jobs.due(any_session)] == [job.id]
    claim = _claim(any_session, job)
    assert claim.is_cancelled
    jobs.settle_cancelled(any_session, claim)


def test_a_cancelled_job_that_is_asked_for_again_is_queued(any_session: Session) -> None:
    actor = _person(any_session, "a")
    job = _asked(any_session, actor)
    jobs.cancel(any_session, job.id, actor=actor)
    assert _asked(any_session, actor) is job
    assert (job.state, job.cancel_asked_at, job.finished_at) == (JobState.QUEUED, None, None)
    assert not _claim(any_session, job).is_cancelled


def test_whoever_asked_may_change_a_job_and_who_manages_jobs(any_session: Session) -> None:
    housekeeper = _person(any_session, "a", Role.HOUSEKEEPER)
    job = _asked(any_session, housekeeper)
    other = _person(any_session, "b", Role.HOUSEKEEPER)
    auditor = _person(any_session, "c", Role.AUDITOR)
    narrow = Actor(None, "d", Role.CLERK, Area(community_ids=frozenset({1})))
    for stranger in (other, auditor, narrow):
        with pytest.raises(NotFoundError):
            jobs.cancel(any_session, job.id, actor=stranger)
    for actor, sees in ((housekeeper, True), (other, False), (auditor, True), (narrow, True)):
        assert jobs.may_see(actor, account_id=job.account_id) is sees
    assert not jobs.may_see(other, account_id=None)
    jobs.cancel(any_session, job.id, actor=_person(any_session, "e", Role.ADMINISTRATOR))
