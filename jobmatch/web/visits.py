"""A visit to the kiosk: one person's minutes at the screen, of which nothing may remain.

The cookie holds a random word for the present visit, and every address of the visit carries it.
When the visit ends the word is forgotten, so whoever presses "back" afterwards comes to the first
page and not to what the person before was looking at. A visit needs no account and no row.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import TYPE_CHECKING

from flask import session

if TYPE_CHECKING:
    from flask import Response

_KEY = "visit"
_PERSON, _SEEN = "person", "seen"
SECONDS = 120
"""Seconds without a touch after which a visit ends."""
PERSON_SECONDS = 60
"""The same where a page shows what belongs to one person."""
KEPT_SECONDS = 600
"""Seconds after the last page in which a person is still known, whatever the browser does."""
WARNING_SECONDS = 15
"""Seconds before that end in which the screen asks whether anybody is there."""


def begin() -> str:
    """Begin a visit, which ends the one before, and give its word."""
    session.pop(_PERSON, None)
    session[_KEY] = secrets.token_urlsafe(9)
    return str(session[_KEY])


def is_present(visit: str) -> bool:
    """Tell whether *visit* is the one that is going on in this browser."""
    word = str(session.get(_KEY, ""))
    return bool(word) and hmac.compare_digest(word.encode(), visit.encode())


def know(person: str) -> None:
    """Note in this visit who stands there: the name of a row, no number of a person."""
    session[_PERSON], session[_SEEN] = person, int(time.time())


def person() -> str:
    """Give who stands there, "" when nobody said so or the last page is long ago."""
    seen = session.get(_SEEN, 0)
    if session.get(_PERSON) and time.time() - seen > KEPT_SECONDS:
        session.pop(_PERSON)
    found = str(session.get(_PERSON, ""))
    if found:
        session[_SEEN] = int(time.time())
    return found


def end(response: Response) -> Response:
    """Forget all that this browser keeps of us: cookie, cache, storage.

    A browser honours Clear-Site-Data under HTTPS and on its own machine; elsewhere the forgotten
    word and pages that are never stored have to do.
    """
    session.clear()
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
