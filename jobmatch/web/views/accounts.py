"""Sign in and out."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user

from jobmatch.services import logins
from jobmatch.web import access, security, sessions
from jobmatch.web.forms.accounts import SignInForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("accounts", __name__)


def _safe(target: str | None) -> str:
    """Give *target* when it is a page of ours, else the home page: no sending people elsewhere."""
    parts = urlsplit(target or "")
    plain = "\\" not in (target or "") and not (target or "").startswith("//")
    if target and plain and target.startswith("/") and not parts.scheme and not parts.netloc:
        return target
    return url_for("home.index")


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
@security.limiter.limit("30 per minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for account and password; unknown and wrong get the same answer."""
    form = SignInForm()
    target = _safe(request.args.get("next"))
    if access.visitor() is not None:
        return redirect(target)
    if not form.validate_on_submit():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render_template("accounts/sign_in.html", form=form, refusal=None), status
    try:
        visitor = _try(**form.values())
    except logins.SignInError as refusal:
        body = render_template("accounts/sign_in.html", form=form, refusal=str(refusal))
        return body, HTTPStatus.UNPROCESSABLE_ENTITY
    session.clear()  # nothing of before the sign-in lives on: a planted cookie gains nothing
    login_user(visitor)
    return redirect(target)


def _try(*, name: str, password: str) -> access.Visitor:
    """Count the attempt, check the password with no transaction open, then settle."""
    with sessions.write() as write:
        attempt = logins.start_attempt(write, name=name, address=request.remote_addr or "")
    fits = logins.password_fits(attempt, password)
    with sessions.write() as write:
        login = logins.finish_attempt(write, attempt, fits=fits)
    if login is None:
        raise logins.SignInError
    return access.Visitor(login)


@bp.post("/sign-out")
@access.signed_in
def sign_out() -> ResponseReturnValue:
    """Revoke the login and let the browser forget everything of this site."""
    visitor = access.visitor()
    if visitor is not None:
        with sessions.write() as write:
            logins.end_login(write, actor=access.actor(), token=visitor.login.token)
    logout_user()
    session.clear()
    response = make_response(redirect(url_for(".signed_out")))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@bp.get("/signed-out")
@access.public
def signed_out() -> ResponseReturnValue:
    """Say that one may leave the desk."""
    return render_template("accounts/signed_out.html")
