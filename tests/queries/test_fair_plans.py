from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Area
from jobmatch.domain.booths import BoothState
from jobmatch.queries import fair_plans
from jobmatch.store.allocations import AllocationPlace, AllocationPlan, AllocationSeat
from tests.factories import make_community, make_worker
from tests.fairgrounds import Ground, make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_plan(session: Session, ground: Ground, seats: dict[int, int]) -> AllocationPlan:
    """Make a plan for the fair of *ground*: worker id → posting id."""
    plan = AllocationPlan(
        fair_id=ground.fair.id,
        planned_on=clock.today(),
        engine="test",
        inputs=f"{len(seats)}-{ground.fair.id}".ljust(64, "0"),
        people=len(seats),
        placed=len(seats),
        worth=0,
        bound=0,
        figures={},
    )
    for posting_id in set(seats.values()):
        place = {"places": 5, "firsts": 0, "more_placed": 0, "more_fit": 0.0}
        plan.places.append(AllocationPlace(posting_id=posting_id, **place))
    session.add(plan)
    session.flush()
    for seat_no, (worker_id, posting_id) in enumerate(sorted(seats.items()), 1):
        seat = {"places": 5, "seat_no": seat_no, "priority_rank": 0, "fit": 0.5}
        plan.seats.append(AllocationSeat(worker_id=worker_id, posting_id=posting_id, **seat))
    session.flush()
    return plan


def test_the_newest_plan_says_who_sees_which_booth_first(any_session: Session) -> None:
    ground = make_ground(any_session)
    sewing, _, cooking = (posting.id for posting in ground.postings)
    worker_id = ground.worker.worker_id
    assert worker_id is not None
    fair_id = ground.fair.id
    assert fair_plans.first_stop(any_session, fair_id=fair_id, worker_id=worker_id) is None
    make_plan(any_session, ground, {worker_id: sewing})
    late = make_worker(any_session, name="田茂林")
    newest = make_plan(any_session, ground, {worker_id: cooking, late.id: cooking})
    assert fair_plans.newest_plan(any_session, fair_id=fair_id) is newest
    first = fair_plans.first_stop(any_session, fair_id=fair_id, worker_id=worker_id)
    assert first is not None
    assert (first.booth.number, first.posting_id) == ("C1", cooking)
    assert fair_plans.first_posting(any_session, fair_id=fair_id, worker_id=None) is None
    expected = fair_plans.expected_at(
        any_session, area=Area(), fair_id=fair_id, posting_ids=[cooking]
    )
    assert [(one.name, one.number) for one in expected] == [("杨秀英", 1), ("田茂林", None)]
    ground.cook.state = BoothState.NO_SHOW
    any_session.flush()
    assert fair_plans.first_stop(any_session, fair_id=fair_id, worker_id=worker_id) is None


def test_a_booth_expects_only_people_of_ones_area(session: Session) -> None:
    ground = make_ground(session)
    here = make_community(session, name="旺家社区")
    near, far = make_worker(session, name="杨一", community=here), ground.worker.worker_id
    assert far is not None
    cooking = ground.postings[2].id
    make_plan(session, ground, {near.id: cooking, far: cooking})
    own = Area(community_ids=frozenset({here.id}))
    shown = fair_plans.expected_at(session, area=own, fair_id=ground.fair.id, posting_ids=[cooking])
    assert [one.name for one in shown] == ["杨一"]
