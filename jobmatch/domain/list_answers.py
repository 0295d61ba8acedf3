"""What an employer writes back about a list: "1录用，2没来，3年龄大了不要" → a result per number.

Only what is sure is read: a line with two meanings, or with none, is given back for the clerk.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain.recommendations import OutcomeReason

if TYPE_CHECKING:
    from collections.abc import Collection

_R = OutcomeReason
_NUMBERED = re.compile(
    r"(?<![\d岁月年])(\d{1,3})(?=[、.:：)）号\s和,，]|年[龄纪]|[^\d岁月日年个人元])"
)
_BETWEEN = re.compile(r"^[\s、.:：)）号和,，及]*$")
_LEAD = re.compile(r"^[\s、.:：)）号和,，]+|[\s、.:：,，;；。]+$")
_HIRED = re.compile(r"录用|录取|要了|留下|上班|入职|可以来|合格|通过|签了")
_NOT = re.compile(r"没|不|未|无")
_ABSENT = re.compile(r"[没未不](?:有)?(?:来|到|去)|缺席|爽约|没见(?:到)?人|联系不上|打不通")
_NO = re.compile(
    r"[没未不](?:有)?(?:录用|录取|要|合格|通过|合适|行|符合|考虑)|不予|淘汰|拒绝|招满|满了"
)
_CAME = re.compile(r"来(?:了|过)|到(?:了|过)|面试(?:了|过)|试岗|试用")
_WHYS: tuple[tuple[OutcomeReason, re.Pattern[str]], ...] = (
    (_R.AGE, re.compile(r"年龄|太大|大了|超龄|太小|年纪")),
    (_R.FULL, re.compile(r"满")),
    (_R.CERTIFICATE, re.compile(r"证")),
    (_R.FITNESS, re.compile(r"体检|身体")),
    (_R.EXPERIENCE, re.compile(r"经验|没做过|不熟")),
    (_R.SKILL, re.compile(r"技能|不会|手慢|技术|做不了|干不了")),
)
_OWN_WHYS: tuple[tuple[OutcomeReason, re.Pattern[str]], ...] = (
    (_R.PAY, re.compile(r"工资|嫌.{0,3}低")),
    (_R.FAR, re.compile(r"远")),
    (_R.SHIFT, re.compile(r"夜班|班次|倒班|时间")),
    (_R.WORK, re.compile(r"不想|不愿|不干|太累|嫌.{0,3}累")),
)


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """What is said of one number of a list; *action* as the machine of recommendations names it."""

    number: int
    action: str
    why: OutcomeReason | None
    words: str


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """The answers that are sure, and the pieces that somebody has to read."""

    answers: tuple[ListAnswer, ...]
    unread: tuple[str, ...]


def read_answers(text: str, numbers: Collection[int]) -> ReadAnswers:
    """Read what an employer wrote about the *numbers* of a list.

    Several numbers before one saying share it ("2、3没来"). A number that comes twice, or is not on
    the list, is left unread.
    """
    plain = unicodedata.normalize("NFKC", text)
    found: dict[int, ListAnswer] = {}
    unread: list[str] = []
    for named, said in _pieces(plain):
        meant = _meaning(said)
        for number in named:
            if meant is None or number not in numbers or number in found:
                unread.append(f"{number} {said}".strip())
                continue
            action, why = meant
            found[number] = ListAnswer(number, action, why, said)
    return ReadAnswers(tuple(found[number] for number in sorted(found)), tuple(unread))


def _pieces(plain: str) -> list[tuple[list[int], str]]:
    """Cut at the numbers: ([numbers], what is said of them)."""
    marks = list(_NUMBERED.finditer(plain))
    pieces: list[tuple[list[int], str]] = []
    waiting: list[int] = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(plain)
        said = plain[mark.end() : end]
        waiting.append(int(mark[1]))
        if _BETWEEN.fullmatch(said) and at + 1 < len(marks):
            continue
        pieces.append((waiting, _LEAD.sub("", said)))
        waiting = []
    return pieces


def _meaning(said: str) -> tuple[str, OutcomeReason | None] | None:
    if _ABSENT.search(said):
        own = _why(said, _OWN_WHYS)
        return "decline", own or OutcomeReason.NOT_COME
    own = _why(said, _OWN_WHYS)
    if own is not None and not _HIRED.search(said):
        return "decline", own
    why = _why(said, _WHYS)
    if _NO.search(said) or (why is not None and not _HIRED.search(said)):
        return "refuse", why or OutcomeReason.OTHER
    if _HIRED.search(said) and not _NOT.search(said):
        return "place", None
    if _CAME.search(said) and not _NOT.search(said):
        return "come", None
    return None


def _why(
    said: str, whys: tuple[tuple[OutcomeReason, re.Pattern[str]], ...]
) -> OutcomeReason | None:
    return next((why for why, words in whys if words.search(said)), None)
