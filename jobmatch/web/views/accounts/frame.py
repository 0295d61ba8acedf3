"""What the rooms of these pages share: the blueprint, safe targets, passwords and codes tried."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, request, url_for

from jobmatch.domain.errors import ForbiddenError
from jobmatch.services import logins
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from jobmatch.services.logins import OpenLogin

bp = Blueprint("accounts", __name__)


def safe(target: str | None) -> str:
    """Give *target* when it is a page of ours, else the home page: no sending people elsewhere."""
    parts = urlsplit(target or "")
    plain = "\\" not in (target or "") and not (target or "").startswith("//")
    if target and plain and target.startswith("/") and not parts.scheme and not parts.netloc:
        return target
    return url_for("home.index")


def own_login() -> OpenLogin:
    """Give the login of who is asking; one that is half in on the pages for that alone."""
    found = access.visitor()
    if found is None:
        raise ForbiddenError
    return found.login


def password_fits(login: OpenLogin, password: str) -> bool:
    """Try the password of who is signed in: counted as at the sign-in, no transaction meanwhile.

    Raises TooManyAttemptsError when the account is locked.
    """
    with sessions.write() as write:
        attempt = logins.start_attempt(
            write, name=login.actor.name, address=request.remote_addr or ""
        )
    if not logins.password_fits(attempt, password):
        return False
    with sessions.write() as write:
        logins.forgive_attempt(write, attempt)
    return True


def code_fits(login: OpenLogin, code: str) -> bool:
    """Try a code of the phone or of the paper; TooManyAttemptsError after five wrong ones."""
    account_id = login.actor.account_id or 0
    with sessions.write() as write:
        logins.count_code(write, account_id=account_id)
    with sessions.write() as write:
        return logins.take_code(write, account_id=account_id, code=code)
