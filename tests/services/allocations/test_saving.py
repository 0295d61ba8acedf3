"""A plan is kept once, within places, and read again line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.services import allocations
from jobmatch.store.audit import AuditRow
from tests.services.allocations import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_plan_is_kept_with_its_seats_and_reasons(any_session: Session) -> None:
    session = any_session
    posting = made.sewing(session, places=2)
    asking = made.sewer(session, "某甲", said="想和老婆一起做缝纫工")
    partner = made.spouse(session, asking, "某乙")
    left = made.sewer(session, "某丙")
    made.employ(session, left)
    plan = made.planned(session)
    row, new = allocations.save_plan(session, plan, actor=SYSTEM)
    session.expire_all()
    assert new
    assert {s.worker_id: s.posting_id for s in row.seats} == made.seats(plan)
    assert {s.worker_id: s.partner_id for s in row.seats} == {
        asking.id: partner.id,
        partner.id: asking.id,
    }
    assert sorted(s.seat_no for s in row.seats) == [1, 2]
    assert [(u.worker_id, u.kind.value) for u in row.unplaced] == [(left.id, "full")]
    assert [(p.posting_id, p.places, p.more_placed) for p in row.places] == [(posting.id, 2, 1)]
    assert row.worth == row.bound
    assert session.scalars(select(AuditRow.action)).all()[-1] == "allocation.planned"


def test_the_same_district_gives_the_same_plan_and_it_is_kept_once(session: Session) -> None:
    made.sewing(session, places=2)
    for name in ("某甲", "某乙", "某丙"):
        made.sewer(session, name)
    first, _ = allocations.save_plan(session, made.planned(session), actor=SYSTEM)
    again = made.planned(session)
    assert allocations.same_plan(session, again.gathered) is first
    row, new = allocations.save_plan(session, again, actor=SYSTEM)
    assert (row.id, new) == (first.id, False)
    assert made.seats(again) == {s.worker_id: s.posting_id for s in first.seats}


def test_a_changed_district_gives_another_plan_beside_it(session: Session) -> None:
    posting = made.sewing(session, places=1)
    for name in ("某甲", "某乙"):
        made.sewer(session, name)
    first, _ = allocations.save_plan(session, made.planned(session), actor=SYSTEM)
    posting.vacancies = 2
    session.flush()
    second, new = allocations.save_plan(session, made.planned(session), actor=SYSTEM)
    assert new
    assert (first.placed, second.placed) == (1, 2)


def test_a_plan_is_read_line_by_line(session: Session) -> None:
    posting = made.sewing(session)
    names = {made.sewer(session, name).id: name for name in ("某甲", "某乙")}
    with pytest.raises(NotFoundError):
        allocations.plan_lines(session, top=5)
    row, _ = allocations.save_plan(session, made.planned(session), actor=SYSTEM)
    (placed,) = [s.worker_id for s in row.seats]
    (left,) = [u.worker_id for u in row.unplaced]
    lines = allocations.plan_lines(session, plan_id=row.id, top=5)
    assert lines[0].endswith("安排上 1 人")
    assert any(f"{placed} {names[placed]} → [{posting.id}]缝纫工" in line for line in lines)
    assert len(allocations.plan_lines(session, top=5, unplaced=True)) == 2
    (_, line) = allocations.plan_lines(session, top=5, worker_id=left)
    assert f"{left} {names[left]} → 没有安排上" in line
    with pytest.raises(NotFoundError):
        allocations.plan_lines(session, top=5, worker_id=0)


def test_only_who_may_recommend_keeps_a_plan(session: Session) -> None:
    made.sewing(session)
    auditor = Actor(account_id=None, name="审计", role=Role.AUDITOR)
    with pytest.raises(ForbiddenError):
        allocations.save_plan(session, made.planned(session), actor=auditor)
