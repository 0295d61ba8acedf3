"""How matches are told on pages: a word for the fit, a summary, and every reason with its fields.

A summary of one or two sentences stands on the card; the whole lists, each sentence with the
fields that it comes from, open below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.matching.answers import near_miss_text
from jobmatch.matching.origins import FIELD_NAMES
from jobmatch.matching.readings import ReadKind
from jobmatch.matching.reasons import Side
from jobmatch.matching.scoring import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from jobmatch.matching.answers import Match
    from jobmatch.matching.barriers import Barrier, Remark
    from jobmatch.matching.readings import Read
    from jobmatch.matching.reasons import Reason

VERY_GOOD, GOOD = 0.7, 0.5
_SIDES = (
    (Side.MATCHED, "yes", "合适"),
    (Side.MISSING, "no", "不足"),
    (Side.UNKNOWN, "ask", "要问清"),
    (Side.FACT, "fact", "岗位情况"),
)
_BARRED, _OPEN, _NOTED = ("no", "硬性冲突"), ("ask", "要问清"), ("fact", "请留意")


@dataclass(frozen=True, slots=True)
class Told:
    """One list on a page: its style, its Chinese name, (sentence, names of fields) of each line."""

    style: str
    name: str
    lines: tuple[tuple[str, str], ...]


def is_apt(match: Match) -> bool:
    """Tell whether the work itself fits, or nothing is known of what somebody can and wants."""
    work = next((reason for reason in match.reasons if reason.part is Part.WORK), None)
    return work is None or work.side is Side.MATCHED


def fitness(match: Match) -> str:
    """Say how well a posting and a worker fit, in a word: the reasons stand beside it."""
    if not is_apt(match):
        return "不太对口"
    if match.score >= VERY_GOOD:
        return "很合适"
    return "合适" if match.score >= GOOD else "可以考虑"


def told(match: Match) -> list[Told]:
    """Give the lists of all that is said about *match*; a list with nothing to say is left out."""
    open_remarks = [remark for remark in match.remarks if remark.open]
    found: dict[tuple[str, str], list[tuple[str, str]]] = {_BARRED: _lines(match.barriers)}
    for side, style, name in _SIDES:
        found[style, name] = _lines(reason for reason in match.reasons if reason.side is side)
    found[_OPEN] = [*_lines(open_remarks), *found[_OPEN]]
    found[_NOTED] = _lines(remark for remark in match.remarks if not remark.open)
    return [Told(*head, tuple(lines)) for head, lines in found.items() if lines]


def _lines(said: Iterable[Reason | Barrier | Remark]) -> list[tuple[str, str]]:
    return [
        (each.sentence, "、".join(dict.fromkeys(FIELD_NAMES[field] for field in each.fields)))
        for each in said
    ]


def by_kind(reads: Iterable[Read]) -> list[tuple[ReadKind, list[Read]]]:
    """Group what was understood by kind, the work first."""
    pieces = list(reads)
    grouped = [(kind, [piece for piece in pieces if piece.kind is kind]) for kind in ReadKind]
    return [(kind, found) for kind, found in grouped if found]


def install(app: Flask) -> None:
    """Give the templates of *app* these words."""
    app.jinja_env.tests["apt"] = is_apt
    app.jinja_env.filters.update(
        fitness=fitness, told=told, by_kind=by_kind, near_miss=near_miss_text
    )
