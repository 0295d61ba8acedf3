"""Chips of the kiosk: one touch adds a condition to the question, or takes one out again.

The question stays one plain text, so a chip is nothing but the question that it leads to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.matching.readings import ReadKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobmatch.matching.readings import Read

_LOOSE = frozenset(
    {ReadKind.LIMIT, ReadKind.WISH, ReadKind.PLACE, ReadKind.EXPERIENCE, ReadKind.PAPER}
)
"""Pieces that narrow a question without being its work."""
OFFERED = ("家附近", "管住", "管吃", "不上夜班", "没有经验", "坐着的活")
"""Conditions that people at a kiosk ask for most."""
_NAMES = {"没有经验": "没经验也行", "坐着的活": "坐着干的"}
_GAPS = re.compile(r"[，,、；;。\s]+")


@dataclass(frozen=True, slots=True)
class Chip:
    """What stands on a chip and the question that it leads to."""

    name: str
    text: str


def loosening(text: str, reads: Iterable[Read]) -> list[Chip]:
    """Give a chip for each condition of *text* that can be taken out of its words."""
    found: dict[str, Chip] = {}
    for read in reads:
        if read.kind in _LOOSE and read.words and read.words in text:
            rest = _tidy(text.replace(read.words, "，"))
            if rest:
                found.setdefault(read.words, Chip(name_of(read.words), rest))
    return list(found.values())


def tightening(text: str) -> list[Chip]:
    """Give a chip for each condition often asked for that *text* does not name yet."""
    return [Chip(name_of(words), f"{text}，{words}") for words in OFFERED if words not in text]


def name_of(words: str) -> str:
    """Give what stands on a chip for *words*."""
    return _NAMES.get(words, words)


def _tidy(text: str) -> str:
    return _GAPS.sub("，", text).strip("，")
