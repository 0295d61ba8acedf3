from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.queries import kiosk_codes
from jobmatch.store.kiosk_codes import KioskCode
from tests.factories import make_worker
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LAST = date(2026, 4, 1)


def test_a_code_holds_to_its_last_day(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    row = KioskCode(code="123450", worker_id=worker.id, valid_until=LAST)
    any_session.add(row)
    any_session.flush()
    after = LAST + timedelta(days=1)
    assert kiosk_codes.valid_code(any_session, code="123450", on=LAST) is row
    assert kiosk_codes.valid_code(any_session, code="123450", on=after) is None
    assert kiosk_codes.valid_code(any_session, code="123451", on=LAST) is None
    assert kiosk_codes.code_of(any_session, worker_id=worker.id, on=LAST) is row
    assert kiosk_codes.code_of(any_session, worker_id=worker.id, on=after) is None
    assert kiosk_codes.code_of(any_session, check_in_id=worker.id, on=LAST) is None


def test_a_person_is_found_by_the_whole_number_alone(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    worker.person.id_number = "990000198505041226"
    any_session.flush()
    found = kiosk_codes.worker_by_identity(any_session, number="990000198505041226")
    assert found is worker
    assert kiosk_codes.worker_by_identity(any_session, number="1226") is None
    assert kiosk_codes.worker_by_identity(any_session, number="") is None


def test_the_slip_of_a_check_in_shows_the_code_of_its_person(any_session: Session) -> None:
    ground = make_ground(any_session)
    for row in (
        KioskCode(code="123450", worker_id=ground.worker.worker_id, valid_until=LAST),
        KioskCode(code="123451", check_in_id=ground.guest.id, valid_until=LAST),
    ):
        any_session.add(row)
    any_session.flush()
    told = [
        kiosk_codes.code_of_check_in(any_session, on=LAST, check_in=each)
        for each in (ground.worker, ground.guest)
    ]
    assert told == ["123450", "123451"]
    late = LAST + timedelta(days=1)
    assert kiosk_codes.code_of_check_in(any_session, on=late, check_in=ground.guest) == ""
