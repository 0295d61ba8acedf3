"""洽谈: what an employer and a guest came to at a booth; none of it is a placement yet."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.recommendations import (
    OutcomeReason,
    ReasonMissingError,
    RecommendationState,
)


class TalkOutcome(StrEnum):
    """What a talk at a booth came to."""

    INTERESTED = "interested"
    INTERVIEW = "interview"
    HIRED = "hired"
    REFUSED = "refused"
    DECLINED = "declined"


OUTCOME_NAMES = {
    TalkOutcome.INTERESTED: "有意向",
    TalkOutcome.INTERVIEW: "约好面试",
    TalkOutcome.HIRED: "当场录用",
    TalkOutcome.REFUSED: "单位没要",
    TalkOutcome.DECLINED: "本人不愿意",
}

AGREED = (TalkOutcome.INTERESTED, TalkOutcome.INTERVIEW, TalkOutcome.HIRED)
"""Outcomes that a report counts as an intent (意向): both sides want to go on."""

ENDED = (TalkOutcome.REFUSED, TalkOutcome.DECLINED)
"""Outcomes that need a why."""

RECOMMENDED_AS = {
    TalkOutcome.INTERESTED: RecommendationState.INTENDED,
    TalkOutcome.INTERVIEW: RecommendationState.INTENDED,
    # Hired by word of mouth in a square is an intent: a placement needs its first day.
    TalkOutcome.HIRED: RecommendationState.INTENDED,
    TalkOutcome.REFUSED: RecommendationState.REFUSED,
    TalkOutcome.DECLINED: RecommendationState.DECLINED,
}
"""The state of the recommendation of the same pair after such a talk."""


_R = OutcomeReason
REASONS_OF = {
    TalkOutcome.REFUSED: (_R.SKILL, _R.EXPERIENCE, _R.CERTIFICATE, _R.AGE, _R.FULL, _R.OTHER),
    TalkOutcome.DECLINED: (_R.PAY, _R.FAR, _R.SHIFT, _R.LODGING, _R.CARE, _R.WORK, _R.OTHER),
}
"""Whys that a booth is asked for, of each side; nobody's health is written down in a square."""


def kept_reason(outcome: TalkOutcome, why: OutcomeReason | None) -> OutcomeReason | None:
    """Give the why that is kept with *outcome*.

    Raises:
        ReasonMissingError: nothing came of it, and no why of that side is given.
    """
    if outcome not in ENDED:
        return None
    if why not in REASONS_OF[outcome]:
        raise ReasonMissingError
    return why
