"""The states of a placement (安置) and the rule of one live placement per worker."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.errors import RuleBrokenError
from jobmatch.domain.states import Machine


class PlacementState(StrEnum):
    """Where a placement is in its life; it counts from STARTED on, with evidence."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISPATCHED = "dispatched"
    STARTED = "started"
    STABLE = "stable"
    ENDED = "ended"
    DECLINED = "declined"
    NO_SHOW = "no_show"


LIVE_STATES = (
    PlacementState.CONFIRMED,
    PlacementState.DISPATCHED,
    PlacementState.STARTED,
    PlacementState.STABLE,
)
"""States that occupy the worker and one of the posting's places."""

WORKING_STATES = (PlacementState.STARTED, PlacementState.STABLE)
"""States in which the worker is at work (在岗)."""


class AlreadyPlacedError(RuleBrokenError):
    """The worker holds a live placement."""

    message = "这位劳动力已有一个在办或在岗的安置，请先结束它。"


class PostingFullError(RuleBrokenError):
    """The posting has no vacancy left."""

    message = "这个岗位已经没有空缺。"


def check_can_place(*, live_placements: int, vacancies: int | None) -> None:
    """Raise unless a worker with *live_placements* may take one of *vacancies*.

    None means that the employer named no number (若干): then there is no upper limit.
    """
    if live_placements:
        raise AlreadyPlacedError
    if vacancies is not None and vacancies < 1:
        raise PostingFullError


_S = PlacementState
MACHINE = Machine(
    noun="安置",
    steps=(
        ("confirm", _S.PROPOSED, _S.CONFIRMED),
        ("decline", _S.PROPOSED, _S.DECLINED),
        ("decline", _S.CONFIRMED, _S.DECLINED),
        ("dispatch", _S.CONFIRMED, _S.DISPATCHED),
        ("start", _S.CONFIRMED, _S.STARTED),
        ("start", _S.DISPATCHED, _S.STARTED),
        ("miss", _S.CONFIRMED, _S.NO_SHOW),
        ("miss", _S.DISPATCHED, _S.NO_SHOW),
        ("stabilise", _S.STARTED, _S.STABLE),
        ("end", _S.STARTED, _S.ENDED),
        ("end", _S.STABLE, _S.ENDED),
    ),
    state_names={
        _S.PROPOSED: "已提出",
        _S.CONFIRMED: "已确认",
        _S.DISPATCHED: "已输送",
        _S.STARTED: "已上岗",
        _S.STABLE: "稳定就业",
        _S.ENDED: "已结束",
        _S.DECLINED: "已谢绝",
        _S.NO_SHOW: "未到岗",
    },
    action_names={
        "confirm": "确认",
        "decline": "谢绝",
        "dispatch": "输送",
        "start": "上岗",
        "miss": "登记未到岗",
        "stabilise": "认定稳定",
        "end": "结束",
    },
)
