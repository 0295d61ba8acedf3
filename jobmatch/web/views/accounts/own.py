"""One's own account: where it is signed in, the password, the second step, the paper codes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from markupsafe import Markup

from jobmatch import clock
from jobmatch.domain.errors import InputError
from jobmatch.exchange import codes
from jobmatch.queries import accounts as questions
from jobmatch.services import accounts, logins, second_factors
from jobmatch.services.logins import Step
from jobmatch.web import access, security, sessions
from jobmatch.web.forms.accounts import CodeForm, ConfirmForm, NewPasswordForm
from jobmatch.web.views.accounts.frame import bp, code_fits, own_login, password_fits, safe

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.accounts import Account, Login

LOGINS = 20
"""Sign-ins shown: some weeks of a desk."""
_WRONG = "密码不对，请检查大小写和输入法"


@bp.get("/account")
@access.signed_in
def own() -> ResponseReturnValue:
    """Show one's own account and where it is signed in."""
    return _own(CodeForm(formdata=None))


def _own(form: CodeForm) -> str:
    login, now = own_login(), clock.now()
    account_id = login.actor.account_id or 0
    with sessions.read() as session:
        rows = questions.logins_of(session, account_id=account_id, top=LOGINS)
        return render_template(
            "accounts/own.html",
            account=_account(session),
            form=form,
            rows=rows,
            own_id=login.login_id,
            open_ids={row.id for row in rows if _is_open(row)},
            codes_left=second_factors.codes_left(session, account_id=account_id),
            now=now,
        )


def _account(session: Session) -> Account:
    return questions.account_of(session, account_id=own_login().actor.account_id or 0)


def _is_open(row: Login) -> bool:
    now = clock.now()
    return row.revoked_at is None and row.expires_at > now and row.seen_at > now - logins.IDLE


@bp.post("/account/logins/<int:login_id>/end")
@access.signed_in
def end_login(login_id: int) -> ResponseReturnValue:
    """Sign one of one's own browsers out."""
    with sessions.write() as session:
        logins.end_own(session, actor=access.actor(), login_id=login_id)
    flash("那台电脑上的登录已经退出。", "good")
    return redirect(url_for(".own"))


@bp.post("/account/logins/end-others")
@access.signed_in
def end_others() -> ResponseReturnValue:
    """Sign out everywhere else."""
    login = own_login()
    with sessions.write() as session:
        ended = logins.end_others(session, actor=login.actor, login_id=login.login_id)
    flash(f"已退出其他 {ended} 处登录，只剩这一台。", "good")
    return redirect(url_for(".own"))


@bp.get("/account/password")
@access.signed_in
@access.during(Step.PASSWORD)
def new_password() -> ResponseReturnValue:
    """Ask for a new password; who has just typed the handed-out one need not type it again."""
    form = NewPasswordForm(formdata=None)
    form.ask_for(old=own_login().step is Step.OPEN)
    return render_template("accounts/password.html", form=form, first=not form.asks_old)


@bp.post("/account/password")
@access.signed_in
@access.during(Step.PASSWORD)
@security.limiter.limit("30 per minute")
def change_password() -> ResponseReturnValue:
    """Change one's own password; every other login ends."""
    login = own_login()
    form = NewPasswordForm()
    form.ask_for(old=login.step is Step.OPEN)
    if form.validate_on_submit() and _changes(login, form):
        flash("密码改好了。其他电脑上的登录都已退出。", "good")
        return redirect(safe(request.args.get("next")))
    body = render_template("accounts/password.html", form=form, first=not form.asks_old)
    return body, HTTPStatus.UNPROCESSABLE_ENTITY


def _changes(login: logins.OpenLogin, form: NewPasswordForm) -> bool:
    """Change the password, or write into *form* why not."""
    try:
        if form.asks_old and not password_fits(login, form.old.data or ""):
            form.old.errors = [_WRONG]
            return False
        with sessions.write() as session:
            accounts.change_own_password(
                session,
                actor=login.actor,
                password=form.password.data or "",
                login_id=login.login_id,
            )
    except logins.SignInError as refusal:
        form.old.errors = [str(refusal)]
    except InputError as refusal:
        form.password.errors = [str(refusal)]
    return not form.errors


@bp.get("/account/confirm")
@access.signed_in
def confirm() -> ResponseReturnValue:
    """Ask for the password again, before a number is revealed."""
    return render_template("accounts/confirm.html", form=ConfirmForm(formdata=None))


@bp.post("/account/confirm")
@access.signed_in
@security.limiter.limit("30 per minute")
def confirm_password() -> ResponseReturnValue:
    """Note that the owner sits there, and go on."""
    form, login = ConfirmForm(), own_login()
    if form.validate_on_submit():
        try:
            if password_fits(login, form.password.data or ""):
                with sessions.write() as session:
                    logins.note_password(session, actor=login.actor, login_id=login.login_id)
                return redirect(safe(request.args.get("next")))
            form.password.errors = [_WRONG]
        except logins.SignInError as refusal:
            form.password.errors = [str(refusal)]
    body = render_template("accounts/confirm.html", form=form)
    return body, HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/account/second-factor")
@access.signed_in
@access.during(Step.SETUP)
def second_factor() -> ResponseReturnValue:
    """Show how the phone is set up: the QR code once the setting up has begun."""
    return _second_factor(CodeForm(formdata=None))


def _second_factor(form: CodeForm) -> str:
    login = own_login()
    with sessions.read() as session:
        setup = second_factors.setup_of(session, actor=login.actor)
        is_on = _account(session).second_factor_at is not None
    drawn = None if setup is None else Markup(codes.qr_svg(setup.address))  # noqa: S704 - drawn by ourselves, of paths alone
    return render_template(
        "accounts/second_factor.html",
        form=form.for_setup(),
        setup=setup,
        code=drawn,
        is_on=is_on,
        must=login.step is Step.SETUP,
    )


@bp.post("/account/second-factor")
@access.signed_in
@access.during(Step.SETUP)
def start_second_factor() -> ResponseReturnValue:
    """Begin to set a phone up."""
    with sessions.write() as session:
        second_factors.start(session, actor=own_login().actor)
    return redirect(url_for(".second_factor"))


@bp.post("/account/second-factor/confirm")
@access.signed_in
@access.during(Step.SETUP)
def confirm_second_factor() -> ResponseReturnValue:
    """Take the first code: from now on it is asked for; the paper codes are shown once."""
    form, login = CodeForm(), own_login()
    if form.validate_on_submit():
        try:
            with sessions.write() as session:
                fresh = second_factors.confirm(session, actor=login.actor, code=form.values())
                logins.note_code(session, login_id=login.login_id)
            return render_template("accounts/recovery_codes.html", codes=fresh, first=True)
        except second_factors.WrongCodeError as refusal:
            form.code.errors = [str(refusal)]
    form.code.data = ""
    return _second_factor(form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/account/second-factor/drop")
@access.signed_in
@security.limiter.limit("30 per minute")
def drop_second_factor() -> ResponseReturnValue:
    """Switch the second step off, against a code: to change the phone."""
    form = CodeForm()
    if not _takes(form):
        return _own(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with sessions.write() as session:
        second_factors.drop(session, actor=access.actor())
    flash("两步验证已停用。换了手机请马上重新设置。", "warn")
    return redirect(url_for(".second_factor"))


@bp.post("/account/second-factor/codes")
@access.signed_in
@security.limiter.limit("30 per minute")
def renew_codes() -> ResponseReturnValue:
    """Give new paper codes, against a code; the old ones are void."""
    form = CodeForm()
    if not _takes(form):
        return _own(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with sessions.write() as session:
        fresh = second_factors.renew_codes(session, actor=access.actor())
    return render_template("accounts/recovery_codes.html", codes=fresh, first=False)


def _takes(form: CodeForm) -> bool:
    """Take the code typed into *form*, or write into it why not."""
    if not form.validate_on_submit():
        return False
    try:
        if code_fits(own_login(), form.values()):
            return True
        form.code.errors = [second_factors.WrongCodeError.message]
    except logins.TooManyAttemptsError as locked:
        form.code.errors = [str(locked)]
    form.code.data = ""
    return False
