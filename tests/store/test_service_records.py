from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.service_records import ServiceKind
from jobmatch.store.service_records import ServiceRecord
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_record_has_a_kind_and_a_day(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    made = ServiceRecord(worker_id=worker.id, kind=ServiceKind.TRAINING, given_on=date(2026, 3, 16))
    any_session.add(made)
    any_session.flush()
    any_session.expire(made)
    assert (made.kind, made.voided_on, made.worker.id) == (ServiceKind.TRAINING, None, worker.id)
    with refused(any_session, "given_on"):
        any_session.add(ServiceRecord(worker_id=worker.id, kind=ServiceKind.GUIDANCE))
