from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.monitoring import MonitoringState
from jobmatch.domain.placements import WORKING_STATES
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.services.seeding.scales import AS_OF, SIZES, Scale
from jobmatch.store.fairs import BoothPosting, Fair
from jobmatch.store.households import MonitoringCase
from jobmatch.store.placements import Placement
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import Employment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SIZE = SIZES[Scale.SMALL]


def test_fairs_have_booths_that_show_postings(small_session: Session) -> None:
    fairs = small_session.scalars(select(Fair)).all()
    assert len(fairs) == SIZE.fairs
    assert all(fair.booths for fair in fairs)
    assert small_session.scalar(select(func.count(BoothPosting.id)))


def test_placements_are_people_at_work_in_that_posting(small_session: Session) -> None:
    for placement in small_session.scalars(select(Placement)):
        assert placement.state in WORKING_STATES
        assert placement.started_on is not None
        assert placement.started_on <= AS_OF
        lasting = select(Employment.posting_id).where(
            Employment.worker_id == placement.worker_id, Employment.ended_on.is_(None)
        )
        assert small_session.scalar(lasting) == placement.posting_id


def test_placements_of_fairs_come_from_a_recommendation_and_are_followed_up(
    small_session: Session,
) -> None:
    of_fairs = small_session.scalars(select(Placement).where(Placement.fair_id.is_not(None))).all()
    assert len(of_fairs) == SIZE.placed
    for placement in of_fairs:
        advice = small_session.get(Recommendation, placement.recommendation_id)
        assert advice is not None
        assert advice.state is RecommendationState.PLACED
        assert (advice.worker_id, advice.posting_id) == (placement.worker_id, placement.posting_id)
        assert [one.day for one in placement.follow_ups] == [3, 30, 90]
        assert all(one.done_on is None or one.done_on <= AS_OF for one in placement.follow_ups)


def test_monitored_households_are_as_many_as_asked(small_session: Session) -> None:
    cases = small_session.scalars(select(MonitoringCase)).all()
    cleared = [case for case in cases if case.state is MonitoringState.CLEARED]
    watched = [case for case in cases if case.state is MonitoringState.WATCHED]
    assert (len(cleared), len(watched)) == (SIZE.cleared[0], SIZE.watched[0])
    assert sum(len(case.household.people) for case in cleared) == SIZE.cleared[1]
    assert sum(len(case.household.people) for case in watched) == SIZE.watched[1]
    assert all(case.measures for case in cases)
    assert all(case.cleared_on and case.cleared_on <= AS_OF for case in cleared)
