from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.store.bells import Bell
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_one_bell_waits_at_a_kiosk_and_somebody_answers_it(any_session: Session) -> None:
    now = clock.now()
    any_session.add(Bell(place="大厅", rung_at=now))
    any_session.add(Bell(place="门口", rung_at=now))
    any_session.flush()
    with refused(any_session, "uq_bell_one_waiting_per_place"):
        any_session.add(Bell(place="大厅", rung_at=now))
    with refused(any_session, "ck_bell_answered_by_somebody"):
        any_session.add(Bell(place="二楼", rung_at=now, answered_at=now))
