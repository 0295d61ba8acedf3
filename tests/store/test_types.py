from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from jobmatch.domain.jobs import JobName
from jobmatch.store.jobs import Job
from jobmatch.store.postings import Posting
from jobmatch.store.types import UtcDateTime, Yuan
from jobmatch.store.workers import WorkerWish
from tests.factories import make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class _Dialect:
    def __init__(self, name: str) -> None:
        self.name = name


SQLITE: Any = _Dialect("sqlite")


def test_pay_below_a_fen_is_kept_exactly(any_session: Session) -> None:
    posting = Posting(title="计件工", pay_min=Decimal("0.035"), pay_max=Decimal("5.5"))
    any_session.add(posting)
    any_session.flush()
    any_session.expire_all()
    assert (posting.pay_min, posting.pay_max) == (Decimal("0.035"), Decimal("5.5"))
    stored = any_session.execute(text("SELECT pay_min FROM posting")).scalar_one()
    assert stored == 350


def test_pay_of_whole_yuan_reads_without_zeros() -> None:
    assert str(Yuan().process_result_value(42_000_000, SQLITE)) == "4200"


def test_pay_finer_than_the_scale_is_refused(any_session: Session) -> None:
    any_session.add(Posting(title="计件工", pay_min=Decimal("0.00001")))
    with pytest.raises(StatementError, match="four places"):
        any_session.flush()


def test_pay_compares_as_a_number(any_session: Session) -> None:
    any_session.add_all(
        [Posting(title="低", pay_min=Decimal(900)), Posting(title="高", pay_min=Decimal(4200))]
    )
    any_session.flush()
    titles = any_session.scalars(select(Posting.title).where(Posting.pay_min >= Decimal("899.5")))
    assert sorted(str(title) for title in titles) == ["低", "高"]
    found = any_session.scalars(select(Posting.title).where(Posting.pay_min > Decimal(1000)))
    assert list(found) == ["高"]


@given(st.decimals(min_value=0, max_value=10**9, places=4))
@settings(max_examples=50)
def test_pay_makes_the_round_trip(yuan: Decimal) -> None:
    stored = Yuan().process_bind_param(yuan, SQLITE)
    assert Yuan().process_result_value(stored, SQLITE) == yuan


def test_an_instant_comes_back_in_utc(any_session: Session) -> None:
    there = datetime(2026, 3, 15, 8, 30, 1, 5, tzinfo=timezone(timedelta(hours=8)))
    job = Job(name=JobName.VERIFY_AUDIT.value, key="instant", run_after=there)
    any_session.add(job)
    any_session.flush()
    any_session.expire_all()
    assert job.run_after == there
    assert job.run_after.tzinfo is UTC


def test_instants_compare_across_zones(any_session: Session) -> None:
    eight = datetime(2026, 3, 15, 8, tzinfo=timezone(timedelta(hours=8)))
    any_session.add(Job(name=JobName.VERIFY_AUDIT.value, key="compared", run_after=eight))
    any_session.flush()
    later = select(Job.key).where(Job.run_after < datetime(2026, 3, 15, 0, 0, 1, tzinfo=UTC))
    earlier = select(Job.key).where(Job.run_after < datetime(2026, 3, 14, 23, 59, tzinfo=UTC))
    assert list(any_session.scalars(later)) == ["compared"]
    assert list(any_session.scalars(earlier)) == []


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 15), SQLITE)  # noqa: DTZ001 - the point


def test_an_unknown_state_is_refused_by_the_database(any_session: Session) -> None:
    any_session.add(Posting(title="普工"))
    any_session.flush()
    with pytest.raises(Exception, match="ck_posting_state_known"), any_session.begin_nested():
        any_session.execute(text("UPDATE posting SET state = 'gone'"))


def test_json_none_is_null(any_session: Session) -> None:
    wish = WorkerWish(worker_id=make_worker(any_session, name="某人").id, regions=None)
    any_session.add(wish)
    any_session.flush()
    assert any_session.scalar(select(WorkerWish.id).where(WorkerWish.regions.is_(None))) == wish.id
