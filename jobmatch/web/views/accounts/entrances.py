"""The way in and out: password, code of the phone, sign-out."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user

from jobmatch.services import logins
from jobmatch.services.logins import Step
from jobmatch.web import access, agents, security, sessions
from jobmatch.web.forms.accounts import CodeForm, SignInForm
from jobmatch.web.views.accounts.frame import bp, own_login, safe

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
@security.limiter.limit("30 per minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for account and password; unknown and wrong get the same answer."""
    form = SignInForm()
    target = safe(request.args.get("next"))
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
    _let_in(visitor)
    return redirect(target)


def _try(*, name: str, password: str) -> access.Visitor:
    """Count the attempt, check the password with no transaction open, then settle."""
    address = request.remote_addr or ""
    with sessions.write() as write:
        attempt = logins.start_attempt(write, name=name, address=address)
    fits = logins.password_fits(attempt, password)
    with sessions.write() as write:
        login = logins.finish_attempt(
            write,
            attempt,
            fits=fits,
            browser=agents.agent_name(request.headers.get("User-Agent")),
            address=address,
        )
    if login is None:
        raise logins.SignInError
    return access.Visitor(login)


def _let_in(visitor: access.Visitor) -> None:
    session.clear()  # nothing of before the sign-in lives on: a planted cookie gains nothing
    login_user(visitor)


@bp.get("/sign-in/code")
@access.signed_in
@access.during(Step.CODE)
def code() -> ResponseReturnValue:
    """Ask for the six digits of the phone."""
    if own_login().step is not Step.CODE:
        return redirect(safe(request.args.get("next")))
    return render_template("accounts/code.html", form=CodeForm(formdata=None), refusal=None)


@bp.post("/sign-in/code")
@access.signed_in
@access.during(Step.CODE)
@security.limiter.limit("30 per minute")
def give_code() -> ResponseReturnValue:
    """Take the code; the login goes on under a new token."""
    form, login = CodeForm(), own_login()
    refusal = None
    if form.validate_on_submit():
        try:
            opened = _pass(login, form.values())
        except logins.TooManyAttemptsError as locked:
            opened, refusal = None, str(locked)
        if opened is not None:
            _let_in(access.Visitor(opened))
            return redirect(safe(request.args.get("next")))
        form.code.errors = [] if refusal else ["验证码不对或已经用过，请填手机上最新的 6 位数字"]
    form.code.data = ""
    body = render_template("accounts/code.html", form=form, refusal=refusal)
    return body, HTTPStatus.UNPROCESSABLE_ENTITY


def _pass(login: logins.OpenLogin, given: str) -> logins.OpenLogin | None:
    with sessions.write() as write:
        logins.count_code(write, account_id=login.actor.account_id or 0)
    with sessions.write() as write:
        return logins.pass_code(write, token=login.token, code=given)


@bp.post("/sign-out")
@access.signed_in
@access.during(*Step)
def sign_out() -> ResponseReturnValue:
    """Revoke the login and let the browser forget everything of this site."""
    login = own_login()
    with sessions.write() as write:
        logins.end_login(write, actor=login.actor, token=login.token)
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
