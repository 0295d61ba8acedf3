"""Who is asking, and whether they may: every route declares its access, or it answers nobody.

Flask-Login carries the random token of a row in the login table; the row can be revoked. A route
says `requires(Permission.X)`, `signed_in` or `public`; a route that says nothing is refused.
A login that still waits for its code, for a password of its own or for a second factor opens the
pages that say `during(step)`, and no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from flask import current_app, redirect, request, url_for
from flask_login import LoginManager, current_user

from jobmatch.domain.errors import ForbiddenError
from jobmatch.services import logins
from jobmatch.services.logins import Step
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
STEP_PAGES = {
    Step.CODE: "accounts.code",
    Step.PASSWORD: "accounts.new_password",
    Step.SETUP: "accounts.second_factor",
}
"""Where a login goes that still waits for something."""
_OWN_FILES = frozenset({"static", "bootstrap.static"})


class StalePasswordError(ForbiddenError):
    """Somebody else may sit there by now: the password must be typed again."""

    message = "为了保护个人信息，请再输入一次密码，然后继续。"


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


def during(*steps: Step) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a login that still waits for one of *steps* see the view as well."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        view.steps = frozenset(steps)  # type: ignore[attr-defined]  # functions take attributes
        return view

    return declare


def steps_of(view: Callable[..., Any]) -> frozenset[Step]:
    """Give the unfinished steps during which *view* answers: none, for nearly every page."""
    return getattr(view, "steps", frozenset())


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
    """Give the signed-in visitor, or None; one who is half in on the pages for that alone."""
    found = _anyone()
    if found is None or found.login.step is Step.OPEN:
        return found
    view = current_app.view_functions.get(request.endpoint or "")
    return found if view is not None and found.login.step in steps_of(view) else None


def require_fresh() -> None:
    """Raise StalePasswordError unless the password was typed in the last quarter of an hour.

    The page of that error asks for it and comes back; what reveals a number calls this first.
    """
    found = visitor()
    if found is None:
        raise ForbiddenError
    if not found.login.is_fresh:
        raise StalePasswordError


def _anyone() -> Visitor | None:
    user = current_user._get_current_object()  # noqa: SLF001 - werkzeug's way to the real object
    return user if isinstance(user, Visitor) else None


def install(app: Flask) -> None:
    """Check every request of *app* before its view runs."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.before_request(_check)
    app.register_error_handler(StalePasswordError, _ask_again)


def _load(token: str) -> Visitor | None:
    with sessions.read() as session:
        login = logins.find_login(session, token=token)
    if login is None:
        return None
    if login.is_due_for_note:
        with sessions.write() as session:
            logins.note_use(session, token=token)
    return Visitor(login)


def _ask_again(_: StalePasswordError) -> ResponseReturnValue:
    """Ask for the password and come back to the page that the form stands on."""
    came_from = urlsplit(request.referrer or "")
    here = came_from.netloc == request.host
    wanted = came_from.path if here else request.path if request.method == "GET" else None
    return redirect(url_for("accounts.confirm", next=wanted))


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in _OWN_FILES:
        return None  # no such page, or a file of the program
    view = current_app.view_functions[request.endpoint]
    rule = rule_of(view)
    if rule == PUBLIC:
        return None
    found = _anyone()
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    if found is None:
        return redirect(url_for("accounts.sign_in", next=wanted))
    step = found.login.step
    if step is not Step.OPEN and step not in steps_of(view):
        return redirect(url_for(STEP_PAGES[step], next=wanted))
    if rule == SIGNED_IN:
        return None
    if rule is None or not found.login.actor.may(cast("Permission", rule)):
        raise ForbiddenError
    return None
