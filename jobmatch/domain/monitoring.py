"""Monitoring against falling back into poverty (防返贫监测): kinds, channels, states."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.states import Machine


class MonitoredKind(StrEnum):
    """Why a household is monitored (监测对象类别)."""

    UNSTABLE = "unstable"
    MARGINAL = "marginal"
    SUDDEN_HARDSHIP = "sudden_hardship"


class MonitoringChannel(StrEnum):
    """Who reported the household."""

    SELF_REPORT = "self_report"
    CADRE_VISIT = "cadre_visit"
    DEPARTMENT_ALERT = "department_alert"


class MonitoringState(StrEnum):
    """Where a case is; WATCHED means that measures are in place, CLEARED that the risk is gone."""

    REPORTED = "reported"
    VERIFIED = "verified"
    WATCHED = "watched"
    CLEARED = "cleared"
    DISMISSED = "dismissed"


LIVE_STATES = (MonitoringState.REPORTED, MonitoringState.VERIFIED, MonitoringState.WATCHED)
"""States of a household whose risk is not cleared."""

MONITORED_KIND_NAMES = {
    MonitoredKind.UNSTABLE: "脱贫不稳定户",
    MonitoredKind.MARGINAL: "边缘易致贫户",
    MonitoredKind.SUDDEN_HARDSHIP: "突发严重困难户",
}
MONITORING_CHANNEL_NAMES = {
    MonitoringChannel.SELF_REPORT: "个人申报",
    MonitoringChannel.CADRE_VISIT: "干部走访",
    MonitoringChannel.DEPARTMENT_ALERT: "部门筛查预警",
}

_S = MonitoringState
MACHINE = Machine(
    noun="监测记录",
    steps=(
        ("verify", _S.REPORTED, _S.VERIFIED),
        ("dismiss", _S.REPORTED, _S.DISMISSED),
        ("watch", _S.VERIFIED, _S.WATCHED),
        ("clear", _S.WATCHED, _S.CLEARED),
    ),
    state_names={
        _S.REPORTED: "已上报",
        _S.VERIFIED: "已核实",
        _S.WATCHED: "已落实帮扶",
        _S.CLEARED: "风险已消除",
        _S.DISMISSED: "不予纳入",
    },
    action_names={
        "verify": "核实",
        "dismiss": "不予纳入",
        "watch": "落实帮扶",
        "clear": "消除风险",
    },
)
