"""The second step of a sign-in: six digits from an app on the phone, or once a code on paper.

The only import of pyotp. The secret is sealed like an ID number; a secret that was never confirmed
by a code asks for nothing. A code is taken once: the conditional UPDATE of its step lets one of
two requests with the same code through.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pyotp
from sqlalchemy import delete, func, or_, select, update

from jobmatch import clock
from jobmatch.domain.accounts import SECOND_FACTOR_ROLES
from jobmatch.domain.errors import InputError, RuleBrokenError
from jobmatch.services import audit
from jobmatch.store.accounts import Account, RecoveryCode

if TYPE_CHECKING:
    from sqlalchemy import CursorResult, Update
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

ISSUER = "人岗匹配"
STEP_SECONDS = 30
DRIFT = 1
"""Steps that a phone's clock may be early or late."""
RECOVERY_CODES = 10
_DIGITS = 6
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs that are not taken for one another on paper: no 0 and O, no 1 and I."""
_LENGTH = 10
_COLUMN = "recovery_code.code"


class WrongCodeError(InputError):
    """The code is not the present one, or was used before."""

    message = "验证码不对或已经用过。请看手机上最新的 6 位数字再填。"


class AlreadySetUpError(RuleBrokenError):
    """There is a second factor; it must be dropped before another is set up."""

    message = "两步验证已经开通。要换手机，请先停用再重新设置。"


class NotSetUpError(RuleBrokenError):
    """There is none to confirm or drop."""

    message = "还没有开始设置两步验证，请先点“开始设置”。"


@dataclass(frozen=True, slots=True)
class Setup:
    """What the app on the phone needs: the secret to type, or the address in the QR code."""

    secret: str
    address: str


def is_due(account: Account) -> bool:
    """Tell whether *account* must set up a second factor before it may do anything.

    A demonstration account is let off: its password is printed on the screen.
    """
    is_asked = account.role in SECOND_FACTOR_ROLES and not account.is_demo
    return is_asked and account.second_factor_at is None


def start(session: Session, *, actor: Actor) -> None:
    """Give the actor's account a fresh secret, to be confirmed by a first code."""
    account = _own(session, actor)
    if account.second_factor_at is not None:
        raise AlreadySetUpError
    account.totp_secret = pyotp.random_base32()


def setup_of(session: Session, *, actor: Actor) -> Setup | None:
    """Give what the actor's phone needs; None when nothing waits to be confirmed."""
    account = session.get_one(Account, actor.account_id)
    secret = account.totp_secret
    if account.second_factor_at is not None or secret is None:
        return None
    address = pyotp.TOTP(secret).provisioning_uri(name=account.name, issuer_name=ISSUER)
    return Setup(secret, address)


def confirm(session: Session, *, actor: Actor, code: str) -> list[str]:
    """Switch the second factor on by a first code; give the recovery codes, shown once.

    Raises:
        WrongCodeError: the phone shows something else: clock or secret are wrong.
    """
    account = _own(session, actor)
    if account.second_factor_at is not None:
        raise AlreadySetUpError
    if account.totp_secret is None:
        raise NotSetUpError
    if not _take_step(session, account, _plain(code)):
        raise WrongCodeError
    account.second_factor_at = clock.now()
    codes = _new_codes(session, account)
    audit.record(session, actor=actor, action="second_factor.confirmed", subject=account)
    return codes


def take(session: Session, *, account_id: int, code: str) -> bool:
    """Take a code of the phone or a recovery code; False when it is wrong or was used."""
    account = session.get_one(Account, account_id, with_for_update=True)
    plain = _plain(code)
    if account.second_factor_at is None or account.totp_secret is None:
        return False
    return _take_step(session, account, plain) or _take_recovery(session, account, plain)


def renew_codes(session: Session, *, actor: Actor) -> list[str]:
    """Give new recovery codes; the old ones are worth nothing any more."""
    account = _own(session, actor)
    if account.second_factor_at is None:
        raise NotSetUpError
    codes = _new_codes(session, account)
    audit.record(session, actor=actor, action="recovery_codes.renewed", subject=account)
    return codes


def drop(session: Session, *, actor: Actor) -> None:
    """Switch one's own second factor off, to set up another phone."""
    account = _own(session, actor)
    if account.second_factor_at is None:
        raise NotSetUpError
    forget(session, account)
    audit.record(session, actor=actor, action="second_factor.dropped", subject=account)


def forget(session: Session, account: Account) -> None:
    """Take secret and codes from *account*; the caller says why in the audit."""
    account.totp_secret = None
    account.second_factor_at = account.second_factor_step = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def codes_left(session: Session, *, account_id: int) -> int:
    """Count the recovery codes that were not used yet."""
    statement = select(func.count()).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return session.execute(statement).scalar_one()


def _own(session: Session, actor: Actor) -> Account:
    return session.get_one(Account, actor.account_id, with_for_update=True)


def _plain(code: str) -> str:
    """Give *code* without what people put between its signs."""
    folded = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in folded if sign.isalnum())


def _take_step(session: Session, account: Account, code: str) -> bool:
    if len(code) != _DIGITS or not code.isascii() or account.totp_secret is None:
        return False
    counted = pyotp.HOTP(account.totp_secret)
    now = int(clock.now().timestamp()) // STEP_SECONDS
    steps = range(now - DRIFT, now + DRIFT + 1)
    step = next((each for each in steps if hmac.compare_digest(counted.at(each), code)), None)
    if step is None:
        return False
    is_new = or_(Account.second_factor_step.is_(None), Account.second_factor_step < step)
    taken = _changed(
        session,
        update(Account).where(Account.id == account.id, is_new).values(second_factor_step=step),
    )
    return taken == 1


def _take_recovery(session: Session, account: Account, code: str) -> bool:
    taken = _changed(
        session,
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account.id,
            RecoveryCode.code_index == _index(session, account, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now()),
    )
    return taken == 1


def _changed(session: Session, statement: Update) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _new_codes(session: Session, account: Account) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [
        "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES)
    ]
    session.add_all(
        RecoveryCode(account_id=account.id, code_index=_index(session, account, code))
        for code in codes
    )
    session.flush()
    half = _LENGTH // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def _index(session: Session, account: Account, code: str) -> str:
    """Give the keyed hash of a code: fifty random bits alone could be guessed from a copy."""
    index: str = session.info["keys"].index(_COLUMN, f"{account.uuid}|{code}")
    return index
