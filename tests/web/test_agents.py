from __future__ import annotations

import pytest

from jobmatch.web import agents

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (CHROME.format("Windows NT 10.0; Win64; x64"), "Chrome · Windows"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/139.0", "Edge · Windows"),
        (CHROME.format("Linux; Android 14; K") + " MicroMessenger/8.0", "微信 · 安卓手机"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "火狐 · Linux"),
        ("curl/8.5", agents.UNKNOWN),
        ("", agents.UNKNOWN),
        (None, agents.UNKNOWN),
    ],
)
def test_a_browser_is_named_as_its_owner_calls_it(header: str | None, name: str) -> None:
    assert agents.agent_name(header) == name
