"""What was searched for: texts and how often, to try a change on before it is saved.

Nothing says who asked or for whom. Numbers of people are masked, pieces that nobody understood and
that are no words of the language either (most names) are left out, and what is older than KEPT is
forgotten.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from jobmatch.domain import typed_numbers
from jobmatch.matching import tokens
from jobmatch.matching.readings import ReadKind
from jobmatch.matching.searches import strip_fillers
from jobmatch.services import lexicon
from jobmatch.store import upserts
from jobmatch.store.lexicon import PastSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.matching.readings import Read

KEPT = timedelta(days=180)
"""How long a search is remembered: half a year holds a busy season and a quiet one."""
LONGEST = 100
"""Signs of a text that is kept; longer ones are stories of a person, not questions for work."""
_PIECE = re.compile(r"([\s,。.;、!?|/()\"“”:~+]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_UNDERSTOOD = " "


def kept_text(text: str) -> str | None:
    """Give what of *text* may be kept: numbers masked; None for nothing, or for a long story."""
    hidden = typed_numbers.hide(text)
    return hidden if 0 < len(hidden) <= LONGEST else None


def heard_text(text: str, reads: Iterable[Read] = ()) -> str | None:
    """Give what of *text* may be kept when it was understood as *reads*; None for nothing.

    A piece between two marks stays when all of it was understood, or is words of the language:
    what else is left of it may be a name. Without *reads* every piece must be such words.
    """
    hidden = kept_text(text)
    if hidden is None:
        return None
    rest = hidden
    for words in sorted(_understood(reads), key=len, reverse=True):
        rest = rest.replace(words, _UNDERSTOOD * len(words))
    kept: list[str] = []
    start, mark = 0, ""
    for number, piece in enumerate(_PIECE.split(hidden)):
        end = start + len(piece)
        if number % 2:
            mark = piece
        elif piece and not _may_name_somebody(rest[start:end]):
            kept += [mark, piece] if kept else [piece]
        start = end
    return "".join(kept) or None


def _understood(reads: Iterable[Read]) -> Iterable[str]:
    for read in reads:
        # What was meant by its sound may be a name that sounds like work; pinyin is no name.
        guessed = read.kind is ReadKind.CORRECTION and not read.words.isascii()
        named = read.kind in {ReadKind.WORK, ReadKind.SKILL} and not _is_listed(read.words)
        if read.words and read.kind is not ReadKind.LEFTOVER and not (guessed or named):
            yield typed_numbers.plain(read.words)


def _is_listed(words: str) -> bool:
    """Tell whether the tables hold *words*: work may be heard in a sentence that holds a name."""
    listed = lexicon.table_index().lexicon.by_text
    return lexicon.load_cleaner().clean(words) in listed or tokens.is_made_of_words(words)


def _may_name_somebody(rest: str) -> bool:
    """Tell whether *rest*, what was not understood of a piece, is more than known words."""
    left = [strip_fillers(part) for part in _LETTERS.findall(rest)]
    unknown = [part for part in left if part and not tokens.is_made_of_words(part)]
    return sum(map(len, unknown)) > 1


def note(session: Session, texts: Mapping[str, int], *, on: date) -> None:
    """Count the *texts* (each with how often) that were searched for on the day *on*.

    Several processes may count the same texts at the same moment.
    """
    counted: dict[str, int] = {}
    for text, times in texts.items():
        kept = kept_text(text)
        if kept is not None:
            counted[kept] = counted.get(kept, 0) + times
    rows = [{"text": text, "asked_on": on, "times": times} for text, times in counted.items()]
    upserts.add_up(session, PastSearch.times, rows, keys=("text", "asked_on"))
    forget(session, on=on)


def forget(session: Session, *, on: date) -> None:
    """Forget what was searched for longer ago than KEPT, counted from the day *on*."""
    session.execute(delete(PastSearch).where(PastSearch.asked_on < on - KEPT))
