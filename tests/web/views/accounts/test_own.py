"""One's own account: sign-ins to end, a password of one's own, a phone to set up."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
import time_machine
from flask import url_for
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Permission, Role
from jobmatch.services import accounts
from jobmatch.store.accounts import Account, Login
from jobmatch.web import access
from tests.web.conftest import PASSWORD, add_account, phone_code

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

OTHER = "竹篮-秋千-蓝墨水-石榴树"


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address, follow_redirects=True).get_data(as_text=True)


def enter(app: Flask, name: str, password: str = PASSWORD) -> FlaskClient:
    client = app.test_client()
    client.post(
        "/sign-in",
        data={"name": name, "password": password},
        headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/139.0 Safari/537.36"},
    )
    return client


def test_one_sees_where_one_is_signed_in_and_ends_it(app: Flask, store: Store) -> None:
    add_account(store, "zhang")
    here, there, third = (enter(app, "zhang") for _ in range(3))
    page = text_of(here, "/account")
    assert page.count("Chrome · Windows") == 3
    assert page.count("就是这一台") == 1
    row = re.search(r'action="(/account/logins/(\d+)/end)"', page)
    assert row is not None
    assert here.post(row[1]).status_code == 302
    assert here.post(row[1]).status_code == 404  # over already
    assert sorted(client.get("/account").status_code for client in (there, third)) == [200, 302]
    here.post("/account/logins/end-others")
    assert [client.get("/account").status_code for client in (here, there, third)] == [
        *(200, 302, 302),
    ]


def test_nobody_ends_the_login_of_somebody_else(app: Flask, store: Store) -> None:
    add_account(store, "zhang")
    add_account(store, "wang")
    zhang, wang = enter(app, "zhang"), enter(app, "wang")
    with store.reads() as session:
        ids = session.scalars(select(Login.id).join(Account).where(Account.name == "wang")).all()
    assert zhang.post(f"/account/logins/{ids[0]}/end").status_code == 404
    assert zhang.post("/account/logins/999999/end").status_code == 404
    assert wang.get("/account").status_code == 200


def test_a_new_password_ends_the_other_logins(app: Flask, store: Store) -> None:
    add_account(store, "zhang")
    here, there = enter(app, "zhang"), enter(app, "zhang")
    given = {"old": PASSWORD, "password": OTHER, "again": OTHER}
    for wrong, words in (
        ({"old": "not it at all"}, "密码不对"),
        ({"again": "something else"}, "两次输入的新密码不一样"),
        ({"password": "123456", "again": "123456"}, "至少"),
    ):
        answer = here.post("/account/password", data=given | wrong)
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)
    assert here.post("/account/password", data=given).status_code == 302
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 302)
    assert enter(app, "zhang", OTHER).get("/account").status_code == 200
    assert enter(app, "zhang").get("/account").status_code == 302


def test_a_handed_out_password_opens_the_page_that_changes_it_alone(
    app: Flask, store: Store
) -> None:
    add_account(store, "zhang")
    with store.writes.begin() as session:
        handed_out = accounts.hand_out_password(session, actor=SYSTEM, name="zhang")
    client = enter(app, "zhang", handed_out)
    assert client.get("/workers/").headers["Location"].startswith("/account/password?next=")
    page = text_of(client, "/workers/")
    assert "请先换成自己的密码" in page
    assert "现在的密码" not in page
    assert "主要功能" not in page
    assert client.get("/account").status_code == 302
    answer = client.post(
        "/account/password?next=/workers/", data={"password": OTHER, "again": OTHER}
    )
    assert answer.headers["Location"] == "/workers/"
    assert client.get("/workers/").status_code == 200


@pytest.mark.parametrize("role", [Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR])
def test_a_role_that_must_have_a_phone_sets_it_up_before_anything_else(
    app: Flask, store: Store, role: Role
) -> None:
    with store.writes.begin() as session:
        accounts.add_account(session, actor=SYSTEM, name="zhao", role=role, password=PASSWORD)
    client = enter(app, "zhao")
    assert client.get("/").headers["Location"].startswith("/account/second-factor")
    assert "开始设置" in text_of(client, "/")
    client.post("/account/second-factor")
    page = text_of(client, "/account/second-factor")
    assert "<svg" in page
    secret = re.sub(r"\s", "", re.findall(r'jm-secret">([A-Z2-7 ]+)<', page)[0])
    answer = client.post("/account/second-factor/confirm", data={"code": "000000"})
    assert answer.status_code == 422
    with time_machine.travel(datetime.now(UTC), tick=False):  # noqa: TID251 - the present, held still
        code = pyotp.TOTP(secret).now()
        page = client.post("/account/second-factor/confirm", data={"code": code}).get_data(
            as_text=True
        )
    assert len(re.findall(r"<code>[2-9A-Z]{5}-[2-9A-Z]{5}</code>", page)) == 10
    assert client.get("/").status_code == 200
    assert secret not in text_of(client, "/account/second-factor")


def test_the_password_alone_opens_nothing_of_an_account_with_a_phone(
    app: Flask, store: Store
) -> None:
    add_account(store, "zhao", Role.ADMINISTRATOR)
    client = enter(app, "zhao")
    for rule in app.url_map.iter_rules():
        declared = access.rule_of(app.view_functions[rule.endpoint])
        if declared == access.PUBLIC or rule.endpoint in {"static", "bootstrap.static"}:
            continue
        if rule.endpoint in {"accounts.code", "accounts.give_code", "accounts.sign_out"}:
            continue
        with app.test_request_context():
            parts: dict[str, Any] = dict.fromkeys(rule.arguments, "1")
            address = url_for(rule.endpoint, **parts)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = client.open(address, method=method)
        assert answer.headers["Location"].startswith("/sign-in/code"), rule.endpoint
    with client.session_transaction() as kept:
        before = kept["_user_id"]
    assert client.post("/sign-in/code", data={"code": "000000"}).status_code == 422
    answer = client.post("/sign-in/code?next=/account", data={"code": phone_code()})
    assert answer.headers["Location"] == "/account"
    with client.session_transaction() as kept:
        assert kept["_user_id"] != before  # the token of the half login is worth nothing
    assert client.get("/account").status_code == 200


def test_a_code_must_come_soon_after_the_password(app: Flask, store: Store) -> None:
    add_account(store, "zhao", Role.ADMINISTRATOR)
    with time_machine.travel(datetime(2026, 3, 15, 1, tzinfo=UTC), tick=False) as clock:
        client = enter(app, "zhao")
        clock.shift(timedelta(minutes=10, seconds=1))
        answer = client.post("/sign-in/code", data={"code": phone_code()})
        assert answer.headers["Location"] == "/sign-in"


def test_paper_codes_are_renewed_and_the_phone_dropped_against_a_code(sign_in: SignIn) -> None:
    client = sign_in(Role.APPROVER)
    for address in ("/account/second-factor/codes", "/account/second-factor/drop"):
        assert client.post(address, data={"code": "000000"}).status_code == 422
    tomorrow = datetime.now(UTC) + timedelta(minutes=2)  # noqa: TID251 - later than the sign-in
    with time_machine.travel(tomorrow, tick=False):
        page = client.post("/account/second-factor/codes", data={"code": phone_code()})
        codes = re.findall(r"<code>([2-9A-Z]{5}-[2-9A-Z]{5})</code>", page.get_data(as_text=True))
        assert len(codes) == 10
        answer = client.post("/account/second-factor/drop", data={"code": codes[0]})
        assert answer.status_code == 302
        assert client.get("/").headers["Location"].startswith("/account/second-factor")


def test_an_old_password_is_asked_for_again_before_a_number_is_shown(
    app: Flask, store: Store
) -> None:
    @access.requires(Permission.REVEAL_IDENTITY)
    def reveal() -> str:
        access.require_fresh()
        return "revealed"

    app.add_url_rule("/reveal", view_func=reveal, methods=["POST"])
    add_account(store, "zhang")
    with time_machine.travel(datetime(2026, 3, 15, 1, tzinfo=UTC), tick=False) as clock:
        client = enter(app, "zhang")
        assert client.post("/reveal").get_data(as_text=True) == "revealed"
        for _ in range(2):
            clock.shift(timedelta(minutes=10))
            client.get("/account")
        came_from = {"Referer": "http://localhost/workers/"}
        answer = client.post("/reveal", headers=came_from)
        assert answer.headers["Location"] == "/account/confirm?next=/workers/"
        strange = client.post("/reveal", headers={"Referer": "https://elsewhere.example/x"})
        assert strange.headers["Location"] == "/account/confirm"
        wrong = client.post("/account/confirm", data={"password": "not it at all"})
        assert wrong.status_code == 422
        right = client.post("/account/confirm?next=/workers/", data={"password": PASSWORD})
        assert right.headers["Location"] == "/workers/"
        assert client.post("/reveal").get_data(as_text=True) == "revealed"
