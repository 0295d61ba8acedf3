"""Forms that are sent twice: the effect happens once, both answers lead to the same place."""

from __future__ import annotations

import json
import re
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import redirect, request

from jobmatch.services import idempotency
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

FIELD = "once"
"""Name of the hidden field; macros/forms.html draws it."""
_KEY = re.compile(r"[0-9a-f]{32}")
_NOT_SAID = frozenset({FIELD, "csrf_token"})


def new_key() -> str:
    """Give a random key for a form that is being shown."""
    return secrets.token_hex(16)


def key_of_form() -> str | None:
    """Give the key that the form of this request brought, or None."""
    key = request.form.get(FIELD, "")
    return key if _KEY.fullmatch(key) else None


def once(effect: Callable[[Session], str]) -> ResponseReturnValue:
    """Do *effect* once for this form, in one write transaction, and redirect (303).

    Args:
        effect: gets the write session, does the use case, gives the address to go to. A form
            without the hidden field is answered too, but not protected.
    """
    key = key_of_form()
    actor = access.actor()
    with sessions.write() as session:
        address = None
        if key is not None:
            address = idempotency.begin(session, actor=actor, key=key, said=_said())
        if address is None:
            address = effect(session)
            if key is not None:
                status = HTTPStatus.SEE_OTHER
                idempotency.finish(session, actor=actor, key=key, status=status, address=address)
    return redirect(address, HTTPStatus.SEE_OTHER)


def install(app: Flask) -> None:
    """Let templates of *app* make keys."""
    app.jinja_env.globals["once_key"] = new_key


def _said() -> str:
    """Give what the form says, and where it was sent: another path is another request."""
    fields = sorted(
        (name, value) for name, value in request.form.items(multi=True) if name not in _NOT_SAID
    )
    files = sorted((name, str(file.filename)) for name, file in request.files.items(multi=True))
    return json.dumps([request.path, fields, files], ensure_ascii=False)
