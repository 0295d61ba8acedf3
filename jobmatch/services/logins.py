"""Sign-in and logins: who comes in, for how long, and what stops guessing.

Sign-in is three steps, so that no transaction is open while argon2 works (0.14 s): the attempt is
counted as failed first, then the password is checked, then the attempt is settled. So parallel
guesses are all counted, and a restart forgets none: the counts are rows.

A password may not be all: a code of the phone, a password of one's own instead of the one that the
administrator handed out, a second factor to set up. Until then the login opens those pages alone.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from jobmatch import clock
from jobmatch.domain.errors import JobmatchError, NotFoundError
from jobmatch.services import accounts, audit, second_factors
from jobmatch.store.accounts import Account, Login, LoginThrottle

if TYPE_CHECKING:
    from sqlalchemy import CursorResult
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
CODE_WITHIN = timedelta(minutes=10)
"""A password without its code is worth nothing after this."""
_NOTE_AFTER = timedelta(minutes=1)
"""A use is written down at most once a minute: reading pages should not fill the disk."""
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)
FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 40
FRESH = timedelta(minutes=15)
"""How long a typed password vouches for who sits there, for revealing a number."""

_two_at_a_time = threading.BoundedSemaphore(2)  # each hash takes 64 MiB


class Step(StrEnum):
    """What a login still asks for; OPEN asks for nothing more."""

    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - the name of a step
    SETUP = "setup"
    OPEN = "open"


class SignInError(JobmatchError):
    """Unknown account, wrong password, closed account: one answer for all of them."""

    message = "账号或密码不对。请检查大小写和输入法后再试。"


class TooManyAttemptsError(SignInError):
    """Too many failures of this name or from this address lately."""

    message = "输错次数太多，为了安全请 15 分钟后再试，或找系统管理员。"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A counted attempt, on its way between the three steps; unknown names have one too."""

    account_id: int | None
    password_hash: str
    name_key: str
    address_key: str


@dataclass(frozen=True, slots=True)
class OpenLogin:
    """A valid login: who it is and whether its use is due to be written down."""

    login_id: int
    actor: Actor
    display_name: str
    area_name: str
    token: str
    step: Step = Step.OPEN
    is_due_for_note: bool = False
    is_fresh: bool = False


def start_attempt(session: Session, *, name: str, address: str) -> Attempt:
    """Count an attempt as failed until it is settled; raise TooManyAttemptsError when locked."""
    now = clock.now()
    name = name.strip().lower()
    keys = (_digest(f"account:{name}"), _digest(f"address:{address}"))
    for key, limit in zip(keys, (FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS), strict=True):
        _count(_throttle(session, key, now), limit=limit, now=now)
    account = session.scalars(select(Account).where(Account.name == name)).one_or_none()
    if account is None or not account.is_active or account.password_hash is None:
        return Attempt(None, _nobodys_hash(), *keys)
    return Attempt(account.id, account.password_hash, *keys)


def password_fits(attempt: Attempt, password: str) -> bool:
    """Check the password of an attempt; takes as long for an unknown name. Opens no database."""
    with _two_at_a_time:
        try:
            accounts.hasher.verify(attempt.password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
    return attempt.account_id is not None


def finish_attempt(
    session: Session,
    attempt: Attempt,
    *,
    fits: bool,
    browser: str | None = None,
    address: str | None = None,
) -> OpenLogin | None:
    """Settle an attempt: forget the failures and open a login, or give None.

    *browser* and *address* say in the list of one's own sign-ins where it was opened.
    """
    if not fits or attempt.account_id is None:
        return None
    now = clock.now()
    account = session.get_one(Account, attempt.account_id)
    token = secrets.token_urlsafe(32)
    login = Login(
        account_id=account.id,
        token_sha256=_digest(token),
        made_at=now,
        seen_at=now,
        password_at=now,
        expires_at=now + LONGEST,
        browser=browser,
        address=address,
    )
    login.account = account
    session.add(login)
    _forgive(session, attempt)
    session.flush()
    audit.record(
        session, actor=accounts.actor_of(session, account), action="login.opened", subject=login
    )
    return _opened(session, login, token)


def count_code(session: Session, *, account_id: int) -> None:
    """Count a try at a code as failed until it is taken; TooManyAttemptsError when locked."""
    now = clock.now()
    _count(_throttle(session, _code_key(account_id), now), limit=FAILURES_PER_ACCOUNT, now=now)


def take_code(session: Session, *, account_id: int, code: str) -> bool:
    """Take a code that was counted; a right one forgets the failures."""
    if not second_factors.take(session, account_id=account_id, code=code):
        return False
    _throttle(session, _code_key(account_id), clock.now()).failures = 0
    return True


def note_code(session: Session, *, login_id: int) -> None:
    """Note that a login has given a code already, as whoever has just set the phone up."""
    session.get_one(Login, login_id, with_for_update=True).code_at = clock.now()


def pass_code(session: Session, *, token: str, code: str) -> OpenLogin | None:
    """Take the code that a login waits for and give the login under a new token, or None."""
    found = _valid(session, token)
    if found is None or not take_code(session, account_id=found.account_id, code=code):
        return None
    renewed = secrets.token_urlsafe(32)
    found.code_at = clock.now()
    found.token_sha256 = _digest(renewed)
    opened = _opened(session, found, renewed)
    audit.record(session, actor=opened.actor, action="login.code_given", subject=found)
    return opened


def forgive_attempt(session: Session, attempt: Attempt) -> None:
    """Take back what an attempt counted: the password was right, and no new login is wanted."""
    _forgive(session, attempt)


def find_login(session: Session, *, token: str) -> OpenLogin | None:
    """Give the login of *token* if it is still good: not revoked, not idle, account not closed."""
    login = _valid(session, token)
    return None if login is None else _opened(session, login, token)


def note_use(session: Session, *, token: str) -> None:
    """Write down that a login is in use, so that it does not run idle."""
    session.execute(
        update(Login)
        .where(Login.token_sha256 == _digest(token), Login.revoked_at.is_(None))
        .values(seen_at=clock.now())
    )


def end_login(session: Session, *, actor: Actor, token: str) -> None:
    """Revoke one login."""
    login = session.scalars(select(Login).where(Login.token_sha256 == _digest(token))).one_or_none()
    if login is not None and login.revoked_at is None:
        login.revoked_at = clock.now()
        audit.record(session, actor=actor, action="login.ended", subject=login)


def end_own(session: Session, *, actor: Actor, login_id: int) -> None:
    """Revoke a login of the actor's own account; NotFoundError when it is another's or over."""
    login = session.get(Login, login_id, with_for_update=True)
    if login is None or login.account_id != actor.account_id or login.revoked_at is not None:
        raise NotFoundError
    login.revoked_at = clock.now()
    audit.record(session, actor=actor, action="login.revoked", subject=login)


def end_others(session: Session, *, actor: Actor, login_id: int) -> int:
    """Revoke every login of the actor's account but *login_id*; give how many."""
    now = clock.now()
    changed = session.execute(
        update(Login)
        .where(
            Login.account_id == actor.account_id,
            Login.id != login_id,
            Login.revoked_at.is_(None),
            Login.expires_at > now,
        )
        .values(revoked_at=now)
    )
    ended = cast("CursorResult[Any]", changed).rowcount
    account = session.get_one(Account, actor.account_id)
    audit.record(
        session,
        actor=actor,
        action="login.others_ended",
        subject=account,
        changes={"logins": ended},
    )
    return ended


def note_password(session: Session, *, actor: Actor, login_id: int) -> None:
    """Note that the password was typed again: what asks for a fresh one may go on."""
    login = session.get_one(Login, login_id, with_for_update=True)
    login.password_at = clock.now()
    audit.record(session, actor=actor, action="login.confirmed", subject=login)


def _valid(session: Session, token: str) -> Login | None:
    """Give the row of *token*: neither revoked nor run out nor idle, of an account in use."""
    now = clock.now()
    statement = (
        select(Login)
        .join(Login.account)
        .where(
            Login.token_sha256 == _digest(token),
            Login.revoked_at.is_(None),
            Login.expires_at > now,
            Login.seen_at > now - IDLE,
            Account.is_active,
        )
        .options(selectinload(Login.account).selectinload(Account.areas))
    )
    login = session.scalars(statement).one_or_none()
    if login is None or (_step(login) is Step.CODE and now - login.made_at > CODE_WITHIN):
        return None
    return login


def _step(login: Login) -> Step:
    """Give what *login* asks for next: the code first, so that a password alone changes nothing."""
    account = login.account
    if account.second_factor_at is not None and login.code_at is None:
        return Step.CODE
    if account.must_change_password:
        return Step.PASSWORD
    return Step.SETUP if second_factors.is_due(account) else Step.OPEN


def _opened(session: Session, login: Login, token: str) -> OpenLogin:
    account, now = login.account, clock.now()
    actor = accounts.actor_of(session, account)
    return OpenLogin(
        login_id=login.id,
        actor=actor,
        display_name=account.display_name,
        area_name=accounts.area_name(session, actor.area),
        token=token,
        step=_step(login),
        is_due_for_note=now - login.seen_at > _NOTE_AFTER,
        is_fresh=login.password_at is not None and now - login.password_at < FRESH,
    )


def _code_key(account_id: int) -> str:
    return _digest(f"code:{account_id}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Give a hash that no password fits, to spend the same time on unknown names."""
    return accounts.hasher.hash(secrets.token_urlsafe(32))


def _throttle(session: Session, key: str, now: datetime) -> LoginThrottle:
    statement = select(LoginThrottle).where(LoginThrottle.key_sha256 == key).with_for_update()
    row = session.scalars(statement).one_or_none()
    if row is None:
        row = LoginThrottle(key_sha256=key, failures=0, window_started_at=now)
        session.add(row)
    return row


def _count(row: LoginThrottle, *, limit: int, now: datetime) -> None:
    if row.locked_until is not None and row.locked_until > now:
        raise TooManyAttemptsError
    if row.locked_until is not None or now - row.window_started_at > WINDOW:
        row.failures, row.window_started_at, row.locked_until = 0, now, None
    row.failures += 1
    if row.failures >= limit:
        row.locked_until = now + LOCK


def _forgive(session: Session, attempt: Attempt) -> None:
    """Take back the failure that start_attempt() counted; behind a proxy all share one address."""
    for key, is_name in ((attempt.name_key, True), (attempt.address_key, False)):
        row = _throttle(session, key, clock.now())
        row.failures = 0 if is_name else max(row.failures - 1, 0)
        row.locked_until = None
