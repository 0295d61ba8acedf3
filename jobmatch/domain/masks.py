"""Masks of identifying numbers inside free text and nested values: for audit rows and logs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# ID numbers (15 or 18), card numbers (16 to 19), mobile phones (11). Shorter runs are amounts,
# dates and row ids. Longest first, so that a card is not read as a phone with a tail.
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:\d{16,19}|\d{17}[0-9Xx]|\d{15}|1\d{10})(?![0-9A-Za-z])")
_SHOWN = 4


def mask_numbers(text: str) -> str:
    """Give *text* with every identifying number reduced to its last four characters."""
    return _NUMBERS.sub(_mask, text)


def masked(value: Any) -> Any:
    """Give a copy of a nested value (dicts, lists, texts) with all its texts masked."""
    if isinstance(value, str):
        return mask_numbers(value)
    if isinstance(value, Mapping):
        return {str(name): masked(content) for name, content in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [masked(content) for content in value]
    return value


def _mask(found: re.Match[str]) -> str:
    number = found[0]
    return "*" * (len(number) - _SHOWN) + number[-_SHOWN:]
