from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Fair
from tests.factories import make_worker
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def test_a_worker_comes_once_and_a_stranger_has_a_name(any_session: Session) -> None:
    fair = Fair(name="春风行动", starts_on=DAY, ends_on=DAY)
    worker = make_worker(any_session, name="杨秀英")
    any_session.add(fair)
    any_session.flush()
    any_session.add(CheckIn(fair_id=fair.id, number=1, worker_id=worker.id, came_at=clock.now()))
    guest = CheckIn(fair_id=fair.id, number=2, name="外来的人", age=30, came_at=clock.now())
    guest.phone = "13800005678"
    any_session.add(guest)
    any_session.flush()
    assert (guest.phone_last4, guest.shown_name) == ("5678", "外来的人")
    assert "13800005678" not in (guest.phone_sealed or "")
    with refused(any_session, "uq_check_in_fair_id_worker_id"):
        any_session.add(
            CheckIn(fair_id=fair.id, number=3, worker_id=worker.id, came_at=clock.now())
        )
    with refused(any_session, "ck_check_in_somebody"):
        any_session.add(CheckIn(fair_id=fair.id, number=3, came_at=clock.now()))
    with refused(any_session, "uq_check_in_fair_id_number"):
        any_session.add(CheckIn(fair_id=fair.id, number=2, name="另一位", came_at=clock.now()))
    with refused(any_session, "ck_check_in_number_counts_from_one"):
        any_session.add(CheckIn(fair_id=fair.id, number=0, name="另一位", came_at=clock.now()))
