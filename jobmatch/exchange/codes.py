"""QR codes as SVG: the only import of segno. Attributes alone, no style: pages may hold it."""

from __future__ import annotations

import io

import segno

QUIET = 2
"""Modules of white around the code: two are enough for phones, and a roll is narrow."""
TICKET_LEVEL = "m"
"""A thermal printer smears: 15 % of the code may be lost."""


def qr_svg(text: str) -> str:
    """Draw *text* as an SVG element that scales to the width it is given.

    Raises:
        ValueError: *text* is longer than a QR code holds (about 2,300 bytes at this level).
    """
    code = segno.make_qr(text, error=TICKET_LEVEL, boost_error=False, encoding="utf-8")
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        border=QUIET,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawn.getvalue().decode("ascii").strip()
