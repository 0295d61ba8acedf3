"""What was searched for: texts and how often, to try a change on before it is saved.

Nothing says who asked or for whom. Numbers of people are masked, other long numbers as well, and
what is older than KEPT is forgotten.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from jobmatch.store.lexicon import PastSearch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

KEPT = timedelta(days=180)
"""How long a search is remembered: half a year holds a busy season and a quiet one."""
LONGEST = 100
"""Signs of a text that is kept; longer ones are stories of a person, not questions for work."""
_NUMBER = re.compile(r"\d[\d\s.()-]*\d[Xx]?", re.ASCII)
_PHONE, _RUN = 9, 6
"""Digits from which a number written in groups, and one without gaps, may name a person."""


def kept_text(text: str) -> str | None:
    """Give what of *text* may be kept: numbers masked; None for nothing, or for a long story."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    masked = _NUMBER.sub(_mask, plain)
    return masked if 0 < len(masked) <= LONGEST else None


def _mask(found: re.Match[str]) -> str:
    number = found[0]
    digits = sum(sign.isdigit() for sign in number)
    in_one = digits >= len(number) - number.upper().count("X")
    return "＊" if digits >= (_RUN if in_one else _PHONE) else number


def note(session: Session, texts: Mapping[str, int], *, on: date) -> None:
    """Count the *texts* (each with how often) that were searched for on the day *on*."""
    counted: dict[str, int] = {}
    for text, times in texts.items():
        kept = kept_text(text)
        if kept is not None:
            counted[kept] = counted.get(kept, 0) + times
    statement = select(PastSearch).where(PastSearch.asked_on == on, PastSearch.text.in_(counted))
    there = {row.text: row for row in session.scalars(statement)}
    for kept, times in counted.items():
        if kept in there:
            there[kept].times += times
        else:
            session.add(PastSearch(text=kept, asked_on=on, times=times))
    session.flush()
    forget(session, on=on)


def forget(session: Session, *, on: date) -> None:
    """Forget what was searched for longer ago than KEPT, counted from the day *on*."""
    session.execute(delete(PastSearch).where(PastSearch.asked_on < on - KEPT))
