"""What makes a posting the same one when a file comes again, and what tells that it changed.

All digests are keyed: without the key nobody can try phones against them.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.services.imports import posting_columns
from jobmatch.services.imports.employers import employer_key

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any

    from jobmatch.intake.postings import PostingReading


def source_keys(readings: Sequence[Any], *, sender: str, key: bytes) -> list[str]:
    """Give for each posting read what makes it the same posting when a file comes again.

    The employer and the title; among equal ones the work place, then the order. Where no employer
    is named, the phone or the sender stands for it.
    """
    seen: dict[str, int] = {}
    keys = []
    for reading in readings:
        base = _base(reading, sender)
        number = seen[base] = seen.get(base, 0) + 1
        keys.append(_digest(base, number, key))
    return keys


def another_key(reading: PostingReading, *, sender: str, key: bytes, taken: Container[str]) -> str:
    """Give a key for an offer that is to stand beside an equal one: the first not *taken*."""
    base = _base(reading, sender)
    number = 2
    while (found := _digest(base, number, key)) in taken:
        number += 1
    return found


def _base(reading: PostingReading, sender: str) -> str:
    who = employer_key(reading.employer) if reading.employer else reading.phone or sender
    what = numbers.squeeze(reading.title or "")
    where = numbers.squeeze(reading.workplace or "")
    return f"{who}\x1f{what}\x1f{where}"


def _digest(base: str, number: int, key: bytes) -> str:
    return hmac.digest(key, f"{base}\x1f{number}".encode(), "sha256").hex()


def content_digest(reading: PostingReading, *, key: bytes) -> str:
    """Give a keyed digest of everything that a reading says."""
    said = {
        "columns": posting_columns.columns_of(reading),
        "parts": posting_columns.parts_of(reading),
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hmac.digest(key, text.encode(), "sha256").hex()
