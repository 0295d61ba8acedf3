"""Employers of posting sheets, found by their name as compared, made where they are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain import numbers
from jobmatch.services.imports.effects import clip
from jobmatch.store.employers import Employer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.intake.postings import PostingReading
    from jobmatch.services.imports.changes import ChangeBook
    from jobmatch.services.imports.effects import Effect

_LONGEST = 200


def employer_key(name: str) -> str:
    """Give the form in which names of employers are compared: NFKC without spaces."""
    return numbers.squeeze(name)[:_LONGEST]


class EmployerWriter:
    """Finds or makes the employer of each posting."""

    def __init__(self, session: Session, book: ChangeBook) -> None:
        """Take the session and the book of changes of the batch."""
        self._session = session
        self._book = book
        self._known: dict[str, Employer] = {}

    def find_or_make(self, reading: PostingReading, effect: Effect) -> Employer | None:
        """Give the employer that the row names; None when it names none.

        What an employer row already says is never changed by a posting sheet.
        """
        if not reading.employer:
            return None
        key = employer_key(reading.employer)
        if key not in self._known:
            found = self._session.scalar(select(Employer).where(Employer.name_key == key))
            self._known[key] = found or self._make(key, reading, effect)
        return self._known[key]

    def _make(self, key: str, reading: PostingReading, effect: Effect) -> Employer:
        made = Employer(
            name=reading.employer[:_LONGEST] if reading.employer else key,
            name_key=key,
            kind=reading.kind,
            contact_name=clip(reading.contact, 60),
        )
        if reading.phone:
            made.contact_phone = reading.phone
        self._book.open(made, effect.row)
        self._session.add(made)
        self._book.flush()
        return made
