"""The bell (叫人铃) of a kiosk: somebody there asks for a person of the counter."""

from __future__ import annotations

import re
from datetime import timedelta

LONGEST = 12
"""Characters of the name of a kiosk, as it stands in its start address: 大厅左边."""
KEPT = timedelta(hours=4)
"""A bell that nobody answered for so long is no call any more."""
SOMEWHERE = "自助机"
"""What a kiosk is called that has no name."""
_DIGITS = re.compile(r"\d{3,}")


def place_of(text: str | None) -> str:
    """Give the name of a kiosk as its address says it; long numbers are none."""
    plain = " ".join((text or "").split())[:LONGEST]
    return _DIGITS.sub("", plain).strip() or SOMEWHERE
