"""The states of a fair (招聘会)."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.states import Machine


class FairState(StrEnum):
    """Where a fair is in its life."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"


_S = FairState
MACHINE = Machine(
    noun="招聘会",
    steps=(
        ("open", _S.PLANNED, _S.OPEN),
        ("hold", _S.OPEN, _S.HELD),
        ("report", _S.HELD, _S.REPORTED),
        ("cancel", _S.PLANNED, _S.CANCELLED),
        ("cancel", _S.OPEN, _S.CANCELLED),
    ),
    state_names={
        _S.PLANNED: "筹备中",
        _S.OPEN: "进行中",
        _S.HELD: "已举办",
        _S.REPORTED: "已上报",
        _S.CANCELLED: "已取消",
    },
    action_names={"open": "开场", "hold": "结束", "report": "上报", "cancel": "取消"},
)
