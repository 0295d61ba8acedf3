"""The application as a whole: it starts without a database, its pages ask nobody outside."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from jobmatch.config import Settings
from jobmatch.domain.accounts import SYSTEM, Role
from jobmatch.services import kiosk_codes
from jobmatch.store import crypto
from jobmatch.web.app import create_app
from tests.factories import make_worker
from tests.fairgrounds import make_ground
from tests.web import axes
from tests.web.walks import ENDS, Stop, Walk

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

OUTSIDE = re.compile(r"""(?:href|src|action)=["'](?:https?:)?//""")
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE
)
PAGES = ("/", "/search/", "/workers/", "/postings/", "/employers/", "/imports/", "/imports/new")


def test_making_the_application_asks_no_database(tmp_path: Path) -> None:
    store = Mock()
    store.keys = crypto.new_ring()
    create_app(Settings(home=tmp_path), store)
    assert store.reads.call_count == store.writes.call_count == 0
    assert store.mock_calls == []


def check(client: FlaskClient, address: str) -> None:
    page = client.get(address).get_data(as_text=True)
    assert '<html lang="zh-CN">' in page, address
    assert not OUTSIDE.search(page), address
    assert not INLINE.search(page), address


def test_no_page_names_an_outside_address_or_runs_inline_code(
    client: FlaskClient, sign_in: SignIn
) -> None:
    for address in ("/sign-in", "/signed-out", "/nowhere"):
        check(client, address)
    clerk = sign_in(Role.CLERK)
    for address in PAGES:
        check(clerk, address)


def test_a_demonstration_says_so_on_every_page(store: Store, tmp_path: Path) -> None:
    app = create_app(Settings(home=tmp_path), store, demonstration=True)
    assert "演示数据" in app.test_client().get("/sign-in").get_data(as_text=True)
    plain = create_app(Settings(home=tmp_path), store)
    assert "演示数据" not in plain.test_client().get("/sign-in").get_data(as_text=True)


UNSEEN = {"searches.suggest": "JSON, no page"}
"""Routes that the walk need not see, and why."""
LEAST_SEEN = 0.7
"""Part of all routes that a walk must see: a page in a rare state of its own may be missed."""


@pytest.fixture
def pages(app: Flask, store: Store, sign_in: SignIn) -> Walk:
    """Walk through every page of a small centre with a fair that is going on."""
    with store.writes.begin() as session:
        make_ground(session)
        worker = make_worker(session, name="田小妹")
        code = kiosk_codes.give_code(session, actor=SYSTEM, worker_id=worker.id)
    walk = Walk(app, sign_in)
    home = walk.client(None).get("/kiosk/").get_data(as_text=True)
    visit = re.findall(r'"(/kiosk/[^/"]+)/trades', home)[0]
    walk.client(None).post(f"{visit}/number", data={"typed": code})
    walk.follow([Stop("kiosk.mine", f"{visit}/mine", None)])
    starts = [Stop("accounts.sign_in", "/sign-in", None)]
    starts += [Stop("home.index", "/", role) for role in Role]
    starts.append(Stop("searches.index", "/search/?q=缝纫", Role.CLERK))
    walk.follow(starts)
    walk.try_the_rest()
    return walk


@pytest.mark.browser
@pytest.mark.timeout(900)
def test_no_page_keeps_anybody_out_at_any_of_three_sizes(
    pages: Walk, browser: webdriver.Chrome, address: str
) -> None:
    routes = pages.routes() - ENDS - set(UNSEEN)
    missed = sorted(routes - set(pages.reached))
    assert len(missed) <= (1 - LEAST_SEEN) * len(routes), missed
    source, places, found = axes.script(), count(), list[str]()

    def look(name: str, path: str) -> None:
        sizes = axes.sizes_of(next(places))
        bad = axes.violations(browser, address + path, source, sizes)
        found.extend(f"{name} {each}" for each in bad)

    browser.get(f"{address}/sign-in")
    for role, client in pages.clients.items():
        cookie = client.get_cookie("jobmatch")
        assert cookie is not None
        browser.delete_all_cookies()
        browser.add_cookie({"name": "jobmatch", "value": cookie.value})
        for stop in pages.reached.values():
            if stop.role is role:
                look(stop.endpoint, stop.address)
    look("kiosk.home", "/kiosk/")
    look("kiosk.goodbye", "/kiosk/goodbye")
    assert found == []
