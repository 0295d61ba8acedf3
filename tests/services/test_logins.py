"""Sign-in in three steps, throttles as rows, logins that end."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Role
from jobmatch.services import accounts, logins
from jobmatch.store.accounts import Login, LoginThrottle
from jobmatch.store.audit import AuditRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

PASSWORD = "梯田-雨伞-三轮车-豆腐干"  # noqa: S105 - of an invented account
START = datetime(2026, 3, 15, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        accounts, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock at START."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def zhang(session: Session, clock: time_machine.Traveller) -> str:
    """Give the name of an account."""
    del clock
    accounts.add_account(session, actor=SYSTEM, name="zhang", role=Role.CLERK, password=PASSWORD)
    return "zhang"


def enter(
    session: Session, name: str, password: str = PASSWORD, address: str = "10.0.0.1"
) -> logins.OpenLogin | None:
    attempt = logins.start_attempt(session, name=name, address=address)
    fits = logins.password_fits(attempt, password)
    return logins.finish_attempt(session, attempt, fits=fits)


def test_the_right_password_opens_a_login(session: Session, zhang: str) -> None:
    opened = enter(session, zhang)
    assert opened is not None
    assert (opened.actor.name, opened.actor.role) == ("zhang", Role.CLERK)
    found = logins.find_login(session, token=opened.token)
    assert found is not None
    assert found.actor == opened.actor


def test_only_the_hash_of_the_token_is_kept(session: Session, zhang: str) -> None:
    opened = enter(session, zhang)
    assert opened is not None
    row = session.scalars(select(Login)).one()
    assert opened.token not in (row.token_sha256, str(row.id))
    assert len(opened.token) >= 43


def test_each_login_has_a_token_of_its_own(session: Session, zhang: str) -> None:
    first, second = enter(session, zhang), enter(session, zhang)
    assert first is not None
    assert second is not None
    assert first.token != second.token


def test_wrong_unknown_and_closed_get_the_same_nothing(session: Session, zhang: str) -> None:
    assert enter(session, zhang, "wrong password here") is None
    assert enter(session, "nobody") is None
    accounts.close_account(session, actor=SYSTEM, name=zhang)
    assert enter(session, zhang) is None


def test_five_failures_lock_the_name_for_a_quarter_of_an_hour(
    session: Session, zhang: str, clock: time_machine.Traveller
) -> None:
    for _ in range(logins.FAILURES_PER_ACCOUNT):
        assert enter(session, zhang, "wrong password here") is None
    with pytest.raises(logins.TooManyAttemptsError):
        enter(session, zhang)
    clock.shift(logins.LOCK + timedelta(seconds=1))
    assert enter(session, zhang) is not None


def test_an_unknown_name_is_locked_like_a_known_one(
    session: Session, clock: time_machine.Traveller
) -> None:
    del clock
    for _ in range(logins.FAILURES_PER_ACCOUNT):
        assert enter(session, "nobody") is None
    with pytest.raises(logins.TooManyAttemptsError):
        enter(session, "nobody")


def test_the_lock_is_a_row_so_a_restart_keeps_it(session: Session, zhang: str) -> None:
    for _ in range(logins.FAILURES_PER_ACCOUNT):
        enter(session, zhang, "wrong password here")
    locked = session.scalars(select(LoginThrottle).where(LoginThrottle.locked_until > START)).all()
    assert len(locked) == 1
    assert "zhang" not in locked[0].key_sha256


def test_parallel_guesses_are_all_counted_before_any_is_checked(
    session: Session, zhang: str
) -> None:
    for _ in range(logins.FAILURES_PER_ACCOUNT):
        logins.start_attempt(session, name=zhang, address="10.0.0.1")
    with pytest.raises(logins.TooManyAttemptsError):
        logins.start_attempt(session, name=zhang, address="10.0.0.1")


def test_success_forgets_the_failures(session: Session, zhang: str) -> None:
    for _ in range(3):
        for _ in range(logins.FAILURES_PER_ACCOUNT - 1):
            enter(session, zhang, "wrong password here")
        assert enter(session, zhang) is not None


def test_many_names_from_one_address_lock_the_address(
    session: Session, clock: time_machine.Traveller
) -> None:
    del clock
    for number in range(logins.FAILURES_PER_ADDRESS):
        enter(session, f"name{number}")
    with pytest.raises(logins.TooManyAttemptsError):
        enter(session, "another")
    assert enter(session, "another", address="10.0.0.2") is None


def test_an_idle_login_ends_and_use_keeps_it_alive(
    session: Session, zhang: str, clock: time_machine.Traveller
) -> None:
    opened = enter(session, zhang)
    assert opened is not None
    clock.shift(timedelta(minutes=14))
    found = logins.find_login(session, token=opened.token)
    assert found is not None
    assert found.is_due_for_note
    logins.note_use(session, token=opened.token)
    clock.shift(timedelta(minutes=14))
    assert logins.find_login(session, token=opened.token) is not None
    clock.shift(timedelta(minutes=1, seconds=1))
    assert logins.find_login(session, token=opened.token) is None


def test_no_login_lives_longer_than_a_working_day(
    session: Session, zhang: str, clock: time_machine.Traveller
) -> None:
    opened = enter(session, zhang)
    assert opened is not None
    for _ in range(48):
        clock.shift(timedelta(minutes=10))
        logins.note_use(session, token=opened.token)
    assert logins.find_login(session, token=opened.token) is None


def test_a_login_can_be_ended_here_and_elsewhere(session: Session, zhang: str) -> None:
    here, there = enter(session, zhang), enter(session, zhang)
    assert here is not None
    assert there is not None
    logins.end_login(session, actor=here.actor, token=here.token)
    assert logins.find_login(session, token=here.token) is None
    assert logins.find_login(session, token=there.token) is not None
    accounts.set_password(session, actor=SYSTEM, name=zhang, password=PASSWORD[::-1])
    assert logins.find_login(session, token=there.token) is None


def test_coming_and_going_are_audited(session: Session, zhang: str) -> None:
    opened = enter(session, zhang)
    assert opened is not None
    logins.end_login(session, actor=opened.actor, token=opened.token)
    actions = session.scalars(select(AuditRow.action).order_by(AuditRow.seq)).all()
    assert list(actions)[-2:] == ["login.opened", "login.ended"]


def test_a_made_up_token_opens_nothing(session: Session, zhang: str) -> None:
    del zhang
    assert logins.find_login(session, token="") is None
    assert logins.find_login(session, token="x" * 43) is None


def test_checking_a_password_touches_no_database() -> None:
    assert "session" not in inspect.signature(logins.password_fits).parameters
