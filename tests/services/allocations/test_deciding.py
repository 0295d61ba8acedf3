"""Pins, forbids and priorities: reasons, limits, one decision per pair, audit, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.allocations import OverrideExistsError, PinNotPossibleError
from jobmatch.domain.errors import ForbiddenError, InputError, NotFoundError
from jobmatch.domain.kinds import Sex
from jobmatch.queries import allocations as asked
from jobmatch.services import allocations
from jobmatch.store.audit import AuditRow
from jobmatch.store.postings import PostingAge
from tests.services.allocations import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

GIVEN: dict[str, Any] = {"actor": SYSTEM, "reason": "师傅点名", "on": made.TODAY}


def actions(session: Session) -> list[str]:
    return list(session.scalars(select(AuditRow.action).order_by(AuditRow.seq)))


def test_a_decision_is_kept_with_its_reason_and_audited(session: Session) -> None:
    here, there, worker = made.sewing(session), made.sewing(session), made.sewer(session, "某甲")
    allocations.pin(session, worker_id=worker.id, posting_id=here.id, **GIVEN)
    allocations.forbid(session, worker_id=worker.id, posting_id=there.id, **GIVEN)
    allocations.withdraw(session, worker_id=worker.id, posting_id=here.id, **GIVEN)
    assert [(each.posting_id, each.reason) for each in asked.overrides(session)] == [
        (there.id, "师傅点名")
    ]
    assert actions(session)[-3:] == [
        "allocation.pinned",
        "allocation.forbidden",
        "allocation.withdrawn",
    ]
    assert "师傅点名" in str(session.scalars(select(AuditRow.changes)).all()[-1])


def test_a_pin_breaks_no_hard_limit_and_says_which_it_would(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    session.add(PostingAge(posting_id=posting.id, seq=0, sex=Sex.ANY, min_age=18, max_age=30))
    session.flush()
    with pytest.raises(PinNotPossibleError, match="招聘年龄18-30岁，本人40岁"):
        allocations.pin(session, worker_id=worker.id, posting_id=posting.id, **GIVEN)
    allocations.forbid(session, worker_id=worker.id, posting_id=posting.id, **GIVEN)


def test_who_takes_no_part_in_plans_is_not_pinned(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    pair: dict[str, Any] = {"worker_id": worker.id, "posting_id": posting.id}
    worker.willing_to_work = False
    session.flush()
    with pytest.raises(PinNotPossibleError, match="暂时不想找工作"):
        allocations.pin(session, **pair, **GIVEN)
    made.employ(session, worker)
    with pytest.raises(PinNotPossibleError, match="不参加安排"):
        allocations.pin(session, **pair, **GIVEN)


def test_a_row_that_is_not_there_is_told_before_the_reason(session: Session) -> None:
    posting = made.sewing(session)
    with pytest.raises(NotFoundError, match="99999999"):
        allocations.pin(
            session, worker_id=99999999, posting_id=posting.id, **GIVEN | {"reason": ""}
        )


def test_a_pair_is_decided_once_and_a_worker_pinned_once(session: Session) -> None:
    here, there, worker = made.sewing(session), made.sewing(session), made.sewer(session, "某甲")
    allocations.pin(session, worker_id=worker.id, posting_id=here.id, **GIVEN)
    with pytest.raises(OverrideExistsError):
        allocations.forbid(session, worker_id=worker.id, posting_id=here.id, **GIVEN)
    with pytest.raises(OverrideExistsError):
        allocations.pin(session, worker_id=worker.id, posting_id=there.id, **GIVEN)
    allocations.forbid(session, worker_id=worker.id, posting_id=there.id, **GIVEN)
    allocations.withdraw(session, worker_id=worker.id, posting_id=here.id, **GIVEN)
    allocations.pin(session, worker_id=worker.id, posting_id=here.id, **GIVEN)


def test_reasons_and_known_rows_are_needed(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    pair: dict[str, Any] = {"worker_id": worker.id, "posting_id": posting.id}
    with pytest.raises(InputError):
        allocations.forbid(session, **pair, **GIVEN | {"reason": " "})
    with pytest.raises(NotFoundError):
        allocations.withdraw(session, **pair, **GIVEN)
    with pytest.raises(NotFoundError, match="岗位"):
        allocations.pin(session, **pair | {"posting_id": 0}, **GIVEN)
    with pytest.raises(NotFoundError, match="劳动力"):
        allocations.forbid(session, **pair | {"worker_id": 0}, **GIVEN)


def test_only_who_may_recommend_decides(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    auditor = Actor(account_id=None, name="审计", role=Role.AUDITOR)
    with pytest.raises(ForbiddenError):
        allocations.forbid(
            session, worker_id=worker.id, posting_id=posting.id, **GIVEN | {"actor": auditor}
        )
    with pytest.raises(ForbiddenError):
        allocations.set_priorities(session, actor=auditor, keys=["none"], reason="区里要求")


def test_priorities_are_set_audited_and_hold_from_then_on(session: Session) -> None:
    allocations.set_priorities(
        session, actor=SYSTEM, keys=["disabled", "monitored"], reason="区里要求"
    )
    assert asked.priorities(session) == ("disabled", "monitored")
    assert actions(session)[-1] == "allocation.prioritised"
    with pytest.raises(InputError):
        allocations.set_priorities(session, actor=SYSTEM, keys=["women"], reason="区里要求")
