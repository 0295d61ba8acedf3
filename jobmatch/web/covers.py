"""Covered words: what names a person may stand in an address only sealed, for one account.

The names and tails of numbers that clerks look for would else stay in histories, logs and on
screens behind a back. Sealed, an address still leads back to the same list, but only for the
account that asked, and it tells nothing to whoever reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.store.crypto import SealError
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from jobmatch.store.crypto import KeyRing

LONGEST = 600
"""Signs of a covered text that are read at all."""


def cover(text: str) -> str:
    """Give *text* sealed for the account that is signed in; fit for an address."""
    return _keys().seal(text.encode(), where=_where()) if text else ""


def uncover(covered: str | None) -> str | None:
    """Give what cover() sealed for this account; None for anything else, also of old keys."""
    if not covered or len(covered) > LONGEST or not covered.isascii():
        return None
    try:
        return _keys().open(covered, where=_where()).decode()
    except SealError:
        return None


def _where() -> str:
    return f"web|covers|{access.actor().account_id}"


def _keys() -> KeyRing:
    with sessions.read() as session:
        keys: KeyRing = session.info["keys"]
        return keys
