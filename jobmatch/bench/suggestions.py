"""How long suggestions take while somebody types, sign by sign, in process."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.accounts import Area
from jobmatch.services import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Index

TYPED = (
    "缝纫工",
    "会电焊，不上夜班，想在家附近，保洁",
    "fengrengong",
    "frg",
    "baojie",
    "dianhan",
    "chache",
    "想在万山找个带娃的活",
    "月嫂",
    "putong gongren",
    "不倒班，包吃住，zhuangxie",
    "nvdianfuwu",
)
"""What people type: by signs, pinyin, initials, with earlier words, with local confusions."""


@dataclass(frozen=True, slots=True)
class KeystrokeTimes:
    """Milliseconds per keystroke; *build* is the time that the tables took, once."""

    build: float
    p50: float
    p95: float
    longest: float
    count: int


def time_keystrokes(
    session: Session, index: Index, *, texts: Sequence[str] = TYPED
) -> KeystrokeTimes:
    """Type *texts* sign by sign over *index* and give the times, none of them warmed up."""
    holder = suggestions.Holder()
    start = time.perf_counter()
    holder.of(index)
    build = time.perf_counter() - start
    taken = []
    for text in _keystrokes(texts):
        start = time.perf_counter()
        suggestions.complete(session, text=text, area=Area(), index=index, holder=holder)
        taken.append((time.perf_counter() - start) * 1000)
    return KeystrokeTimes(
        build=build * 1000,
        p50=float(np.percentile(taken, 50)),
        p95=float(np.percentile(taken, 95)),
        longest=max(taken),
        count=len(taken),
    )


def _keystrokes(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for end in range(1, len(text) + 1):
            yield text[:end]
