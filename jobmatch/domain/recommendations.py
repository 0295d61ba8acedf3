"""The states of a recommendation (推荐): a posting offered to a worker, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jobmatch.domain.errors import InputError, RuleBrokenError
from jobmatch.domain.states import Machine


class RecommendationState(StrEnum):
    """What has become of a recommendation; INTENDED is a fair statistic, not a placement."""

    MADE = "made"
    SEEN = "seen"
    SENT = "sent"
    CAME = "came"
    INTENDED = "intended"
    PLACED = "placed"
    DECLINED = "declined"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"


class OutcomeReason(StrEnum):
    """Why nothing came of it: a closed list, so that whys can be counted."""

    PAY = "pay"
    FAR = "far"
    SHIFT = "shift"
    CARE = "care"
    LODGING = "lodging"
    WORK = "work"
    FOUND = "found"
    NOT_COME = "not_come"
    AGE = "age"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    EXPERIENCE = "experience"
    FITNESS = "fitness"
    FULL = "full"
    OTHER = "other"


class PostingNotOpenError(RuleBrokenError):
    """Nobody is recommended to a posting that is not open."""

    message = "这个岗位现在不招人，不能再推荐。请先核实岗位状态。"


class ReasonMissingError(InputError):
    """A no needs its why."""

    message = "请选一个没成的原因。"


LIVE_STATES = (
    RecommendationState.MADE,
    RecommendationState.SEEN,
    RecommendationState.SENT,
    RecommendationState.CAME,
    RecommendationState.INTENDED,
)
"""States in which a recommendation still waits for somebody and holds one of the vacancies."""

UNSENT_STATES = (RecommendationState.MADE, RecommendationState.SEEN)
"""States in which the employer has not got the name yet."""

REASON_NAMES = {
    OutcomeReason.PAY: "工资低",
    OutcomeReason.FAR: "太远",
    OutcomeReason.SHIFT: "班次不合适",
    OutcomeReason.CARE: "家里离不开",
    OutcomeReason.LODGING: "吃住不方便",
    OutcomeReason.WORK: "不想做这种活",
    OutcomeReason.FOUND: "已经找到别的工作",
    OutcomeReason.NOT_COME: "约了没有去",
    OutcomeReason.AGE: "年龄不合",
    OutcomeReason.SKILL: "技能不够",
    OutcomeReason.CERTIFICATE: "缺证书",
    OutcomeReason.EXPERIENCE: "没有经验",
    OutcomeReason.FITNESS: "体检没有通过",
    OutcomeReason.FULL: "已经招满",
    OutcomeReason.OTHER: "其他",
}

_R = OutcomeReason
REASONS_OF = {
    RecommendationState.DECLINED: (
        *(_R.PAY, _R.FAR, _R.SHIFT, _R.CARE, _R.LODGING, _R.WORK, _R.FOUND, _R.NOT_COME, _R.OTHER),
    ),
    RecommendationState.REFUSED: (
        *(_R.SKILL, _R.EXPERIENCE, _R.CERTIFICATE, _R.AGE, _R.FITNESS, _R.FULL, _R.OTHER),
    ),
}
"""Whys of each side; the other states need none."""

_S = RecommendationState
_OPEN_ENDED = (*LIVE_STATES, _S.NO_ANSWER)
_OVER = (_S.PLACED, _S.DECLINED, _S.REFUSED, _S.NO_ANSWER, _S.WITHDRAWN)
MACHINE = Machine(
    noun="推荐",
    steps=(
        ("show", _S.MADE, _S.SEEN),
        ("send", _S.MADE, _S.SENT),
        ("send", _S.SEEN, _S.SENT),
        # Sent once more with another list: the same state, a new day.
        ("send", _S.SENT, _S.SENT),
        *(("come", source, _S.CAME) for source in (_S.MADE, _S.SEEN, _S.SENT, _S.NO_ANSWER)),
        # Who agreed at a fair and comes to the interview later has still agreed.
        ("come", _S.INTENDED, _S.INTENDED),
        *(("intend", source, _S.INTENDED) for source in (_S.MADE, _S.SEEN, _S.SENT, _S.CAME)),
        *(("place", source, _S.PLACED) for source in _OPEN_ENDED),
        *(("decline", source, _S.DECLINED) for source in _OPEN_ENDED),
        *(("refuse", source, _S.REFUSED) for source in _OPEN_ENDED),
        *(("lose", source, _S.NO_ANSWER) for source in LIVE_STATES),
        *(("withdraw", source, _S.WITHDRAWN) for source in LIVE_STATES),
        *(("reopen", source, _S.MADE) for source in _OVER),
    ),
    state_names={
        _S.MADE: "已推荐",
        _S.SEEN: "已看过",
        _S.SENT: "已送单位",
        _S.CAME: "去面试了",
        _S.INTENDED: "有意向",
        _S.PLACED: "已录用",
        _S.DECLINED: "本人不愿意",
        _S.REFUSED: "单位没录用",
        _S.NO_ANSWER: "没有回音",
        _S.WITHDRAWN: "已撤回",
    },
    action_names={
        "show": "看过",
        "send": "送单位",
        "come": "去面试了",
        "intend": "达成意向",
        "place": "录用了",
        "decline": "本人不愿意",
        "refuse": "单位没录用",
        "lose": "没有回音",
        "withdraw": "撤回推荐",
        "reopen": "登错了，改回来",
    },
)

RESULTS = ("come", "place", "refuse", "decline", "lose")
"""Actions that are the result of a recommendation, in the order a clerk is asked."""


@dataclass(frozen=True, slots=True)
class Seats:
    """How many more people a posting can take.

    Attributes:
        places: headcount asked for (the upper one of a range); None when no number is named.
        hired: people with a live placement in the posting.
        vacancies: places still free, as placements and the employer's sheets leave them.
        waiting: live recommendations, each of which may take one of the vacancies.
    """

    places: int | None
    hired: int
    vacancies: int | None
    waiting: int

    @property
    def left(self) -> int | None:
        """Give how many more can be recommended; negative when more wait than are free."""
        return None if self.vacancies is None else self.vacancies - self.waiting


def check_reason(state: RecommendationState, why: OutcomeReason | None) -> None:
    """Raise unless a result that needs a why has one of its own side's whys."""
    allowed = REASONS_OF.get(state)
    if allowed is not None and why not in allowed:
        raise ReasonMissingError
