"""Templates: each is used; no inline style or script, no address outside the house."""

from __future__ import annotations

import re

from tests.house import source

INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)

SCROLLING = re.compile(r'<div class="[^"]*\bjm-scroll\b[^>]*>')


def _templates() -> list[str]:
    return sorted(str(p.relative_to(source.TEMPLATES)) for p in source.TEMPLATES.rglob("*.html"))


def test_templates_are_all_used() -> None:
    texts = [path.read_text(encoding="utf-8") for path in source.modules("web", "exchange")]
    texts += [path.read_text(encoding="utf-8") for path in source.TEMPLATES.rglob("*.html")]
    everything = "\n".join(texts)
    # Error pages are chosen by status at run time: web/errors.py names the folder.
    unused = [
        name
        for name in _templates()
        if f'"{name}"' not in everything
        and f"'{name}'" not in everything
        and not (name.startswith("errors/") and "errors/" in everything)
    ]
    assert unused == []


def test_templates_hold_no_inline_style_or_script() -> None:
    found = [
        name
        for name in _templates()
        if INLINE.search((source.TEMPLATES / name).read_text(encoding="utf-8"))
    ]
    assert found == []


def test_templates_and_static_files_name_no_outside_address() -> None:
    files = [*source.TEMPLATES.rglob("*.html"), *(source.PACKAGE / "web" / "static").rglob("*.*")]
    found = [
        source.named(path)
        for path in files
        if path.suffix in {".html", ".css", ".js"}
        and OUTSIDE.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_what_scrolls_sideways_can_be_reached_by_keyboard() -> None:
    found = [
        name
        for name in _templates()
        for box in SCROLLING.findall((source.TEMPLATES / name).read_text(encoding="utf-8"))
        if 'tabindex="0"' not in box or "aria-label=" not in box
    ]
    assert found == []
