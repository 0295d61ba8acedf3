"""The kiosk: cards, chips, keypads, slips without an account; sizes, taps and the wipe measured."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from jobmatch.domain import posting_numbers
from jobmatch.domain.kinds import PayUnit, Shift, WorkRegion
from jobmatch.domain.postings import PostingState
from jobmatch.store.postings import PostingAge
from jobmatch.web import visits
from tests.factories import make_employer, make_posting
from tests.web import browsers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from jobmatch.store.postings import Posting

MONTH: dict[str, Any] = {"pay_unit": PayUnit.MONTH, "shift": Shift.DAY, "vacancies": 3}
FIRST, LONG_AGO = "您好，想办什么事？请点一下。", date(2020, 1, 1)


@pytest.fixture
def offered(store: Store) -> dict[str, Posting]:
    """Put nine postings of three trades on offer, five of them in one trade."""
    with store.writes.begin() as session:
        firm = make_employer(session, name="华锦机械")
        fields: dict[str, Any] = {
            "employer": firm,
            "month_pay_min": Decimal(4000),
            "month_pay_max": Decimal(6000),
            "pay_min": Decimal(4000),
            "pay_max": Decimal(6000),
            "workplace": "城东工业园",
            "work_region": WorkRegion.IN_COUNTY,
            "cells": {"pay": "4000-6000，问138 0000 1234"},
            **MONTH,
        }
        made = {
            "welder": make_posting(session, title="电焊工", board=True, lodging=True, **fields),
            "far": make_posting(
                session,
                title="氩弧焊工",
                **fields | {"work_region": WorkRegion.OUT_OF_PROVINCE},
            ),
            "closed": make_posting(session, title="电焊工", state=PostingState.CLOSED, **MONTH),
            "past": make_posting(session, title="电焊工", deadline_on=LONG_AGO, **MONTH),
        }
        made["welder"].ages.append(PostingAge(seq=1, min_age=18, max_age=50))
        for number in range(5):
            made[f"cleaner{number}"] = make_posting(session, title="保洁员", **fields)
        make_posting(session, title="缝纫工", **fields)
    return made


def begin(client: FlaskClient) -> str:
    """Begin a visit; give the part of the addresses that is its own."""
    page = client.get("/kiosk/").get_data(as_text=True)
    return link(page, r'href="(/kiosk/[^"/]+)/trades')


def link(page: str, pattern: str) -> str:
    """Give the address in *page* that *pattern* leads to."""
    found = re.search(pattern, page)
    assert found, pattern
    return html.unescape(found[1])


def see(client: FlaskClient, address: str, **asked: str) -> str:
    answer = client.get(address, query_string=asked or None)
    assert answer.status_code == 200, address
    assert answer.headers["Cache-Control"] == "no-store"
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


@pytest.mark.usefixtures("offered")
def test_tiles_lead_to_cards_without_an_account(client: FlaskClient) -> None:
    visit = begin(client)
    page = see(client, f"{visit}/trades")
    assert page.index("打扫卫生") < page.index("电焊")
    assert "5 个岗位" in page
    assert "开叉车" not in page
    tile = link(page, r'class="k-tile" href="([^"]+)"')
    assert "找“保洁”：有 5 个岗位" in see(client, tile)


@pytest.mark.usefixtures("offered")
def test_a_card_says_age_before_pay_and_the_pay_as_written(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="电焊")
    card = page[page.index('class="k-card"') :]
    said = ["电焊工", "年龄 18–50 岁", "每月 4,000–6,000 元", "招工表上写：4000-6000"]
    said += ["管吃管住", "城东工业园（县内）", "华锦机械", "正对口"]
    assert [card.index(words) for words in said] == sorted(card.index(words) for words in said)
    assert "1234" not in page.replace("尾号1234", "").replace("*1234", "")
    assert "本人年龄还不知道" not in page


@pytest.mark.usefixtures("offered")
def test_four_cards_stand_on_a_screen(client: FlaskClient) -> None:
    visit = begin(client)
    first = see(client, f"{visit}/postings", q="保洁")
    assert first.count('class="k-card"') == 4
    assert "第 1 页，共 2 页" in first
    assert see(client, f"{visit}/postings", q="保洁", page="2").count('class="k-card"') == 1
    assert "第 2 页，共 2 页" in see(client, f"{visit}/postings", q="保洁", page="99")


@pytest.mark.usefixtures("offered")
def test_a_chip_takes_a_condition_out_and_says_what_that_opens(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="电焊，家附近")
    assert "有 1 个岗位" in page
    chip = link(page, r'href="([^"]+)">✕ 家附近 <small>就有 2 个')
    assert "找“电焊”：有 2 个岗位" in see(client, chip)


@pytest.mark.usefixtures("offered")
def test_where_nothing_fits_the_nearest_and_the_way_out_are_shown(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="氩弧焊，家附近，+氩弧")
    assert "现在没有合适的" in page
    assert "✕ 家附近" in page
    assert "氩弧焊工" in page
    nothing = see(client, f"{begin(client)}/postings", q="开飞机")
    assert "看看别的活" in nothing


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="<b>x</b>焊")
    assert "<b>x" not in page


def test_an_empty_question_leads_to_the_pictures(client: FlaskClient) -> None:
    visit = begin(client)
    assert client.get(f"{visit}/postings").location == f"{visit}/trades"
    assert "现在还没有岗位" in see(client, f"{visit}/trades")


@pytest.mark.usefixtures("offered")
def test_the_keypad_works_by_links_alone(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/words")
    for letter in "dianh":
        page = see(client, link(page, rf'data-key="{letter}" href="([^"]+)"'))
    assert "<strong>电焊</strong> <span>2 个岗位</span>" in page
    rubbed = link(page, r'data-key="rub" href="([^"]+)"')
    assert 'value="dian"' in see(client, rubbed)


def test_a_posting_is_shown_and_a_closed_one_says_so(
    client: FlaskClient, offered: dict[str, Posting]
) -> None:
    visit = begin(client)
    page = see(client, f"{visit}/postings/{offered['welder'].uuid}", q="电焊")
    assert "想找“电焊”的活，正对口" in page
    assert "白班" in page
    assert posting_numbers.number_of(offered["welder"].id) in page
    for other in (offered["closed"].uuid, offered["past"].uuid, "0" * 32):
        for address in (f"{visit}/postings/{other}", f"{visit}/postings/{other}/slip"):
            answer = client.get(address)
            assert answer.status_code == 404
            assert "现在不招人了" in answer.get_data(as_text=True)


@pytest.mark.parametrize("paper", ["58", "80", "a4"])
def test_a_slip_has_number_code_and_the_paper_of_its_printer(
    client: FlaskClient, offered: dict[str, Posting], paper: str
) -> None:
    page = see(client, "/kiosk/", paper=paper)
    visit = link(page, rf'href="(/kiosk/[^"/]+)/trades\?paper={paper}"')
    page = see(client, f"{visit}/postings/{offered['welder'].uuid}/slip", paper=paper)
    assert posting_numbers.number_of(offered["welder"].id) in page
    assert f"kiosk/slip-{paper}.css" in page
    assert "<svg" in page


def test_a_number_opens_its_posting_and_a_wrong_one_is_said(
    client: FlaskClient, offered: dict[str, Posting]
) -> None:
    visit = begin(client)
    number = posting_numbers.number_of(offered["welder"].id)
    answer = client.get(f"{visit}/number", query_string={"typed": number})
    assert answer.location == f"{visit}/postings/{offered['welder'].uuid}"
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "号码不对" in see(client, f"{visit}/number", typed=wrong)
    unknown = posting_numbers.number_of(9999)
    assert "没有这个号码" in see(client, f"{visit}/number", typed=unknown)
    assert "号码不对" not in see(client, f"{visit}/number", typed=number[:3])


def test_the_large_type_is_carried_along(client: FlaskClient) -> None:
    page = see(client, "/kiosk/", large="1")
    assert 'class="k-large"' in page
    page = see(client, link(page, r'href="(/kiosk/[^"]+/subsidies\?large=1)"'))
    assert 'class="k-large"' in page
    assert ">普通字<" in page


def test_subsidies_are_told_honestly(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/subsidies")
    assert "还不能显示金额" in page
    assert "身份证" in page


@pytest.mark.usefixtures("offered")
def test_after_the_end_old_addresses_show_nothing(client: FlaskClient) -> None:
    visit = begin(client)
    old = f"{visit}/postings?q=%E7%94%B5%E7%84%8A"
    assert client.get(old).status_code == 200
    bye = client.get("/kiosk/goodbye")
    assert '"cache", "cookies", "storage"' in bye.headers["Clear-Site-Data"]
    assert client.get_cookie("jobmatch") is None
    for address in (old, f"{visit}/trades", f"{visit}/words?typed=dian"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, "/kiosk/")
    begin(client)
    assert client.get(old).location == "/kiosk/"


def test_without_javascript_a_visit_ends_as_well(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/trades")
    assert f'content="{visits.SECONDS};url=/kiosk/goodbye"' in page


MEASURE = """
const found = [];
const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const luminance = ([r, g, b]) => {
  const part = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const ground = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const targets = [];
for (const node of document.querySelectorAll("body *")) {
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  if (box.width < 2 || box.height < 2 || style.visibility === "hidden") continue;
  const own = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
  const name = node.tagName.toLowerCase() + "." + node.className + ": " +
    node.textContent.trim().slice(0, 20);
  if (own || node.matches("input")) {
    const both = [luminance(rgb(style.color)), luminance(ground(node))];
    const contrast = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    if (contrast < 7) found.push("contrast " + contrast.toFixed(2) + " " + name);
    if (parseFloat(style.fontSize) < 24) found.push("font " + style.fontSize + " " + name);
  }
  if (node.matches("a[href], button, input:not([type=hidden]), summary")) {
    if (box.height < 60 || box.width < 60) {
      found.push("target " + box.width + "x" + box.height + " " + name);
    }
    // The foot stays above what scrolls beneath it.
    if (node.closest(".k-foot, dialog")) continue;
    for (const [other, called] of targets) {
      const across = Math.max(box.left - other.right, other.left - box.right);
      const down = Math.max(box.top - other.bottom, other.top - box.bottom);
      const apart = Math.max(across, down);
      if (apart < 15.5) found.push("gap " + apart.toFixed(1) + " " + name + " / " + called);
    }
    targets.push([box, name]);
  }
}
if (document.documentElement.scrollWidth > window.innerWidth) {
  found.push("sideways scroll " + document.documentElement.scrollWidth);
}
return found;
"""
"""Faults of a page against the sizes of the kiosk: contrast, text, targets, gaps, width."""


class Visitor:
    """Somebody at the screen, whose touches are counted."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser, self.address, self.taps = browser, address, 0

    def come(self, query: str = "") -> None:
        self.browser.get(f"{self.address}/kiosk/{query}")
        browsers.wait_for_heading(self.browser, FIRST)
        self.taps = 0

    def tap(self, selector: str, place: int = 0) -> None:
        there = self.browser.find_elements(By.CSS_SELECTOR, selector)[place]
        # On a low screen the foot lies over what is not scrolled to yet.
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", there)
        there.click()
        self.taps += 1

    def wait_for(self, text: str) -> None:
        browsers.wait_for_text(self.browser, text)

    def sound(self) -> None:
        assert self.browser.execute_script(MEASURE) == [], self.browser.current_url


@pytest.fixture(params=[(1080, 1920), (1366, 768)], ids=["upright", "wide"])
def visitor(request: pytest.FixtureRequest, tmp_path: Path, address: str) -> Iterator[Visitor]:
    """Stand before a screen of the usual sizes."""
    width, height = request.param
    opened = browsers.open_browser(tmp_path / "profile", width=width, height=height)
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        yield Visitor(opened, address)
    finally:
        opened.quit()


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("query", ["", "?large=1"])
def test_every_screen_keeps_the_sizes(visitor: Visitor, query: str) -> None:
    visitor.come(query)
    visitor.sound()
    for heading, selector, place in (
        ("想干哪样活", ".k-choice", 0),
        ("找“保洁”：有 5 个岗位", ".k-tile", 0),
        ("✕ 管住", ".k-chip", 1),
        ("找“保洁”：有 5 个岗位", ".k-chip-on", 0),
        ("打印纸条带走", ".k-card", 0),
        ("换一种纸", ".k-print a", 0),
    ):
        visitor.tap(selector, place)
        visitor.wait_for(heading)
        visitor.sound()
    for heading, choice in (("请到就业服务窗口", 1),):
        visitor.come(query)
        visitor.tap(".k-choice", choice)
        visitor.wait_for(heading)
        visitor.sound()
    visitor.come(query)
    visitor.tap(".k-other a")
    for digit in "123123":
        visitor.tap(f'[data-key="{digit}"]')
    visitor.wait_for("号码")
    visitor.sound()
    visitor.browser.execute_script("document.getElementById('ask').showModal()")
    visitor.sound()
    visitor.browser.get(f"{visitor.address}/kiosk/goodbye")
    visitor.sound()
    assert browsers.requested_hosts(visitor.browser) == {visitor.address.removeprefix("http://")}
    assert browsers.complaints(visitor.browser) == []


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
def test_a_posting_is_found_in_two_touches_and_printed_in_two_more(visitor: Visitor) -> None:
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("打扫卫生")
    visitor.tap(".k-tile")
    visitor.wait_for("每月 4,000–6,000 元")
    assert visitor.taps == 2
    visitor.tap(".k-card")
    visitor.wait_for("打印纸条带走")
    assert visitor.taps == 3
    visitor.tap(".k-print a")
    visitor.wait_for("岗位号")
    visitor.browser.execute_script("window.print = () => { document.title = 'printed'; }")
    visitor.tap("#print")
    assert visitor.browser.title == "printed"


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
def test_letters_find_a_trade_without_losing_any(visitor: Visitor) -> None:
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("打扫卫生")
    visitor.tap(".k-other a")
    visitor.wait_for("按几个字母")
    for letter in "dianh":
        visitor.tap(f'[data-key="{letter}"]')
    visitor.wait_for("2 个岗位")
    assert visitor.browser.find_element(By.ID, "q").get_attribute("value") == "dianh"
    visitor.sound()
    visitor.tap(".k-words a")
    visitor.wait_for("找“电焊”：有 2 个岗位")


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
def test_the_wipe_leaves_nothing_behind(visitor: Visitor) -> None:
    browser = visitor.browser
    visitor.come()
    for heading, selector in (
        ("打扫卫生", ".k-choice"),
        ("有 5 个", ".k-tile"),
        ("打印", ".k-card"),
    ):
        visitor.tap(selector)
        visitor.wait_for(heading)
    seen = browser.current_url
    browser.execute_script("localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b')")
    assert browser.get_cookies()
    visitor.tap(".k-leave")
    browsers.wait_for_heading(browser, "您看的内容已经清空")
    assert browser.get_cookies() == []
    assert browser.execute_script("return [localStorage.length, sessionStorage.length]") == [0, 0]
    visitor.tap(".k-main-button")
    browsers.wait_for_heading(browser, FIRST)
    cached = """
    const done = arguments[arguments.length - 1];
    fetch(arguments[0], {cache: "only-if-cached", mode: "same-origin"})
      .then((answer) => done(answer.status), () => done("nothing"));
    """
    # Chromium answers 504 where its cache holds nothing.
    assert browser.execute_async_script(cached, seen) in {"nothing", 504}
    for _ in range(4):
        browser.back()
        browsers.wait_for_text(
            browser, "清空" if "goodbye" in browser.current_url else "想办什么事"
        )
        shown = browser.execute_script("return document.body.innerText")
        assert "保洁" not in shown
        assert "打扫卫生" not in shown
    browser.get(seen)
    browsers.wait_for_heading(browser, FIRST)


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
def test_an_idle_screen_asks_and_then_wipes(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "SECONDS", 6)
    monkeypatch.setattr(visits, "WARNING_SECONDS", 5)
    browser = visitor.browser
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("秒后清空")
    visitor.wait_for("还在吗？")
    visitor.tap("#stay")
    assert not browser.execute_script("return document.getElementById('ask').open")
    assert "/trades" in browser.current_url
    visitor.wait_for("还在吗？")
    WebDriverWait(browser, browsers.PATIENCE_SECONDS).until(
        lambda _: "goodbye" in browser.current_url or browser.current_url.endswith("/kiosk/")
    )
    assert browser.get_cookies() == [] or browser.current_url.endswith("/kiosk/")
