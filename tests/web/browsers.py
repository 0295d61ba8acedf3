"""A headless Chromium for tests and the measuring done in it."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from jobmatch.cli.testing import NO_BROWSER_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
)

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
for (const node of document.querySelectorAll("body *")) {
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  if (!box.width || !box.height || style.visibility === "hidden" || box.right < 0) continue;
  const own = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
  const name = node.tagName.toLowerCase() + "." + node.className + ": " +
    node.textContent.trim().slice(0, 20);
  if (own) {
    const both = [luminance(rgb(style.color)), luminance(ground(node))];
    const contrast = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    if (contrast < 4.5) found.push("contrast " + contrast.toFixed(2) + " " + name);
    if (parseFloat(style.fontSize) < 12.5) found.push("font " + style.fontSize + " " + name);
  }
  if (node.matches("input[type=checkbox], input[type=radio]")) continue; // the label is the target
  const target = node.matches(
    "a[href], button, input:not([type=hidden]), select, textarea, summary");
  const inline = style.display === "inline";
  if (target && !inline && box.height < 31.5) found.push("target " + box.height + " " + name);
}
if (document.documentElement.scrollWidth > window.innerWidth) {
  found.push("sideways scroll " + document.documentElement.scrollWidth);
}
return found;
"""
"""Faults of the present page against the back-office sizes: contrast, text, targets, width.

Links inside running text are exempt from the target size, as in WCAG 2.2 (2.5.8).
"""


PATIENCE_SECONDS = 30
_LOADED_HEADING = """
if (document.readyState !== "complete") return null;
const heading = document.querySelector("h1");
return heading && heading.textContent;
"""
_LOADED_TEXT = """
return document.readyState === "complete" ? document.body.innerText : null;
"""


def open_browser(profile: Path, *, width: int = 1024, height: int = 768) -> webdriver.Chrome:
    """Start Chromium with an empty *profile*, or list the test as not run."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        why = os.environ.get(NO_BROWSER_VARIABLE) or "没有安装 chromium 和 chromium-driver"
        pytest.skip(why)
    options = Options()
    options.binary_location = program
    for flag in (*_FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def wait_for_heading(browser: webdriver.Chrome, text: str) -> None:
    """Wait until a page is loaded whose first heading is *text*: sending a form takes its time."""
    WebDriverWait(browser, PATIENCE_SECONDS).until(
        lambda _: browser.execute_script(_LOADED_HEADING) == text, f"no page headed {text}"
    )


def wait_for_text(browser: webdriver.Chrome, text: str) -> None:
    """Wait until a page is loaded that shows *text*."""
    WebDriverWait(browser, PATIENCE_SECONDS).until(
        lambda _: text in (browser.execute_script(_LOADED_TEXT) or ""), f"no page with {text}"
    )


def faults(browser: webdriver.Chrome) -> list[str]:
    """Measure the present page: what is too small, too pale or too wide."""
    found: list[str] = browser.execute_script(MEASURE)
    return found


def requested_hosts(browser: webdriver.Chrome) -> set[str]:
    """Give the hosts that pages asked for since the last call; data: addresses have none."""
    hosts = set()
    for entry in browser.get_log("performance"):  # type: ignore[no-untyped-call]  # selenium has no types here
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = urlsplit(message["params"]["request"]["url"])
            if url.scheme in {"http", "https", "ws"}:
                hosts.add(url.netloc)
    return hosts


def complaints(browser: webdriver.Chrome) -> list[str]:
    """Give what the browser itself complained of: refused scripts, broken policy, missing files."""
    return [
        entry["message"]
        for entry in browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types here
        if entry["level"] == "SEVERE" and "Failed to load resource" not in entry["message"]
    ]
