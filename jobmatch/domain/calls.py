"""Calls to workers: why somebody is called, what came of it, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence


class CallPurpose(StrEnum):
    """Why somebody is called, the most pressing first: a call list is sorted by this."""

    CALL_BACK = "call_back"
    ZERO_EMPLOYMENT = "zero_employment"
    ARRIVAL = "arrival"
    FOLLOW_UP = "follow_up"
    OUTCOME = "outcome"
    GUIDANCE = "guidance"


class CallResult(StrEnum):
    """What came of a call."""

    TALKED = "talked"
    LATER = "later"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    WORKS = "works"
    LEFT = "left"
    NOT_WILLING = "not_willing"


class CallDayError(InputError):
    """A promised call needs its day."""

    message = "请填写约好再打的日期，今天以后的。"


CALL_PURPOSE_NAMES = {
    CallPurpose.CALL_BACK: "约好再打",
    CallPurpose.ZERO_EMPLOYMENT: "零就业家庭",
    CallPurpose.ARRIVAL: "录用后到岗了没有",
    CallPurpose.FOLLOW_UP: "上岗回访",
    CallPurpose.OUTCOME: "推荐后怎么样了",
    CallPurpose.GUIDANCE: "还没谈过就业",
}

CALL_RESULT_NAMES = {
    CallResult.TALKED: "接通了，谈过就业",
    CallResult.LATER: "接通了，约好再打",
    CallResult.NO_ANSWER: "没人接或关机",
    CallResult.WRONG_NUMBER: "号码不对或停机",
    CallResult.WORKS: "说在上班",
    CallResult.LEFT: "说已经离职",
    CallResult.NOT_WILLING: "说暂时不想找工作",
}

UNANSWERED = (CallResult.NO_ANSWER, CallResult.WRONG_NUMBER)
"""Results of a call in which nobody spoke."""

REACHED = tuple(result for result in CallResult if result not in UNANSWERED)
"""Results of a call in which the worker spoke: help has begun."""

MOST_TRIES = 3
"""Unanswered calls in a row after which somebody goes to the door instead."""


@dataclass(frozen=True, slots=True)
class Tries:
    """What the latest calls of one worker say.

    Attributes:
        unanswered: calls in a row, up to now, that nobody answered.
        wrong_number: the latest call found that the number is wrong.
    """

    unanswered: int
    wrong_number: bool

    @property
    def needs_visit(self) -> bool:
        """Tell whether calling again is no use: somebody has to go there."""
        return self.wrong_number or self.unanswered >= MOST_TRIES


def tries_of(results: Sequence[CallResult]) -> Tries:
    """Read the *results* of a worker's calls, the latest first."""
    count = 0
    for result in results:
        if result is not CallResult.NO_ANSWER:
            break
        count += 1
    return Tries(count, bool(results) and results[0] is CallResult.WRONG_NUMBER)


def next_call_on(
    result: CallResult, *, today: date, tries: Tries, promised_on: date | None
) -> date | None:
    """Give the day of the next call, None when there is none to make.

    Args:
        result: what came of the call just made.
        today: the day of that call.
        tries: what this call and those before it say.
        promised_on: the day that was agreed on, for LATER.

    Raises:
        CallDayError: a call was promised for no day, or for one that is not to come.
    """
    if result is CallResult.LATER:
        if promised_on is None or promised_on <= today:
            raise CallDayError
        return promised_on
    if result is CallResult.NO_ANSWER and not tries.needs_visit:
        return today + timedelta(days=1)
    return None
