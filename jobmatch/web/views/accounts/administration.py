"""The accounts of all: who has which role and area, passwords handed out, closing and opening."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import accounts as questions
from jobmatch.services import accounts
from jobmatch.web import access, sessions
from jobmatch.web.forms.accounts import AccountFilterForm, AccountForm, NewAccountForm
from jobmatch.web.views.accounts.frame import bp

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.accounts import Account

LOGINS = 10
"""Sign-ins of an account that its administrator sees."""


@bp.get("/accounts/")
@access.requires(Permission.MANAGE_ACCOUNTS)
def index() -> ResponseReturnValue:
    """List the accounts, those in use first."""
    form = AccountFilterForm(request.args)
    fits = form.validate()
    with sessions.read() as session:
        page = questions.found_accounts(
            session,
            narrowed=form.values() if fits else questions.AccountFilter(),
            number=request.args.get("page", 1, type=int),
        )
        body = render_template(
            "accounts/index.html",
            form=form,
            page=page,
            areas=questions.area_names(session, accounts=page.rows),
            last=questions.last_sign_ins(session, account_ids=[row.id for row in page.rows]),
        )
    return body, HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/accounts/new")
@access.requires(Permission.MANAGE_ACCOUNTS)
def new() -> ResponseReturnValue:
    """Ask for a new account."""
    with sessions.read() as session:
        form = NewAccountForm(formdata=None)
        _offer(session, form)
    return render_template("accounts/new.html", form=form)


@bp.post("/accounts/")
@access.requires(Permission.MANAGE_ACCOUNTS)
def create() -> ResponseReturnValue:
    """Add an account with a password that is shown once and changed at the first sign-in."""
    with sessions.write() as session:
        form = NewAccountForm()
        _offer(session, form)
        if form.validate_on_submit():
            name = (form.name.data or "").strip().lower()
            password = accounts.fresh_password(name)
            try:
                account = accounts.add_account(
                    session,
                    actor=access.actor(),
                    name=name,
                    password=password,
                    must_change_password=True,
                    **form.values(),
                )
            except accounts.AccountNameError as refusal:
                form.name.errors = [str(refusal)]
            else:
                return _handed_out(account, password)
    return render_template("accounts/new.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/accounts/<uuid>")
@access.requires(Permission.MANAGE_ACCOUNTS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one account: what it may do, where, and its last sign-ins."""
    with sessions.read() as session:
        account = _account(session, uuid)
        form = AccountForm(formdata=None)
        _offer(session, form)
        form.show(account, employer=_employer_name(session, account))
        return _show(session, account, form)


@bp.post("/accounts/<uuid>")
@access.requires(Permission.MANAGE_ACCOUNTS)
def change(uuid: str) -> ResponseReturnValue:
    """Change role, area and shown name; the account signs in again."""
    with sessions.write() as session:
        account = _account(session, uuid)
        form = AccountForm()
        _offer(session, form)
        if not form.validate_on_submit():
            return _show(session, account, form), HTTPStatus.UNPROCESSABLE_ENTITY
        accounts.change_account(session, actor=access.actor(), name=account.name, **form.values())
    flash(f"账号 {account.name} 已保存。改了角色或范围的，要重新登录才算数。", "good")
    return redirect(url_for(".show", uuid=uuid))


@bp.post("/accounts/<uuid>/password")
@access.requires(Permission.MANAGE_ACCOUNTS)
def hand_out_password(uuid: str) -> ResponseReturnValue:
    """Hand out a new password, shown once."""
    with sessions.write() as session:
        account = _account(session, uuid)
        password = accounts.hand_out_password(session, actor=access.actor(), name=account.name)
        return _handed_out(account, password)


@bp.post("/accounts/<uuid>/second-factor/reset")
@access.requires(Permission.MANAGE_ACCOUNTS)
def reset_second_factor(uuid: str) -> ResponseReturnValue:
    """Take a lost phone away."""
    return _done(uuid, accounts.reset_second_factor, "两步验证已清除，下次登录重新设置。")


@bp.post("/accounts/<uuid>/logins/end")
@access.requires(Permission.MANAGE_ACCOUNTS)
def end_logins(uuid: str) -> ResponseReturnValue:
    """Sign an account out everywhere."""
    return _done(uuid, accounts.end_logins, "这个账号在所有电脑上的登录都已退出。")


@bp.post("/accounts/<uuid>/close")
@access.requires(Permission.MANAGE_ACCOUNTS)
def close(uuid: str) -> ResponseReturnValue:
    """Close an account; its history stays."""
    return _done(uuid, accounts.close_account, "账号已停用，不能再登录。办过的事都还在。")


@bp.post("/accounts/<uuid>/reopen")
@access.requires(Permission.MANAGE_ACCOUNTS)
def reopen(uuid: str) -> ResponseReturnValue:
    """Let a closed account in again."""
    return _done(uuid, accounts.reopen_account, "账号已重新启用。")


def _done(uuid: str, step: Callable[..., None], words: str) -> ResponseReturnValue:
    with sessions.write() as session:
        step(session, actor=access.actor(), name=_account(session, uuid).name)
    flash(words, "good")
    return redirect(url_for(".show", uuid=uuid))


def _account(session: Session, uuid: str) -> Account:
    account = questions.account_by_uuid(session, uuid=uuid)
    if account is None:
        raise NotFoundError
    return account


def _show(session: Session, account: Account, form: AccountForm) -> str:
    return render_template(
        "accounts/show.html",
        account=account,
        form=form,
        area=questions.area_names(session, accounts=[account]).get(account.id),
        rows=questions.logins_of(session, account_id=account.id, top=LOGINS),
        is_own=account.id == access.actor().account_id,
        now=clock.now(),
    )


def _handed_out(account: Account, password: str) -> str:
    return render_template("accounts/handed_out.html", account=account, password=password)


def _offer(session: Session, form: AccountForm) -> None:
    """Give *form* the places, housekeepers and employers to choose from."""
    form.offer(
        places=questions.places(session),
        housekeepers=questions.housekeepers(session),
        employers=questions.employer_names(session),
    )


def _employer_name(session: Session, account: Account) -> str:
    names = {row_id: name for name, row_id in questions.employer_names(session).items()}
    return names.get(account.employer_id or 0, "")
