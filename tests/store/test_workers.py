from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity
from jobmatch.domain.workers import CareKind, EmploymentChannel
from jobmatch.store.workers import (
    CareDuty,
    Employment,
    Worker,
    WorkerCertificate,
    WorkerSkill,
    WorkerWish,
)
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def test_everything_about_a_worker_reads_back(any_session: Session) -> None:
    worker = factories.make_worker(
        any_session,
        name="某人",
        labour_capacity=LabourCapacity.SKILLED,
        skills=[WorkerSkill(name="电焊", years=Decimal("2.5"))],
        certificates=[WorkerCertificate(name="焊工证")],
        wish=WorkerWish(words=["不上夜班"], no_night=True, month_pay_min=Decimal(3500)),
        care_duties=[CareDuty(kind=CareKind.CHILD)],
        employments=[Employment(channel=EmploymentChannel.WORKSHOP, monthly_income_fen=420_000)],
    )
    any_session.expire_all()
    assert worker.labour_capacity is LabourCapacity.SKILLED
    assert worker.skills[0].years == Decimal("2.5")
    assert worker.wish is not None
    assert (worker.wish.words, worker.wish.no_night) == (["不上夜班"], True)
    assert (worker.wish.wants_lodging, worker.wish.regions) == (None, None)
    assert worker.employments[0].monthly_income_fen == 420_000
    assert worker.is_employed is None


def test_a_person_is_one_worker(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    with refused(any_session, "uq_worker_person_id"):
        any_session.add(Worker(person_id=worker.person_id))


def test_one_main_employment_is_open_at_a_time(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    any_session.add_all(
        [
            Employment(worker_id=worker.id, started_on=DAY),
            Employment(worker_id=worker.id, started_on=DAY, is_main=False),
            Employment(worker_id=worker.id, started_on=date(2020, 1, 1), ended_on=DAY),
        ]
    )
    any_session.flush()
    with refused(any_session, "uq_employment_one_open_main_per_worker"):
        any_session.add(Employment(worker_id=worker.id))


def test_employment_does_not_end_before_it_starts(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    with refused(any_session, "ck_employment_ends_after_start"):
        any_session.add(Employment(worker_id=worker.id, started_on=DAY, ended_on=date(2026, 3, 14)))
    with refused(any_session, "ck_employment_income_not_negative"):
        any_session.add(Employment(worker_id=worker.id, monthly_income_fen=-1))


def test_a_skill_and_a_certificate_stand_once(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人", skills=[WorkerSkill(name="电焊")])
    with refused(any_session, "uq_worker_skill_worker_id_name"):
        any_session.add(WorkerSkill(worker_id=worker.id, name="电焊"))


def test_a_wish_for_less_than_nothing_is_refused(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    with refused(any_session, "ck_worker_wish_pay_not_negative"):
        any_session.add(WorkerWish(worker_id=worker.id, month_pay_min=Decimal(-1)))
