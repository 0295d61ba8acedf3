"""The states of a posting and what must stand in it before it is published."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.states import Machine


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


class SourceKind(StrEnum):
    """Who said that a posting belongs to an occupation."""

    TEXT = "text"
    LEARNED = "learned"
    OPERATOR = "operator"
