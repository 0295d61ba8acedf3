"""What the pages of accounts share: where one may be sent, how often one may guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Role
from jobmatch.services import logins
from jobmatch.web.views.accounts import frame
from tests.web.conftest import PASSWORD, phone_code

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.conftest import SignIn


@pytest.mark.parametrize(
    ("target", "sent"),
    [
        ("/workers/?q=x", "/workers/?q=x"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example/", "/"),
        ("workers", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_only_pages_of_ours_are_gone_to(app: Flask, target: str | None, sent: str) -> None:
    with app.test_request_context():
        assert frame.safe(target) == sent


def guesses(client: FlaskClient, address: str, **given: str) -> list[str]:
    """Try wrong ones until the lock, then the right one; give what the page says."""
    told = []
    for _ in range(logins.FAILURES_PER_ACCOUNT):
        client.post(address, data=dict.fromkeys(given, "000000-wrong"))
    told.append(client.post(address, data=given).get_data(as_text=True))
    return told


def test_a_password_is_not_guessed_by_who_sits_at_a_desk_left_open(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    page = guesses(client, "/account/confirm", password=PASSWORD)[-1]
    assert "15 分钟后再试" in page


def test_a_code_is_not_guessed_either(sign_in: SignIn) -> None:
    client = sign_in(Role.FINANCE)
    page = guesses(client, "/account/second-factor/drop", code=phone_code())[-1]
    assert "15 分钟后再试" in page
