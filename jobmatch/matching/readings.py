"""What a text was understood as, piece by piece, so that the answer can echo it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from jobmatch.domain.kinds import (  # noqa: TC001 - fields are looked up at run time by callers
    LabourCapacity,
    Schooling,
)
from jobmatch.matching.profiles import Wishes

GAP = "，"
"""Stands where a piece was taken out of the text."""


class ReadKind(StrEnum):
    """What a piece of the text was understood as."""

    WORK = "work"
    SKILL = "skill"
    LIMIT = "limit"
    WISH = "wish"
    PERSON = "person"
    EXPERIENCE = "experience"
    PAPER = "paper"
    PLACE = "place"
    CORRECTION = "correction"
    LEFTOVER = "leftover"


@dataclass(frozen=True, slots=True)
class Read:
    """One piece understood: the *words* and, in plain Chinese, their *meaning*."""

    kind: ReadKind
    words: str
    meaning: str


@dataclass
class WishReading:
    """What was found so far; *rest* is the text that nothing has claimed yet."""

    rest: str
    wishes: Wishes = field(default_factory=Wishes)
    age: int | None = None
    schooling: Schooling | None = None
    capacity: LabourCapacity | None = None
    certificates: tuple[str, ...] | None = None
    lacked: tuple[str, ...] = ()
    """Certificates that somebody says not to have; of others nothing is said."""
    refused: tuple[str, ...] = ()
    """Kinds of work that are refused in plain words, which mean the work by any name."""
    any_work: bool = False
    """Whatever work there is will do."""
    reads: list[Read] = field(default_factory=list)

    def note(self, kind: ReadKind, words: str, meaning: str, **wishes: Any) -> bool:
        """Keep one piece understood and set fields of the wishes; always True, for rules."""
        self.reads.append(Read(kind, words.strip(GAP + " "), meaning))
        self.wishes = replace(self.wishes, **wishes)
        return True


Rule = tuple[re.Pattern[str], Callable[[WishReading, re.Match[str]], bool | str]]
"""A pattern and what it does; it answers False to leave the words where they are, or the words
that remain to be read when it has understood the rest (开了十年车 → 开车)."""


def claim(reading: WishReading, rule: Rule) -> None:
    """Apply *rule* wherever it matches, and take the words out that it claims."""
    pattern, apply = rule

    def take(match: re.Match[str]) -> str:
        if not match.group():
            return ""
        answer = apply(reading, match)
        if isinstance(answer, str):
            return answer
        return GAP if answer else match.group()

    reading.rest = pattern.sub(take, reading.rest)
