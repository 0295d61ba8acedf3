"""The states of an import batch and what it may do to a record."""

from __future__ import annotations

from enum import StrEnum

from jobmatch.domain.states import Machine


class ImportKind(StrEnum):
    """What a file holds."""

    POSTINGS = "postings"
    WORKERS = "workers"


class ImportState(StrEnum):
    """Where a batch is: looked at, being written, written, or taken back."""

    PREVIEWED = "previewed"
    COMMITTING = "committing"
    COMMITTED = "committed"
    UNDONE = "undone"
    DISCARDED = "discarded"


class ChangeKind(StrEnum):
    """What a row of a batch did to a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Choice(StrEnum):
    """What a person decides on one row of a file, against what the program would do."""

    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"


class ProblemState(StrEnum):
    """Whether a person has dealt with a reported problem."""

    OPEN = "open"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


class AliasState(StrEnum):
    """Whether a learned alias counts: for its author's centre, for all, or no more."""

    CANDIDATE = "candidate"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


_S = ImportState
MACHINE = Machine(
    noun="导入批次",
    steps=(
        ("commit", _S.PREVIEWED, _S.COMMITTED),
        ("confirm", _S.PREVIEWED, _S.COMMITTING),
        ("finish", _S.COMMITTING, _S.COMMITTED),
        ("withdraw", _S.COMMITTING, _S.PREVIEWED),
        ("discard", _S.PREVIEWED, _S.DISCARDED),
        ("undo", _S.COMMITTED, _S.UNDONE),
    ),
    state_names={
        _S.PREVIEWED: "已预览",
        _S.COMMITTING: "正在导入",
        _S.COMMITTED: "已导入",
        _S.UNDONE: "已撤销",
        _S.DISCARDED: "已放弃",
    },
    action_names={
        "commit": "确认导入",
        "confirm": "开始导入",
        "finish": "完成导入",
        "withdraw": "停止导入",
        "discard": "放弃",
        "undo": "撤销",
    },
)
