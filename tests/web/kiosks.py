"""What tests of the kiosk share: reading its pages, and somebody who stands before its screen."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from selenium.webdriver.common.by import By

from tests.web import browsers

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

FIRST = "您好，想办什么事？请点一下。"


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
const large = document.documentElement.classList.contains("k-large");
if (!large && document.documentElement.scrollHeight > window.innerHeight) {
  found.push("scrolls " + document.documentElement.scrollHeight);
}
return found;
"""
"""Faults of a page against the sizes of the kiosk: contrast, text, targets, gaps, width.

Only the large type may be longer than the screen."""


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
        found = self.browser.execute_script(MEASURE)
        assert found == [], f"{self.browser.current_url}: {found}"
