"""axe-core in the browser: what keeps people out of a page, as far as a program can tell."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selenium import webdriver

SIZES = ((1080, 1920), (1366, 768), (390, 844))
"""The kiosk, the office and the telephone, in CSS pixels."""
EVERY_SIZE = "JOBMATCH_TEST_EVERY_SIZE"
"""Name of the variable of the environment that asks for every page at every size."""
_RUN = """
const done = arguments[arguments.length - 1];
const bad = new Set(["serious", "critical"]);
axe.run(document, { resultTypes: ["violations"], iframes: false }).then(
  (found) => done(found.violations.filter((each) => bad.has(each.impact)).map((each) =>
    `${each.impact} ${each.id}: ${each.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`)),
  (failure) => done([String(failure)]),
);
"""


def script() -> str:
    """Give axe-core, as the package of the tests ships it."""
    spec = find_spec("selenium_axe_python")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("selenium-axe-python")
    folder = Path(spec.submodule_search_locations[0])
    return (folder / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def sizes_of(place: int) -> tuple[tuple[int, int], ...]:
    """Give the sizes at which the page at *place* of a walk is looked at.

    Each takes its turn, because all three for every page are minutes; EVERY_SIZE asks for them.
    """
    return SIZES if os.environ.get(EVERY_SIZE) else (SIZES[place % len(SIZES)],)


def violations(
    browser: webdriver.Chrome, address: str, source: str, sizes: Iterable[tuple[int, int]]
) -> list[str]:
    """Open *address* and give what is serious or critical on it at each of *sizes*."""
    browser.get(address)
    browser.execute_script(source)
    found = []
    for width, height in sizes:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        found += [f"{width}: {each}" for each in browser.execute_async_script(_RUN)]
    return found
