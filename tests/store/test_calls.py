from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobmatch.domain.calls import CallPurpose, CallResult
from jobmatch.store.calls import Call
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_call_is_of_somebody_and_has_its_result(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    given = {
        "worker_id": worker.id,
        "purpose": CallPurpose.GUIDANCE,
        "called_at": datetime(2026, 3, 16, 2, tzinfo=UTC),
    }
    made = Call(**given, result=CallResult.TALKED)
    any_session.add(made)
    any_session.flush()
    any_session.expire(made)
    assert (made.result, made.worker.id, made.next_on) == (CallResult.TALKED, worker.id, None)
    with refused(any_session, "result"):
        any_session.add(Call(**given))
