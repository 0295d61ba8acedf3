"""The database keeps a plan within its places, and one live decision per pair."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.allocations import OverrideKind, UnplacedKind
from jobmatch.store.allocations import (
    AllocationOverride,
    AllocationPlace,
    AllocationPlan,
    AllocationPriority,
    AllocationSeat,
    AllocationUnplaced,
)
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def make_plan(session: Session, *, inputs: str = "a" * 64, **fields: Any) -> AllocationPlan:
    given = {"people": 3, "placed": 1, "worth": 10, "bound": 10, "figures": {}} | fields
    plan = AllocationPlan(planned_on=DAY, engine="flow-1", inputs=inputs, **given)
    plan.places = [AllocationPlace(posting_id=7, places=2, firsts=3, more_placed=1, more_fit=0.0)]
    session.add(plan)
    session.flush()
    return plan


def seat(plan: AllocationPlan, worker_id: int, seat_no: int, **fields: Any) -> AllocationSeat:
    given = {"posting_id": 7, "places": 2, "priority_rank": 0, "fit": 0.5} | fields
    return AllocationSeat(plan_id=plan.id, worker_id=worker_id, seat_no=seat_no, **given)


def test_a_plan_holds_seats_and_people_left(any_session: Session) -> None:
    plan = make_plan(any_session)
    any_session.add_all([seat(plan, 11, 1), seat(plan, 12, 2, partner_id=11)])
    plan.unplaced = [
        AllocationUnplaced(worker_id=13, priority_rank=1, kind=UnplacedKind.FULL, sentence="已满")
    ]
    any_session.flush()
    any_session.expire_all()
    assert [each.seat_no for each in plan.seats] == [1, 2]
    assert plan.unplaced[0].kind is UnplacedKind.FULL


def test_no_posting_takes_more_than_its_places(any_session: Session) -> None:
    plan = make_plan(any_session)
    any_session.add_all([seat(plan, 11, 1), seat(plan, 12, 2)])
    any_session.flush()
    with refused(any_session, "uq_allocation_seat_plan_id_posting_id_seat_no"):
        any_session.add(seat(plan, 13, 2))
    with refused(any_session, "ck_allocation_seat_seat_within_places"):
        any_session.add(seat(plan, 13, 3))
    with refused(any_session, "fk_allocation_seat_place"):
        any_session.add(seat(plan, 13, 3, places=3))
    with refused(any_session, "fk_allocation_seat_place"):
        any_session.add(seat(plan, 13, 1, posting_id=8))


def test_nobody_sits_twice_or_beside_themselves(any_session: Session) -> None:
    plan = make_plan(any_session)
    any_session.add(seat(plan, 11, 1))
    any_session.flush()
    with refused(any_session, "uq_allocation_seat_plan_id_worker_id"):
        any_session.add(seat(plan, 11, 2))
    with refused(any_session, "ck_allocation_seat_partner_is_another"):
        any_session.add(seat(plan, 12, 2, partner_id=12))


def test_the_same_inputs_are_planned_once(any_session: Session) -> None:
    make_plan(any_session)
    with refused(any_session, "uq_allocation_plan_inputs"):
        make_plan(any_session)


def test_figures_of_a_plan_are_possible(any_session: Session) -> None:
    with refused(any_session, "ck_allocation_plan_worth_within_bound"):
        make_plan(any_session, worth=11)
    with refused(any_session, "ck_allocation_plan_placed_are_people"):
        make_plan(any_session, placed=4)


def test_a_pair_is_decided_once_and_a_worker_pinned_once(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某甲")
    here = factories.make_posting(any_session, title="缝纫工")
    there = factories.make_posting(any_session, title="保洁员")

    def decide(posting_id: int, kind: OverrideKind, **fields: Any) -> AllocationOverride:
        given = {"reason": "师傅点名", "decided_on": DAY} | fields
        row = AllocationOverride(
            worker_id=worker.id, posting_id=posting_id, kind=kind, account_id=None, **given
        )
        any_session.add(row)
        return row

    first = decide(here.id, OverrideKind.PIN)
    any_session.flush()
    with refused(any_session, "uq_allocation_override_one_live_per_pair"):
        decide(here.id, OverrideKind.FORBID)
    with refused(any_session, "uq_allocation_override_one_live_pin_per_worker"):
        decide(there.id, OverrideKind.PIN)
    with refused(any_session, "ck_allocation_override_reason_given"):
        decide(there.id, OverrideKind.FORBID, reason="")
    decide(there.id, OverrideKind.FORBID)
    first.withdrawn_on = DAY
    any_session.flush()
    decide(here.id, OverrideKind.FORBID)
    any_session.flush()


def test_priorities_keep_their_order(any_session: Session) -> None:
    row = AllocationPriority(criteria=["monitored", "disabled"], reason="区里要求", account_id=None)
    any_session.add(row)
    any_session.flush()
    any_session.expire_all()
    assert row.criteria == ["monitored", "disabled"]
