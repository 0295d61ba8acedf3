"""Sign-in and logins: who comes in, for how long, and what stops guessing.

Sign-in is three steps, so that no transaction is open while argon2 works (0.14 s): the attempt is
counted as failed first, then the password is checked, then the attempt is settled. So parallel
guesses are all counted, and a restart forgets none: the counts are rows.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from jobmatch import clock
from jobmatch.domain.errors import JobmatchError
from jobmatch.services import accounts, audit
from jobmatch.store.accounts import Account, Login, LoginThrottle

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
_NOTE_AFTER = timedelta(minutes=1)
"""A use is written down at most once a minute: reading pages should not fill the disk."""
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)
FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 40

_two_at_a_time = threading.BoundedSemaphore(2)  # each hash takes 64 MiB


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

    actor: Actor
    display_name: str
    area_name: str
    token: str
    is_due_for_note: bool = False


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


def finish_attempt(session: Session, attempt: Attempt, *, fits: bool) -> OpenLogin | None:
    """Settle an attempt: forget the failures and open a login, or give None."""
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
    )
    session.add(login)
    _forgive(session, attempt)
    session.flush()
    audit.record(
        session, actor=accounts.actor_of(session, account), action="login.opened", subject=login
    )
    return _opened(session, account, token)


def find_login(session: Session, *, token: str) -> OpenLogin | None:
    """Give the login of *token* if it is still good: not revoked, not idle, account not closed."""
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
    if login is None:
        return None
    due = now - login.seen_at > _NOTE_AFTER
    return _opened(session, login.account, token, is_due_for_note=due)


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


def _opened(
    session: Session, account: Account, token: str, *, is_due_for_note: bool = False
) -> OpenLogin:
    actor = accounts.actor_of(session, account)
    return OpenLogin(
        actor=actor,
        display_name=account.display_name,
        area_name=accounts.area_name(session, actor.area),
        token=token,
        is_due_for_note=is_due_for_note,
    )


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
