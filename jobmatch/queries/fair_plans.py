"""What the newest plan of a fair says: who should see which booth first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch.domain.booths import EXPECTED_STATES
from jobmatch.queries import areas
from jobmatch.store.allocations import AllocationPlan, AllocationSeat
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Booth, BoothPosting
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody whom the plan sends to a booth first."""

    worker_uuid: str
    name: str
    posting_id: int
    number: int | None
    """The check-in number; None for who has not come."""


def newest_plan(session: Session, *, fair_id: int) -> AllocationPlan | None:
    """Give the plan that was made last for a fair, or None."""
    return session.scalars(
        select(AllocationPlan)
        .where(AllocationPlan.fair_id == fair_id)
        .order_by(AllocationPlan.id.desc())
        .limit(1)
    ).one_or_none()


def first_posting(session: Session, *, fair_id: int, worker_id: int | None) -> int | None:
    """Give the posting that a worker should see first at a fair, as its newest plan says."""
    plan = newest_plan(session, fair_id=fair_id)
    if plan is None or worker_id is None:
        return None
    return session.scalar(
        select(AllocationSeat.posting_id).where(
            AllocationSeat.plan_id == plan.id, AllocationSeat.worker_id == worker_id
        )
    )


def first_stop(session: Session, *, fair_id: int, worker_id: int | None) -> BoothPosting | None:
    """Give the booth, with the posting, that a worker should see first; None without a plan."""
    first = first_posting(session, fair_id=fair_id, worker_id=worker_id)
    if first is None:
        return None
    statement = (
        select(BoothPosting)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .where(
            BoothPosting.posting_id == first,
            Booth.fair_id == fair_id,
            Booth.state.in_(EXPECTED_STATES),
        )
        .options(
            joinedload(BoothPosting.posting),
            joinedload(BoothPosting.booth).joinedload(Booth.employer),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def expected_at(
    session: Session, *, area: Area, fair_id: int, posting_ids: Collection[int]
) -> list[Expected]:
    """Give who of *area* is sent to these postings first, who has come before who has not."""
    plan = newest_plan(session, fair_id=fair_id)
    if plan is None:
        return []
    statement = (
        select(Worker.uuid, Person.name, AllocationSeat.posting_id, CheckIn.number)
        .select_from(AllocationSeat)
        .join(Worker, Worker.id == AllocationSeat.worker_id)
        .join(Person, Person.id == Worker.person_id)
        .outerjoin(CheckIn, (CheckIn.worker_id == Worker.id) & (CheckIn.fair_id == fair_id))
        .where(
            AllocationSeat.plan_id == plan.id,
            AllocationSeat.posting_id.in_(posting_ids),
            areas.holds_worker(area, AllocationSeat.worker_id),
        )
        .order_by(CheckIn.number.is_(None), AllocationSeat.posting_id, AllocationSeat.seat_no)
    )
    return [Expected(*row) for row in session.execute(statement)]
