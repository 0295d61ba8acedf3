"""Which browser signed in, in words that its owner recognises; nothing finer is kept."""

from __future__ import annotations

# The order decides: each name of the left also calls itself by names further down.
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "火狐"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("Trident", "IE"),
)
_SYSTEMS = (
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux"),
)
UNKNOWN = "其他程序"


def agent_name(header: str | None) -> str:
    """Name browser and system of a User-Agent *header*: "Chrome · Windows"."""
    text = header or ""
    browser = next((name for sign, name in _BROWSERS if sign in text), UNKNOWN)
    system = next((name for sign, name in _SYSTEMS if sign in text), "")
    return f"{browser} · {system}" if system else browser
