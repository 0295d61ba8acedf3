"""Headers, CSRF, cookies, limits, fixation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jobmatch.config import Settings
from jobmatch.domain.accounts import Role
from jobmatch.web.app import create_app
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def policy_of(client: FlaskClient, address: str) -> dict[str, str]:
    policy = client.get(address).headers["Content-Security-Policy"]
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: value for name, _, value in parts}


def test_the_policy_allows_own_files_alone(client: FlaskClient) -> None:
    policy = policy_of(client, "/sign-in")
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["font-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


def test_error_pages_carry_the_policy_too(client: FlaskClient) -> None:
    assert policy_of(client, "/nowhere")["script-src"] == "'self'"


def test_personal_pages_are_never_kept_and_own_files_are(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    with client.get("/static/jobmatch.css") as style:
        assert "max-age=31536000" in style.headers["Cache-Control"]
        assert "Set-Cookie" not in style.headers


def test_a_form_without_its_token_changes_nothing(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/sign-out")
    assert answer.status_code == 400
    assert "请再提交一次" in answer.get_data(as_text=True)
    assert client.get("/").status_code == 200


def test_every_post_route_refuses_without_a_token(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    app.config["WTF_CSRF_ENABLED"] = True
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            values = {
                name: 1 if f"<int:{name}>" in rule.rule else "0" * 32 for name in rule.arguments
            }
            address = rule.build(values, append_unknown=False)
            assert address is not None
            assert client.post(address[1]).status_code == 400, rule.endpoint


def test_a_form_with_its_token_goes_through(app: Flask, client: FlaskClient, store: Store) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    add_account(store, "zhang")
    token = TOKEN.search(client.get("/sign-in").get_data(as_text=True))
    assert token is not None
    data = {"name": "zhang", "password": PASSWORD, "csrf_token": token.group(1)}
    assert client.post("/sign-in", data=data).status_code == 302


def test_the_cookie_is_for_this_site_and_for_no_script(client: FlaskClient, store: Store) -> None:
    add_account(store, "zhang")
    answer = client.post("/sign-in", data={"name": "zhang", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("jobmatch=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Domain" not in cookie


def test_under_https_the_cookie_is_bound_to_the_host(store: Store, tmp_path: Path) -> None:
    app = create_app(Settings(home=tmp_path, secure_cookies=True), store)
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    assert answer.headers["Set-Cookie"].startswith("__Host-jobmatch=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_session_of_before_the_sign_in_is_thrown_away(
    app: Flask, client: FlaskClient, store: Store
) -> None:
    add_account(store, "zhang")
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    client.post("/sign-in", data={"name": "zhang", "password": PASSWORD})
    with client.session_transaction() as kept:
        assert "planted" not in kept
        assert "_user_id" in kept


def test_too_many_sign_ins_from_one_address_must_wait(client: FlaskClient) -> None:
    statuses = {
        client.post("/sign-in", data={"name": f"x{number}", "password": "y"}).status_code
        for number in range(31)
    }
    assert 429 in statuses


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example", "//elsewhere.example", "/\\x.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_elsewhere_after_the_sign_in(
    client: FlaskClient, store: Store, target: str
) -> None:
    add_account(store, "zhang")
    answer = client.post(
        "/sign-in", query_string={"next": target}, data={"name": "zhang", "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/"
