"""Papers of a fair: poster, cards, codes, list."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Role
from tests.fairgrounds import make_ground
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


@pytest.fixture
def papers(store: Store, sign_in: SignIn) -> tuple[FlaskClient, str]:
    """Give a client and the address of the papers of a fair with two booths."""
    with store.writes.begin() as session:
        address = f"/fairs/{make_ground(session).fair.uuid}/papers"
    return sign_in(Role.FAIR_OPERATOR), address


def test_each_paper_shows_what_it_is_for(papers: tuple[FlaskClient, str]) -> None:
    client, address = papers
    pages = {
        kind: client.get(f"{address}/{kind}").get_data(as_text=True)
        for kind in ("poster", "cards", "codes", "list")
    }
    assert "制衣鞋包" in pages["poster"]
    assert "平车工" in pages["poster"]
    assert pages["cards"].count("jm-card") == 2
    # A code is for the people at the booth: it stands on no paper that hangs outside.
    assert "/booth/" in pages["codes"]
    for kind in ("poster", "cards", "list"):
        assert "/booth/" not in pages[kind]
    assert "手机扫了打不开" in pages["codes"]
    assert pages["list"].index("A1") < pages["list"].index("C1")
    assert client.get(f"{address}/slips").status_code == 404


def test_each_sheet_is_one_page_of_its_own_size(
    store: Store, address: str, browser: webdriver.Chrome
) -> None:
    with store.writes.begin() as session:
        fair = make_ground(session).fair.uuid
    add_account(store, "操作员", Role.FAIR_OPERATOR)
    browser.get(f"{address}/fairs/{fair}/papers/poster")
    browser.find_element("name", "name").send_keys("操作员")
    browser.find_element("name", "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "海报")
    for kind, sheets, width in (("poster", 1, 210), ("cards", 2, 297), ("codes", 2, 210)):
        browser.get(f"{address}/fairs/{fair}/papers/{kind}")
        printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+)", base64.b64decode(printed["data"]))
        assert [round(float(box) / 72 * 25.4) for box in boxes] == [width] * sheets, kind
    assert browsers.complaints(browser) == []
