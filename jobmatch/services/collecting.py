"""Building large tables without the garbage collector looking through them again and again.

Each new object of a table that stays makes the collector walk over all that stand already: reading
16,000 postings took a third of its time so. What is built under a pause is looked at once, later.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_pauses = 0


@contextmanager
def paused() -> Iterator[None]:
    """Collect no garbage until the last of the pauses of this process has ended.

    Where somebody else has switched the collector off, it stays off.
    """
    global _pauses  # noqa: PLW0603 - the collector is one for the process, and so is its pause
    if not (gc.isenabled() or _pauses):
        yield
        return
    with _lock:
        _pauses += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _pauses -= 1
            if not _pauses:
                gc.enable()
