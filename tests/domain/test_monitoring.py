from __future__ import annotations

from jobmatch.domain.monitoring import (
    LIVE_STATES,
    MACHINE,
    MONITORED_KIND_NAMES,
    MONITORING_CHANNEL_NAMES,
    MonitoredKind,
    MonitoringChannel,
    MonitoringState,
)
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, MonitoringState, MonitoringState.REPORTED)


def test_exactly_the_unfinished_cases_are_live() -> None:
    assert {state for state in MonitoringState if MACHINE.actions(state)} == set(LIVE_STATES)


def test_every_kind_and_channel_has_its_name() -> None:
    assert set(MONITORED_KIND_NAMES) == set(MonitoredKind)
    assert set(MONITORING_CHANNEL_NAMES) == set(MonitoringChannel)
