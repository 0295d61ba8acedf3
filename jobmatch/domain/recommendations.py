"""The states of a recommendation (推荐): a posting offered to a worker by a person."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.states import Machine


class RecommendationState(StrEnum):
    """What has become of a recommendation; INTENDED is a fair statistic, not a placement."""

    MADE = "made"
    SEEN = "seen"
    INTENDED = "intended"
    PLACED = "placed"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


LIVE_STATES = (RecommendationState.MADE, RecommendationState.SEEN, RecommendationState.INTENDED)
"""States in which a recommendation still waits for somebody."""

_S = RecommendationState
MACHINE = Machine(
    noun="推荐",
    steps=(
        ("show", _S.MADE, _S.SEEN),
        ("intend", _S.MADE, _S.INTENDED),
        ("intend", _S.SEEN, _S.INTENDED),
        ("place", _S.INTENDED, _S.PLACED),
        ("decline", _S.MADE, _S.DECLINED),
        ("decline", _S.SEEN, _S.DECLINED),
        ("decline", _S.INTENDED, _S.DECLINED),
        ("refuse", _S.MADE, _S.REFUSED),
        ("refuse", _S.SEEN, _S.REFUSED),
        ("refuse", _S.INTENDED, _S.REFUSED),
        ("withdraw", _S.MADE, _S.WITHDRAWN),
        ("withdraw", _S.SEEN, _S.WITHDRAWN),
        ("withdraw", _S.INTENDED, _S.WITHDRAWN),
    ),
    state_names={
        _S.MADE: "已推荐",
        _S.SEEN: "已看过",
        _S.INTENDED: "有意向",
        _S.PLACED: "已安置",
        _S.DECLINED: "本人不愿意",
        _S.REFUSED: "单位未录用",
        _S.WITHDRAWN: "已撤回",
    },
    action_names={
        "show": "看过",
        "intend": "达成意向",
        "place": "安置",
        "decline": "本人谢绝",
        "refuse": "单位谢绝",
        "withdraw": "撤回",
    },
)
