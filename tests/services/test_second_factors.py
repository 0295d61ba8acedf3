"""The second step: set up by a first code, each code once, paper codes once, gone with a reset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.services import accounts, logins, second_factors
from jobmatch.services.logins import Step
from jobmatch.store.accounts import Account, RecoveryCode
from jobmatch.store.audit import AuditRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

PASSWORD = "梯田-雨伞-三轮车-豆腐干"  # noqa: S105 - of an invented account
START = datetime(2026, 3, 15, 1, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock at START."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def boss(any_session: Session, clock: time_machine.Traveller) -> Actor:
    """Give an administrator who has not set up anything."""
    del clock
    account = accounts.add_account(
        any_session, actor=SYSTEM, name="zhao", role=Role.ADMINISTRATOR, password=PASSWORD
    )
    return accounts.actor_of(any_session, account)


def secret_of(session: Session, actor: Actor) -> str:
    secret = session.get_one(Account, actor.account_id).totp_secret
    assert isinstance(secret, str)
    return secret


def shown(secret: str, later: int = 0) -> str:
    """Give what the phone shows *later* seconds from now."""
    return pyotp.TOTP(secret).at(int(datetime.now(UTC).timestamp()) + later)  # noqa: TID251 - the phone has a clock of its own


def set_up(session: Session, actor: Actor) -> list[str]:
    second_factors.start(session, actor=actor)
    secret = secret_of(session, actor)
    return second_factors.confirm(session, actor=actor, code=shown(secret))


def enter(session: Session) -> logins.OpenLogin:
    attempt = logins.start_attempt(session, name="zhao", address="10.0.0.1")
    opened = logins.finish_attempt(session, attempt, fits=logins.password_fits(attempt, PASSWORD))
    assert opened is not None
    return opened


def test_the_phone_gets_the_secret_until_it_is_confirmed(any_session: Session, boss: Actor) -> None:
    assert second_factors.setup_of(any_session, actor=boss) is None
    with pytest.raises(second_factors.NotSetUpError):
        second_factors.confirm(any_session, actor=boss, code="000000")
    second_factors.start(any_session, actor=boss)
    setup = second_factors.setup_of(any_session, actor=boss)
    assert setup is not None
    assert setup.address.startswith("otpauth://totp/")
    assert f"secret={setup.secret}" in setup.address
    with pytest.raises(second_factors.WrongCodeError):
        second_factors.confirm(any_session, actor=boss, code="000000")
    codes = second_factors.confirm(any_session, actor=boss, code=shown(setup.secret))
    assert len(set(codes)) == second_factors.RECOVERY_CODES
    assert second_factors.setup_of(any_session, actor=boss) is None
    for again in (second_factors.start, second_factors.confirm):
        given = {"code": "000000"} if again is second_factors.confirm else {}
        with pytest.raises(second_factors.AlreadySetUpError):
            again(any_session, actor=boss, **given)


def test_neither_secret_nor_paper_codes_stand_in_the_database(
    any_session: Session, boss: Actor
) -> None:
    codes = set_up(any_session, boss)
    account = any_session.get_one(Account, boss.account_id)
    assert secret_of(any_session, boss) not in str(account.totp_secret_sealed)
    kept = " ".join(any_session.scalars(select(RecoveryCode.code_index)))
    told = " ".join(any_session.scalars(select(AuditRow.changes)))
    for code in (*codes, *(code.replace("-", "") for code in codes)):
        assert code not in kept
        assert code not in told


def test_a_code_is_good_once_and_for_about_a_minute(
    any_session: Session, boss: Actor, clock: time_machine.Traveller
) -> None:
    set_up(any_session, boss)
    secret, given = secret_of(any_session, boss), boss.account_id or 0

    def takes(code: str) -> bool:
        return second_factors.take(any_session, account_id=given, code=code)

    assert not takes(shown(secret))  # the one that confirmed the phone
    clock.shift(timedelta(seconds=90))
    assert not takes(shown(secret, -60))
    assert not takes(shown(secret, 60))
    assert takes(f" {shown(secret)[:3]} {shown(secret)[3:]} ")
    assert not takes(shown(secret))
    assert not takes(shown(secret, -30))
    clock.shift(timedelta(seconds=30))
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    assert takes(shown(secret).translate(wide))
    for nonsense in ("", "12345", "abcdef", "一二三四五六", "١٢٣٤٥٦"):
        assert not takes(nonsense)


def test_a_paper_code_is_good_once_and_new_ones_replace_all(
    any_session: Session, boss: Actor
) -> None:
    first = set_up(any_session, boss)
    given = boss.account_id or 0
    assert second_factors.take(any_session, account_id=given, code=first[0].lower())
    assert not second_factors.take(any_session, account_id=given, code=first[0])
    assert second_factors.codes_left(any_session, account_id=given) == 9
    second = second_factors.renew_codes(any_session, actor=boss)
    assert second_factors.codes_left(any_session, account_id=given) == 10
    assert not second_factors.take(any_session, account_id=given, code=first[1])
    assert second_factors.take(any_session, account_id=given, code=second[1])


def test_the_roles_that_must_have_one_may_do_nothing_before(
    any_session: Session, boss: Actor
) -> None:
    assert enter(any_session).step is Step.SETUP
    set_up(any_session, boss)
    assert enter(any_session).step is Step.CODE
    second_factors.drop(any_session, actor=boss)
    assert enter(any_session).step is Step.SETUP
    for refused in (second_factors.drop, second_factors.renew_codes):
        with pytest.raises(second_factors.NotSetUpError):
            refused(any_session, actor=boss)


@pytest.mark.parametrize("role", list(Role))
def test_who_moves_money_or_rights_must_have_one(role: Role) -> None:
    account = Account(name="x", display_name="x", role=role, is_demo=False)
    asked = role in {Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR}
    assert second_factors.is_due(account) == asked
    account.is_demo = True
    assert not second_factors.is_due(account)


def test_a_lost_phone_is_taken_away_by_another_administrator_alone(
    any_session: Session, boss: Actor
) -> None:
    codes = set_up(any_session, boss)
    opened = enter(any_session)
    with pytest.raises(accounts.OwnAccountError):
        accounts.reset_second_factor(any_session, actor=boss, name="zhao")
    accounts.reset_second_factor(any_session, actor=SYSTEM, name="zhao")
    any_session.expire_all()
    assert logins.find_login(any_session, token=opened.token) is None
    assert enter(any_session).step is Step.SETUP
    assert not second_factors.take(any_session, account_id=boss.account_id or 0, code=codes[0])
    actions = any_session.scalars(select(AuditRow.action)).all()
    assert {"second_factor.confirmed", "second_factor.reset"} <= set(actions)
