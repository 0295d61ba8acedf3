"""The application as a whole: it starts without a database, its pages ask nobody outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unittest.mock import Mock

from jobmatch.config import Settings
from jobmatch.domain.accounts import Role
from jobmatch.store import crypto
from jobmatch.web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

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
