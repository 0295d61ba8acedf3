from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.placements import LIVE_STATES, PlacementState
from jobmatch.store.placements import FollowUp, Placement
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def _placement(session: Session, **fields: Any) -> Placement:
    worker = factories.make_worker(session, name="某人")
    posting = factories.make_posting(session, title="普工")
    return Placement(worker_id=worker.id, posting_id=posting.id, **fields)


@pytest.mark.parametrize("state", LIVE_STATES)
def test_a_worker_holds_one_live_placement(any_session: Session, state: PlacementState) -> None:
    first = _placement(any_session, state=state, started_on=DAY)
    any_session.add(first)
    any_session.flush()
    other = factories.make_posting(any_session, title="保洁员")
    with refused(any_session, "uq_placement_one_live_per_worker"):
        again = Placement(
            worker_id=first.worker_id, posting_id=other.id, state=PlacementState.CONFIRMED
        )
        any_session.add(again)


def test_ended_and_proposed_ones_stand_beside_a_live_one(any_session: Session) -> None:
    first = _placement(any_session, state=PlacementState.STARTED, started_on=DAY)
    any_session.add(first)
    for state in (PlacementState.ENDED, PlacementState.DECLINED, PlacementState.PROPOSED):
        any_session.add(
            Placement(
                worker_id=first.worker_id,
                posting_id=first.posting_id,
                state=state,
                started_on=DAY,
                ended_on=DAY,
            )
        )
    any_session.flush()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": PlacementState.STARTED}, "ck_placement_started_has_its_day"),
        ({"state": PlacementState.ENDED}, "ck_placement_ended_has_its_day"),
        (
            {"started_on": DAY, "ended_on": date(2026, 3, 14)},
            "ck_placement_ends_after_start",
        ),
        ({"wage_fen_per_month": 0}, "ck_placement_wage_positive"),
    ],
)
def test_what_contradicts_itself_is_refused(
    any_session: Session, fields: dict[str, Any], constraint: str
) -> None:
    placement = _placement(any_session, **fields)
    with refused(any_session, constraint):
        any_session.add(placement)


def test_a_follow_up_of_a_day_stands_once(any_session: Session) -> None:
    placement = _placement(any_session)
    placement.follow_ups = [FollowUp(day=30, due_on=DAY), FollowUp(day=3, due_on=DAY)]
    any_session.add(placement)
    any_session.flush()
    any_session.expire_all()
    assert [each.day for each in placement.follow_ups] == [3, 30]
    with refused(any_session, "uq_follow_up_placement_id_day"):
        any_session.add(FollowUp(placement_id=placement.id, day=3, due_on=DAY))
