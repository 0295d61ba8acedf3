"""Schooling: what a posting asks for at least, and what a person has."""

from __future__ import annotations

import re

from jobmatch.domain import numbers
from jobmatch.domain.kinds import Schooling

# Longest and most particular words first; each is taken out of the text before the next is sought,
# so that 高中 is not found in 高中专 nor 大专 in 大专院校预科.
_WORDS: tuple[tuple[re.Pattern[str], Schooling], ...] = (
    (re.compile(r"硕士|博士|研究生|本科|学士|bachelor", re.IGNORECASE), Schooling.BACHELOR),
    (
        re.compile(r"大专|专科|高职高专|高职(?!高)|高专|大学(?!城|路)|college", re.IGNORECASE),
        Schooling.COLLEGE,
    ),
    (
        re.compile(r"高中|中专|中技|技校|职高|中职|职中|职业高中|技工学校|senior", re.IGNORECASE),
        Schooling.SENIOR,
    ),
    (re.compile(r"初中|初级中学|九年义务|junior", re.IGNORECASE), Schooling.JUNIOR),
    (re.compile(r"小学|primary", re.IGNORECASE), Schooling.PRIMARY),
)
_NO_DEMAND = re.compile(
    r"(?:学历|文化(?:程度)?|文凭)(?:[:：]|要求)*(?:均|都)?(?:不限|无要求|不作?要求|不论|没要求)|不限(?:学历|文化|文凭)"
    r"|无学历要求|不[要需]?求?学历|(?:能?识字|会写字|会写名字|认得字|认字)(?:即可|就行|就可|就好)?|不识字也?[可行]"
)
_NO_DEMAND_CELL = re.compile(
    r"^(?:不限制?|无|无要求|无限制|不作?要求|均可|都可以?|any|/|-)$", re.IGNORECASE
)
_SAID_NOTHING = re.compile(r"^[-/\\—无]*$")
_PREFERRED = re.compile(r"优先")
_NONE_ATTAINED = re.compile(r"文盲|半文盲|未上过学|没读过书|没上过学|无文化|不识字")


def read_schooling(text: str, *, in_sentence: bool = False) -> Schooling | None:
    """Read the least schooling a posting asks for; 不限 and 识字即可 are NONE, not said is None.

    In a sentence 不限 alone may speak of anything, so it must name 学历. 优先 is no demand.
    """
    plain = numbers.drop_clauses(numbers.squeeze(text), _PREFERRED)
    if not in_sentence and _SAID_NOTHING.match(plain) and plain != "无":
        return None
    if _NO_DEMAND.search(plain) or (not in_sentence and _NO_DEMAND_CELL.match(plain)):
        return Schooling.NONE
    found = _named(plain)
    return min(found, key=lambda one: one.rank) if found else None


def read_attained_schooling(text: str) -> Schooling | None:
    """Read the schooling a person has: the highest that is named; 文盲或半文盲 is ILLITERATE."""
    plain = numbers.squeeze(text)
    if _NONE_ATTAINED.search(plain):
        return Schooling.ILLITERATE
    found = _named(plain)
    return max(found, key=lambda one: one.rank) if found else None


def _named(plain: str) -> list[Schooling]:
    found = []
    for pattern, level in _WORDS:
        if pattern.search(plain):
            found.append(level)
            plain = pattern.sub("·", plain)
    return found
