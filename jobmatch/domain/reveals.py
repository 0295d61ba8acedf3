"""Showing a whole number of a person: which, for what reason, how often in a day."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.errors import RuleBrokenError

MOST_A_DAY = 50
"""Numbers that one account may look at in a day; more is no counter work."""
SECONDS_SHOWN = 30


class RevealField(StrEnum):
    """Which number is shown; one at a time."""

    PHONE = "phone"
    ID_NUMBER = "id_number"


class RevealReason(StrEnum):
    """Why somebody looks at a whole number."""

    CALL = "call"
    CHECK = "check"
    FORM = "form"
    OTHER = "other"


REVEAL_FIELD_NAMES = {RevealField.PHONE: "电话", RevealField.ID_NUMBER: "身份证号"}
REVEAL_REASON_NAMES = {
    RevealReason.CALL: "给本人打电话",
    RevealReason.CHECK: "当面核对证件",
    RevealReason.FORM: "替本人填表、办手续",
    RevealReason.OTHER: "其他（写明）",
}


class TooManyRevealsError(RuleBrokenError):
    """The account has looked at as many numbers today as it may."""

    message = f"今天查看完整号码已满 {MOST_A_DAY} 次，不能再看。确实需要的，请找负责人。"


class NothingToRevealError(RuleBrokenError):
    """No such number is known."""

    message = "这个人没有登记这个号码。"


def check_may_reveal(*, today: int) -> None:
    """Raise unless an account that has looked at *today* numbers may look at one more."""
    if today >= MOST_A_DAY:
        raise TooManyRevealsError
