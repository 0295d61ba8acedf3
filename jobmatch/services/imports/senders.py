"""Senders of files and what the headers of their sheets meant the last time."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain import numbers
from jobmatch.store.imports import RememberedColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from jobmatch.domain.imports import ImportKind
    from jobmatch.intake.postings import SheetReading

_LONGEST = 200
_IGNORED = "ignored"
_CHANGING = re.compile(
    r"\d+|[（(\[【].*?[)）\]】]|[年月日号第版期周季]|副本|最新|最终|终稿|定稿|修改|更新|copy|final",
    re.IGNORECASE,
)


def sender_of(file_name: str, *, employer: str | None = None) -> str:
    """Give whose layout a file has: its employer, else its name without dates and versions."""
    if employer:
        return numbers.squeeze(employer)[:_LONGEST]
    stem = numbers.squeeze(PurePath(file_name).stem)
    return (_CHANGING.sub("", stem).strip("-_ .") or stem)[:_LONGEST]


def named_sender(readings: Iterable[Any]) -> str | None:
    """Give the employer that every posting of a sheet names: the sheet is its; None for several."""
    named = {numbers.squeeze(one.employer or "")[:_LONGEST] for one in readings}
    return next(iter(named)) or None if len(named) == 1 else None


def remembered_columns(session: Session, *, sender: str, kind: ImportKind) -> dict[str, str]:
    """Give header → field as confirmed for *sender* before; the readers take it as an argument."""
    wanted = select(RememberedColumn.header, RememberedColumn.field).where(
        RememberedColumn.sender == sender, RememberedColumn.kind == kind
    )
    return {row.header: row.field for row in session.execute(wanted)}


def remember_columns(
    session: Session,
    *,
    sender: str,
    kind: ImportKind,
    sheets: Iterable[SheetReading],
    corrections: Mapping[str, str],
) -> None:
    """Remember what the columns of a committed file meant, the operator's corrections first.

    A header that nobody understood is not remembered: a later release may understand it.
    """
    guessed = {
        guess.path: guess.role
        for sheet in sheets
        for guess in sheet.columns
        if guess.path and guess.role != _IGNORED
    }
    known = {
        row.header: row
        for row in session.scalars(
            select(RememberedColumn).where(
                RememberedColumn.sender == sender, RememberedColumn.kind == kind
            )
        )
    }
    for header, field in {**guessed, **corrections}.items():
        row = known.get(header[:_LONGEST])
        if row is None:
            session.add(
                RememberedColumn(sender=sender, kind=kind, header=header[:_LONGEST], field=field)
            )
        else:
            row.field = field
            row.times += 1
