from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.monitoring import LIVE_STATES, MonitoringState
from jobmatch.store.households import Household, MonitoringCase, MonitoringMeasure
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def _household(session: Session) -> Household:
    household = Household(household_no="5200000001")
    session.add(household)
    session.flush()
    return household


@pytest.mark.parametrize("state", LIVE_STATES)
def test_a_household_has_one_live_case(any_session: Session, state: MonitoringState) -> None:
    household = _household(any_session)
    any_session.add(MonitoringCase(household_id=household.id, state=state))
    any_session.flush()
    with refused(any_session, "uq_monitoring_case_one_live_per_household"):
        any_session.add(MonitoringCase(household_id=household.id))


def test_a_cleared_case_makes_room_and_keeps_its_measures(any_session: Session) -> None:
    household = _household(any_session)
    cleared = MonitoringCase(
        household_id=household.id,
        state=MonitoringState.CLEARED,
        cleared_on=DAY,
        measures=[MonitoringMeasure(kind="就业帮扶", started_on=DAY)],
    )
    any_session.add_all([cleared, MonitoringCase(household_id=household.id)])
    any_session.flush()
    any_session.expire_all()
    assert len(household.monitoring_cases) == 2
    assert [measure.kind for measure in cleared.measures] == ["就业帮扶"]


def test_cleared_and_its_day_belong_together(any_session: Session) -> None:
    household = _household(any_session)
    with refused(any_session, "ck_monitoring_case_cleared_has_its_day"):
        any_session.add(MonitoringCase(household_id=household.id, state=MonitoringState.CLEARED))
    with refused(any_session, "ck_monitoring_case_cleared_has_its_day"):
        any_session.add(MonitoringCase(household_id=household.id, cleared_on=DAY))


def test_a_household_number_stands_once_and_may_be_unknown(any_session: Session) -> None:
    _household(any_session)
    any_session.add_all([Household(), Household()])
    any_session.flush()
    with refused(any_session, "uq_household_household_no"):
        any_session.add(Household(household_no="5200000001"))
