from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.bench.suggestions import time_keystrokes
from jobmatch.services import matching
from tests.factories import make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_every_keystroke_is_timed(session: Session) -> None:
    make_posting(session, title="缝纫工")
    index = matching.open_index(session, today=clock.today())
    times = time_keystrokes(session, index, texts=("缝纫", "frg"))
    assert times.count == 5
    assert 0 < times.p50 <= times.p95 <= times.longest
    assert times.build > 0
