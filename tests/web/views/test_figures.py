"""The director's pages: what `jobmatch figures` prints, in cards, tables and lists behind."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from selenium.webdriver.common.by import By
from sqlalchemy import select

from jobmatch.cli.figures import figures as command
from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.figures import FIRST
from jobmatch.store import crypto, engine
from jobmatch.store.districts import SettlementCommunity
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def store(small_home: Path) -> Iterator[Store]:
    """Give the small district instead of an empty database."""
    keys = crypto.load_ring(small_home / "keys.json")
    with closing(engine.open_store(f"sqlite:///{small_home / 'jobmatch.db'}", keys)) as opened:
        yield opened


def printed(*words: str) -> dict[str, tuple[str, str]]:
    """Give what the command prints, by key: name and number as a page writes it."""
    told = json.loads(CliRunner().invoke(command, ["--json", *words]).output)
    values = {one["key"]: one["value"] for one in told["figures"]}
    whole = {key: int(value) if value == int(value) else value for key, value in values.items()}
    return {one["key"]: (one["name"], f"{whole[one['key']]:,}") for one in told["figures"]}


def cells(page: str) -> list[list[str]]:
    """Give the rows of the tables of a page, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    return [[TAGS.sub("", cell).strip() for cell in re.split(r"</t[hd]>", row)] for row in rows]


def test_every_figure_is_that_of_the_command(sign_in: SignIn) -> None:
    client = sign_in(Role.DIRECTOR)
    for words, query in (((), ""), (("--as-of", "2023-03-01"), "?on=2023-03-01")):
        expected = printed(*words)
        page = client.get(f"/figures/all{query}").get_data(as_text=True)
        shown = {row[0]: row[1] for row in cells(page) if len(row) > 3}
        assert {name: shown[name] for name, _ in expected.values()} == dict(expected.values())
        cards = client.get(f"/figures/{query}").get_data(as_text=True)
        values = re.findall(
            r"<h3>(.*?)</h3>\s*<p class=\"jm-figure-value\">(.*?)<small>", cards, re.DOTALL
        )
        told = {TAGS.sub("", name): TAGS.sub("", value).strip() for name, value in values}
        assert told == {expected[key][0]: expected[key][1] for key in FIRST}
        assert len(told) == 8


def test_the_tables_beside_the_charts_are_those_figures_too(sign_in: SignIn) -> None:
    expected = printed()
    page = sign_in(Role.DIRECTOR).get("/").get_data(as_text=True)
    rows = {row[0]: row[1:-1] for row in cells(page)}
    assert rows["合计"][:3] == [expected[key][1] for key in ("workers", "employed", "unemployed")]
    channels = {
        name.partition("：")[2]: number
        for key, (name, number) in expected.items()
        if key.startswith("channel_")
    }
    assert {name: rows[name][0] for name in channels} == channels
    assert page.count("<svg") == 3
    assert page.count('role="img"') == 3


def test_a_number_leads_to_as_many_rows(sign_in: SignIn) -> None:
    client, expected = sign_in(Role.DIRECTOR), printed()
    page = client.get("/").get_data(as_text=True)
    links = re.findall(r'href="(/figures/([a-z_]+))" aria-label', page)
    assert {key for _, key in links} == set(FIRST) - {"employment_rate"}
    for address, key in links:
        answer = client.get(address)
        assert answer.status_code == 200
        caption = re.findall(r"<caption>共 ([\d,]+) ", answer.get_data(as_text=True))
        counted = "enterprise_postings" if key == "enterprise_places" else key
        assert (caption or ["0"]) == [expected[counted][1]], key


def test_a_part_of_the_district_sees_its_own_figures(store: Store, sign_in: SignIn) -> None:
    with store.reads() as session:
        ids = session.scalars(select(SettlementCommunity.id)).all()
    totals = []
    for each in ids:
        client = sign_in(Role.DIRECTOR, Area(community_ids=frozenset({each})))
        page = client.get("/").get_data(as_text=True)
        assert "（全区）" in page
        totals.append(int(next(row for row in cells(page) if row[0] == "合计")[1]))
    assert sum(totals) == int(printed()["workers"][1])
    assert min(totals) > 0


def test_who_may_not_see_people_gets_numbers_without_lists(sign_in: SignIn) -> None:
    client = sign_in(Role.FINANCE)
    assert 'href="/figures/workers"' not in client.get("/").get_data(as_text=True)
    assert client.get("/figures/workers").status_code == 404
    assert client.get("/figures/nothing").status_code == 404
    assert sign_in(Role.HOUSEKEEPER).get("/figures/").status_code == 403


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR, Role.APPROVER, Role.FINANCE])
def test_the_figures_come_first_for_who_has_no_desk(sign_in: SignIn, role: Role) -> None:
    assert "的就业数字" in sign_in(role).get("/").get_data(as_text=True)
    assert "今天要做什么？" in sign_in(Role.CLERK).get("/").get_data(as_text=True)


@pytest.mark.browser
def test_in_a_browser(browser: webdriver.Chrome, address: str, store: Store) -> None:
    add_account(store, "zhao", Role.DIRECTOR)
    browser.get(address)
    browser.find_element(By.ID, "name").send_keys("zhao")
    browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "全区的就业数字")
    for width in (1366, 390):
        browser.set_window_size(width, 844)
        assert browsers.faults(browser) == []
    # The bars have their width and their colour without a style of their own.
    boxes = browser.find_elements(By.CSS_SELECTOR, "#communities ~ * rect.jm-bar-main")
    assert len({round(box.rect["width"]) for box in boxes}) > 1
    assert boxes[0].value_of_css_property("fill") == "rgb(13, 90, 82)"
    assert browsers.complaints(browser) == []
