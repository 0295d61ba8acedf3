"""The states of a posting, what stands in it before it is published, and how long it is fresh.

A posting is worth showing as long as somebody knows that the employer still hires: a sheet, a call
or a visit is good for FRESH_FOR; then it is asked again, or it expires.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from jobmatch.domain.errors import RuleBrokenError
from jobmatch.domain.states import Machine

FRESH_FOR = timedelta(days=30)
"""How long a word of the employer is good for."""
REMIND = timedelta(days=5)
"""So long before the end a posting stands on the list of those to ask about."""


class PostingState(StrEnum):
    """Where a posting is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    PAUSED = "paused"
    FILLED = "filled"
    EXPIRED = "expired"
    CLOSED = "closed"
    REJECTED = "rejected"


OPEN_STATES = (PostingState.PUBLISHED,)
"""States in which a posting is shown and matched."""

_S = PostingState
MACHINE = Machine(
    noun="岗位",
    steps=(
        ("submit", _S.DRAFT, _S.IN_REVIEW),
        ("submit", _S.REJECTED, _S.IN_REVIEW),
        ("reject", _S.IN_REVIEW, _S.REJECTED),
        ("publish", _S.IN_REVIEW, _S.PUBLISHED),
        ("pause", _S.PUBLISHED, _S.PAUSED),
        ("resume", _S.PAUSED, _S.PUBLISHED),
        ("fill", _S.PUBLISHED, _S.FILLED),
        ("reopen", _S.FILLED, _S.PUBLISHED),
        ("expire", _S.PUBLISHED, _S.EXPIRED),
        ("expire", _S.PAUSED, _S.EXPIRED),
        ("renew", _S.EXPIRED, _S.PUBLISHED),
        ("close", _S.DRAFT, _S.CLOSED),
        ("close", _S.REJECTED, _S.CLOSED),
        ("close", _S.PUBLISHED, _S.CLOSED),
        ("close", _S.PAUSED, _S.CLOSED),
        ("close", _S.FILLED, _S.CLOSED),
        ("close", _S.EXPIRED, _S.CLOSED),
    ),
    state_names={
        _S.DRAFT: "草稿",
        _S.IN_REVIEW: "待审核",
        _S.PUBLISHED: "招聘中",
        _S.PAUSED: "已暂停",
        _S.FILLED: "已招满",
        _S.EXPIRED: "已过期",
        _S.CLOSED: "已关闭",
        _S.REJECTED: "已退回",
    },
    action_names={
        "submit": "提交审核",
        "reject": "退回",
        "publish": "发布",
        "pause": "暂停",
        "resume": "恢复",
        "fill": "标记招满",
        "reopen": "重新开放",
        "expire": "到期",
        "renew": "续期",
        "close": "关闭",
    },
)


STEP_FROM_EXPIRED, STEP_FROM_PAUSED = "renew", "resume"
REOPENING = {
    _S.PUBLISHED: None,
    _S.EXPIRED: STEP_FROM_EXPIRED,
    _S.PAUSED: STEP_FROM_PAUSED,
    _S.FILLED: "reopen",
}
"""What "they still hire" does to a posting of each state: the step, None where it only counts."""
NEEDS_REASON = frozenset({"reject", "close"})
"""Steps that say why, for whoever reads it later."""


class VerifiedHow(StrEnum):
    """How it became known that an employer still hires."""

    PHONE = "phone"
    VISIT = "visit"
    EMPLOYER = "employer"
    SHEET = "sheet"


VERIFIED_HOW_NAMES = {
    VerifiedHow.PHONE: "电话",
    VerifiedHow.VISIT: "上门",
    VerifiedHow.EMPLOYER: "单位自己确认",
    VerifiedHow.SHEET: "招工表",
}


class Freshness(StrEnum):
    """How sure it is on a day that a posting is still offered."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    UNKNOWN = "unknown"


FRESHNESS_NAMES = {
    Freshness.FRESH: "近期核实过",
    Freshness.DUE: "快到期，要核实",
    Freshness.STALE: "太久没有核实",
    Freshness.UNKNOWN: "发布后没有核实过",
}


def valid_until(verified_on: date, deadline_on: date | None) -> date:
    """Give the last day that a word of *verified_on* is good for; never after the deadline."""
    last = verified_on + FRESH_FOR
    return last if deadline_on is None else min(last, deadline_on)


def freshness(until: date | None, *, on: date) -> Freshness:
    """Tell how fresh a posting is on the day *on* that is good *until* a day."""
    if until is None:
        return Freshness.UNKNOWN
    if until < on:
        return Freshness.STALE
    return Freshness.DUE if until - on <= REMIND else Freshness.FRESH


class NotPublishableError(RuleBrokenError):
    """Something must be put right before people see the posting."""

    message = "这个岗位还不能发布。"


class ReasonMissingError(RuleBrokenError):
    """A step that somebody will ask about lacks its reason."""

    message = "请写明原因，别人以后会问到。"


def check_can_publish(*, title: str | None, has_employer: bool, blocked: int) -> None:
    """Raise unless a posting may be shown to people.

    Args:
        title: what the work is called.
        has_employer: whether it is known whose posting it is.
        blocked: demands that the law forbids outright and that nobody has dealt with.
    """
    if not (title or "").strip():
        raise NotPublishableError("没有岗位名称，不能发布。请先补上。")
    if not has_employer:
        raise NotPublishableError("不知道是哪家单位的岗位，不能发布。")
    if blocked:
        raise NotPublishableError(
            f"还有 {blocked} 条法律不允许的要求没有处理。"
            "请联系单位改正，在“法律提示”里登记后再发布。"
        )


class SourceKind(StrEnum):
    """Who said that a posting belongs to an occupation."""

    TEXT = "text"
    LEARNED = "learned"
    OPERATOR = "operator"
