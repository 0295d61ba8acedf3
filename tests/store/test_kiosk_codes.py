from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.store.kiosk_codes import KioskCode
from tests.factories import make_worker
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

UNTIL = date(2026, 4, 1)


def test_a_code_belongs_to_one_person_and_stands_once(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")

    def make(**fields: Any) -> None:
        any_session.add(KioskCode(valid_until=UNTIL, **fields))
        any_session.flush()

    make(code="123450", worker_id=worker.id)
    with refused(any_session, "uq_kiosk_code_code"):
        make(code="123450", worker_id=worker.id)
    with refused(any_session, "ck_kiosk_code_of_one_person"):
        make(code="123451")


@pytest.mark.parametrize("column", ["worker_id", "check_in_id"])
def test_a_code_of_nobody_is_refused(any_session: Session, column: str) -> None:
    with refused(any_session, f"fk_kiosk_code_{column}"):
        any_session.add(KioskCode(code="123452", valid_until=UNTIL, **{column: 999_999}))
        any_session.flush()
