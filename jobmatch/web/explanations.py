"""How matches are told on pages: a word for the fit, the reasons that a card does not show already.

A card itself shows pay, shift, board, lodging, day and region of a posting; a sentence about them
is told only where something is missing or unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.matching.answers import near_miss_text
from jobmatch.matching.readings import ReadKind
from jobmatch.matching.reasons import Side
from jobmatch.matching.scoring import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from jobmatch.matching.answers import Match
    from jobmatch.matching.readings import Read

VERY_GOOD, GOOD = 0.7, 0.5
_ON_THE_CARD = frozenset(
    {Part.PAY, Part.SHIFT, Part.FRESHNESS, Part.DISTANCE, Part.BOARD, Part.LODGING}
)
_SIDES = (
    (Side.MATCHED, "yes", "合适"),
    (Side.MISSING, "no", "不足"),
    (Side.UNKNOWN, "ask", "要问清"),
)


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


def told(match: Match) -> list[tuple[str, str, list[str]]]:
    """Give (style, Chinese name, sentences) of each side that has something to say."""
    found = []
    for side, style, name in _SIDES:
        said = [
            reason.sentence
            for reason in match.reasons
            if reason.side is side and not (side is Side.MATCHED and reason.part in _ON_THE_CARD)
        ]
        if said:
            found.append((style, name, said))
    return found


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
