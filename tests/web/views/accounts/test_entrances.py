"""Signing in and out as a person does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from jobmatch.services import logins
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store


TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')  # tells the second it was made


def page(client: FlaskClient, name: str, password: str) -> tuple[int, str]:
    answer = client.post("/sign-in", data={"name": name, "password": password})
    return answer.status_code, answer.get_data(as_text=True)


def test_unknown_and_wrong_get_the_same_page(client: FlaskClient, store: Store) -> None:
    add_account(store, "zhang")
    known = page(client, "zhang", "wrong password here")
    unknown = page(client, "wang1", "wrong password here")
    assert known[0] == unknown[0] == 422
    same = TOKEN.sub("", known[1]).replace("zhang", "")
    assert same == TOKEN.sub("", unknown[1]).replace("wang1", "")
    assert "wrong password here" not in known[1]


def test_five_wrong_passwords_ask_for_patience(client: FlaskClient, store: Store) -> None:
    add_account(store, "zhang")
    for _ in range(logins.FAILURES_PER_ACCOUNT):
        page(client, "zhang", "wrong password here")
    status, text = page(client, "zhang", PASSWORD)
    assert status == 422
    assert "15 分钟后再试" in text


def test_empty_fields_are_named_in_a_summary_that_leads_to_them(client: FlaskClient) -> None:
    status, text = page(client, "", "")
    assert status == 422
    assert "有问题需要改" in text
    assert '<a href="#name">请填写账号</a>' in text


def test_signing_out_ends_the_login_and_clears_the_browser(
    client: FlaskClient, store: Store
) -> None:
    add_account(store, "zhang")
    page(client, "zhang", PASSWORD)
    with client.session_transaction() as kept:
        stolen = dict(kept)
    answer = client.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/").status_code == 302
    with client.session_transaction() as kept:
        kept.update(stolen)  # the old cookie is worth nothing: its row is revoked
    assert client.get("/").status_code == 302


def test_who_is_signed_in_needs_no_form(client: FlaskClient, store: Store) -> None:
    add_account(store, "zhang")
    page(client, "zhang", PASSWORD)
    assert client.get("/sign-in").headers["Location"] == "/"


@pytest.mark.browser
def test_in_a_browser(browser: webdriver.Chrome, address: str, store: Store) -> None:
    add_account(store, "zhang")
    browser.get(address)
    assert browsers.faults(browser) == []
    browser.find_element(By.CSS_SELECTOR, "main button").click()
    browsers.wait_for_text(browser, "有问题需要改")
    assert browser.switch_to.active_element.get_attribute("class") == "jm-errors"
    assert browsers.faults(browser) == []
    browser.find_element(By.ID, "name").send_keys("zhang")
    browser.find_element(By.ID, "password").send_keys(PASSWORD)
    browser.find_element(By.CSS_SELECTOR, "main button").click()
    browsers.wait_for_heading(browser, "今天要做什么？")
    assert browsers.faults(browser) == []
    browser.find_element(By.CSS_SELECTOR, ".jm-who button").click()
    browsers.wait_for_heading(browser, "已退出登录")
    browser.back()
    browsers.wait_for_heading(browser, "登录")
    assert "今天要做什么" not in browser.page_source
    assert browsers.requested_hosts(browser) == {address.removeprefix("http://")}
    assert browsers.complaints(browser) == []
