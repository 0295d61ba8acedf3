"""Who is asking, and whether they may: every route declares its access, or it answers nobody.

Flask-Login carries the random token of a row in the login table; the row can be revoked. A route
says `requires(Permission.X)`, `signed_in` or `public`; a route that says nothing is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from flask import current_app, redirect, request, url_for
from flask_login import LoginManager, current_user

from jobmatch.domain.errors import ForbiddenError
from jobmatch.services import logins
from jobmatch.web import sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from jobmatch.domain.accounts import Actor, Permission
    from jobmatch.services.logins import OpenLogin

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"
SIGNED_IN = "signed in"
_OWN_FILES = frozenset({"static", "bootstrap.static"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """What Flask-Login holds: the open login, whose token stands in the cookie."""

    login: OpenLogin
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Give the token that stands in the signed cookie."""
        return self.login.token


def _declare(view: Callable[P, R], rule: Permission | str) -> Callable[P, R]:
    view.access = rule  # type: ignore[attr-defined]  # functions take attributes
    return view


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let anybody see *view*."""
    return _declare(view, PUBLIC)


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Let every signed-in account see *view*."""
    return _declare(view, SIGNED_IN)


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only accounts with *permission* see the view."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        return _declare(view, permission)

    return declare


def rule_of(view: Callable[..., Any]) -> Permission | str | None:
    """Give what *view* declares: a permission, PUBLIC, SIGNED_IN, or None when it forgot."""
    return getattr(view, "access", None)


def actor() -> Actor:
    """Give who is asking, as a frozen value; raise ForbiddenError when nobody is signed in."""
    found = visitor()
    if found is None:
        raise ForbiddenError
    return found.login.actor


def visitor() -> Visitor | None:
    """Give the signed-in visitor, or None."""
    user = current_user._get_current_object()  # noqa: SLF001 - werkzeug's way to the real object
    return user if isinstance(user, Visitor) else None


def install(app: Flask) -> None:
    """Check every request of *app* before its view runs."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.before_request(_check)


def _load(token: str) -> Visitor | None:
    with sessions.read() as session:
        login = logins.find_login(session, token=token)
    if login is None:
        return None
    if login.is_due_for_note:
        with sessions.write() as session:
            logins.note_use(session, token=token)
    return Visitor(login)


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in _OWN_FILES:
        return None  # no such page, or a file of the program
    rule = rule_of(current_app.view_functions[request.endpoint])
    if rule == PUBLIC:
        return None
    found = visitor()
    if found is None:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=wanted))
    if rule == SIGNED_IN:
        return None
    if rule is None or not found.login.actor.may(cast("Permission", rule)):
        raise ForbiddenError
    return None
