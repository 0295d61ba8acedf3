"""Rules of allocation (统筹安排): who comes first, what an operator may decide, why one is left.

A status such as a zero-employment household may put somebody first here and opens public-welfare
postings; it never makes a posting fit better.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.errors import ConflictError, InputError, RuleBrokenError
from jobmatch.domain.households import read_relation
from jobmatch.domain.workers import TARGET_GROUP_NAMES, TargetGroup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

MONITORED = "monitored"
PRIORITY_NAMES: dict[str, str] = {
    MONITORED: "防返贫监测户",
    **{group.value: name for group, name in TARGET_GROUP_NAMES.items()},
}
"""What an operator may put first, by key: monitored households and the target groups."""
DEFAULT_PRIORITIES = (TargetGroup.ZERO_EMPLOYMENT.value, MONITORED)
SEEKING_NAME, CHANGING_NAME = "其他未就业的人", "要求换工作的人"
LEAST_FIT = 0.2
"""Pairs that fit less are no help to anybody."""
OPEN_PLACES = 5
"""Places counted where an employer names no number (若干)."""
NOT_TAKING_PART = "不参加安排（已有工作又没有要求换，或已谈定一个岗位，或不在劳动力里）"
FEWEST_LETTERS = 2
"""Of a reason that an operator gives."""

_COUPLES = (
    ("户主", "配偶"),
    ("之子", "之儿媳"),
    ("之女", "之女婿"),
    ("之父", "之母"),
    ("之岳父", "之岳母"),
    ("之公公", "之婆婆"),
    ("之祖父", "之祖母"),
    ("之外祖父", "之外祖母"),
)


class OverrideKind(StrEnum):
    """What an operator decides about one worker and one posting."""

    PIN = "pin"
    FORBID = "forbid"


OVERRIDE_NAMES = {OverrideKind.PIN: "指定", OverrideKind.FORBID: "排除"}


class UnplacedKind(StrEnum):
    """What kept somebody without a place."""

    NOT_WILLING = "not_willing"
    LIMIT = "limit"
    NO_FIT = "no_fit"
    FORBIDDEN = "forbidden"
    PIN = "pin"
    CARE = "care"
    COUPLE = "couple"
    FULL = "full"


UNPLACED_NAMES = {
    UnplacedKind.NOT_WILLING: "暂时不找工作",
    UnplacedKind.LIMIT: "卡在硬性条件",
    UnplacedKind.NO_FIT: "没有合适的岗位",
    UnplacedKind.FORBIDDEN: "合适的岗位被排除",
    UnplacedKind.PIN: "指定的岗位安排不了",
    UnplacedKind.CARE: "家里要留人照顾",
    UnplacedKind.COUPLE: "夫妻要在一起",
    UnplacedKind.FULL: "合适的岗位已满",
}


class OverrideExistsError(ConflictError):
    """The pair was decided before, or the worker has a pinned posting."""

    message = "这一对已经指定或排除过，或这个人已有指定的岗位；请先撤销原来的决定。"


class PinNotPossibleError(RuleBrokenError):
    """A pin would break a hard limit."""

    message = "这个人不符合岗位的硬性条件，不能指定。"


def check_reason(text: str) -> str:
    """Give the trimmed reason of an override.

    Raises:
        InputError: there is none worth the name.
    """
    reason = " ".join(text.split())
    if len(reason) < FEWEST_LETTERS:
        raise InputError("请写明理由（至少两个字）。")
    return reason


def check_priorities(keys: Iterable[str]) -> tuple[str, ...]:
    """Give the priorities in the order set, each once; "none" alone gives an empty list.

    Raises:
        InputError: a key is not known.
    """
    chosen = tuple(dict.fromkeys(keys))
    if chosen == ("none",):
        return ()
    unknown = [key for key in chosen if key not in PRIORITY_NAMES]
    if unknown or not chosen:
        known = "、".join(f"{key}（{name}）" for key, name in PRIORITY_NAMES.items())
        told = f"没有这种优先对象：{'、'.join(unknown)}。" if unknown else "请写出优先对象。"
        raise InputError(f"{told}可以用：{known}；都不优先写 none。")
    return chosen


def rank_of(held: Collection[str], priorities: Sequence[str], *, employed: bool) -> int:
    """Give the rank of somebody who holds the keys *held*; 0 comes first.

    Whoever has no work comes before whoever wants another one; the priorities order those without.
    """
    if employed:
        return len(priorities) + 1
    return next((rank for rank, key in enumerate(priorities) if key in held), len(priorities))


def rank_names(priorities: Sequence[str]) -> tuple[str, ...]:
    """Give the Chinese names of the ranks, first one first."""
    return (*(PRIORITY_NAMES[key] for key in priorities), SEEKING_NAME, CHANGING_NAME)


def couples_of(members: Sequence[tuple[int, str | None]]) -> tuple[tuple[int, int], ...]:
    """Give who of one household is married to whom, as far as the relations tell.

    Args:
        members: (worker id, relation to the head as written) of the household.

    A relation that two members hold (two sons) tells nothing and gives no couple.
    """
    by_relation: dict[str, list[int]] = {}
    for worker_id, written in members:
        relation = read_relation(written) if written else None
        if relation:
            by_relation.setdefault(relation, []).append(worker_id)
    pairs = ((by_relation.get(one, []), by_relation.get(other, [])) for one, other in _COUPLES)
    return tuple((one[0], other[0]) for one, other in pairs if len(one) == len(other) == 1)


def places_of(vacancies: int | None, *, open_places: int) -> int:
    """Give the places that a plan may fill; where no number is known, *open_places*."""
    return open_places if vacancies is None else vacancies
