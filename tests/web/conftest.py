"""Fixtures of the pages: the application on an own database, accounts, signed-in clients."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

import pyotp
import pytest
from argon2 import PasswordHasher
from jinja2 import StrictUndefined
from werkzeug.serving import make_server

from jobmatch import clock
from jobmatch.config import Settings
from jobmatch.domain.accounts import SECOND_FACTOR_ROLES, SYSTEM, Area, Role
from jobmatch.services import accounts
from jobmatch.web import security
from jobmatch.web.app import create_app
from tests.web import browsers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store

PASSWORD = "梯田-雨伞-三轮车-豆腐干"  # noqa: S105 - of invented accounts
PHONE_SECRET = "JBSWY3DPEHPK3PXP" * 2
"""What the invented phones of all accounts with a second factor hold."""


class SignIn(Protocol):
    """Give a client that is signed in with a new account of a role and an area."""

    def __call__(self, role: Role = ..., area: Area = ...) -> FlaskClient:
        """Sign in."""
        ...


@pytest.fixture
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with least cost: tests show the rules, not the price of guessing."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", cheap)


@pytest.fixture
def app(store: Store, tmp_path: Path, _cheap_hashes: None) -> Flask:
    """Give the application on an empty database; an undefined name in a template is an error."""
    made = create_app(Settings(home=tmp_path), store)
    made.testing = True
    made.jinja_env.undefined = StrictUndefined
    made.config["WTF_CSRF_ENABLED"] = False  # test_security.py switches it on again
    security.limiter.reset()
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client that is not signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask, store: Store) -> SignIn:
    """Give a function that signs a new account in."""
    made: list[str] = []

    def sign_in(role: Role = Role.CLERK, area: Area = accounts.WHOLE_DISTRICT) -> FlaskClient:
        name = f"{role.value}-{len(made)}"
        made.append(name)
        add_account(store, name, role, area)
        client = app.test_client()
        answer = client.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 302
        if role in SECOND_FACTOR_ROLES:
            answer = client.post("/sign-in/code", data={"code": phone_code()})
            assert answer.status_code == 302
        return client

    return sign_in


def phone_code() -> str:
    """Give the code that the invented phones show now."""
    return pyotp.TOTP(PHONE_SECRET).at(clock.now())


def add_account(
    store: Store, name: str, role: Role = Role.CLERK, area: Area = accounts.WHOLE_DISTRICT
) -> None:
    """Add an account with the password of all tests."""
    with store.writes.begin() as session:
        account = accounts.add_account(
            session, actor=SYSTEM, name=name, role=role, password=PASSWORD, area=area
        )
        if role in SECOND_FACTOR_ROLES:
            account.totp_secret, account.second_factor_at = PHONE_SECRET, clock.now()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Serve the application on a free port of this machine and give its address."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=5)
        server.server_close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Give a headless Chromium of 1024 px, or list the test as not run."""
    opened = browsers.open_browser(tmp_path / "profile")
    try:
        yield opened
    finally:
        opened.quit()
