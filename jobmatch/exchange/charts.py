"""Charts of pages: horizontal bars as SVG, with text that stays text.

Own drawing, since bars are all that the pages show: percent widths fit any screen without scaling
the letters, attributes alone carry the look (the content policy forbids style), nothing is
imported and a chart costs microseconds. A plotting library takes seconds to load, 80 MB, and its
SVG must be stripped of style sheets first; papers that need pictures of other kinds can have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW = 34
"""Pixels from bar to bar."""
_BAR = 20
_BASE = 22
"""Where letters stand in a row."""
_LEFT, _RIGHT = 30.0, 22.0
"""Percent of the width for names and for numbers; the bars have the rest."""
_LEAST = 0.4
"""Percent of the width that a number above zero is seen by."""
_LONGEST = 10
"""Letters of a name; the table beside the chart has it whole."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, the lengths of its parts from left to right, and the number told."""

    name: str
    parts: tuple[float, ...]
    told: str


def bar_chart(bars: Sequence[Bar], *, title: str, classes: Sequence[str]) -> str:
    """Draw *bars* to one scale; *classes* colour the parts, *title* is read to the blind.

    The result holds no style, script or address and may stand in any page.
    """
    longest = max((sum(bar.parts) for bar in bars), default=0) or 1
    rows = [_row(bar, index, longest, classes) for index, bar in enumerate(bars)]
    return (
        f'<svg class="jm-chart" width="100%" height="{len(bars) * ROW}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{"".join(rows)}</svg>'
    )


def _row(bar: Bar, index: int, longest: float, classes: Sequence[str]) -> str:
    top, start = index * ROW, _LEFT
    drawn = [f'<text x="0" y="{top + _BASE}">{escape(_short(bar.name))}</text>']
    for part, colour in zip(bar.parts, classes, strict=False):
        width = part / longest * (100 - _LEFT - _RIGHT)
        width = max(width, _LEAST) if part > 0 else 0
        drawn.append(
            f'<rect class="{colour}" x="{start:.2f}%" y="{top + (ROW - _BAR) // 2}" '
            f'width="{width:.2f}%" height="{_BAR}"/>'
        )
        start += width
    drawn.append(f'<text x="{start + 1:.2f}%" y="{top + _BASE}">{escape(bar.told)}</text>')
    return "".join(drawn)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
