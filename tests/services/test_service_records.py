"""Noting talks and trainings, taking mistakes back, and who comes first on the list by need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.service_records import ServiceKind
from jobmatch.domain.zero_employment import Urgency
from jobmatch.services import service_records
from jobmatch.services.service_records import ServiceDayError, Want
from jobmatch.store.audit import AuditRow
from jobmatch.store.workers import Employment, Worker
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 16)


def give(
    session: Session, worker: Worker, kind: ServiceKind = ServiceKind.GUIDANCE, days: int = 0
) -> str:
    made = service_records.record(
        session,
        actor=SYSTEM,
        worker_uuid=worker.uuid,
        kind=kind,
        on=DAY - timedelta(days=days),
        today=DAY,
    )
    return made.uuid


def test_a_talk_is_noted_and_a_mistake_taken_back(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    uuid = give(any_session, worker)
    (need,) = service_records.needs(any_session, area=Area(), today=DAY)
    assert need.served.progress.talks == 1
    for _ in range(2):
        service_records.void(any_session, actor=SYSTEM, uuid=uuid, today=DAY)
    (need,) = service_records.needs(any_session, area=Area(), today=DAY)
    assert need.served.progress.talks == 0
    assert any_session.scalars(select(AuditRow.action).order_by(AuditRow.seq)).all() == [
        "service_record.made",
        "service_record.voided",
    ]


@pytest.mark.parametrize("days", [-1, 61])
def test_a_day_to_come_or_long_past_is_refused(any_session: Session, days: int) -> None:
    worker = make_worker(any_session, name="杨秀英")
    with pytest.raises(ServiceDayError):
        give(any_session, worker, days=days)


def test_another_areas_worker_is_not_found(any_session: Session) -> None:
    here = make_community(any_session, name="旺家社区")
    worker = make_worker(any_session, name="杨秀英")
    uuid = give(any_session, worker)
    clerk = Actor(None, "c", Role.CLERK, Area(community_ids=frozenset({here.id})))
    with pytest.raises(NotFoundError):
        service_records.void(any_session, actor=clerk, uuid=uuid, today=DAY)
    with pytest.raises(ForbiddenError):
        service_records.void(
            any_session, actor=Actor(None, "a", Role.AUDITOR), uuid=uuid, today=DAY
        )


def test_households_without_work_come_first_then_who_was_given_least(
    any_session: Session,
) -> None:
    def worker(name: str, ended: int | None) -> Worker:
        made = make_worker(any_session, name=name, willing_to_work=True, is_employed=False)
        if ended is not None:
            spell = Employment(worker_id=made.id, started_on=DAY - timedelta(days=400))
            spell.ended_on = DAY - timedelta(days=ended)
            any_session.add(spell)
            any_session.flush()
        return made

    fresh, late, later = worker("新", 1), worker("晚", 20), worker("更晚", 60)
    unknown = worker("不明", None)
    asleep = make_worker(any_session, name="不愿意", willing_to_work=False)
    give(any_session, fresh)
    listed = service_records.needs(any_session, area=Area(), today=DAY)
    assert [need.served.name for need in listed] == ["更晚", "晚", "不明", "不愿意", "新"]
    clocks = {need.served.worker_id: need.clock for need in listed}
    assert [clock and clock.urgency for clock in map(clocks.get, (later.id, late.id))] == [
        Urgency.OVERDUE
    ] * 2
    assert clocks[unknown.id] is not None
    first = clocks[fresh.id]
    assert first is not None
    assert (first.helped_on, first.sentence) == (DAY, "4 个工作日内要有人上班")
    by_worker = {need.served.worker_id: need for need in listed}
    assert by_worker[asleep.id].is_wanted(Want.ZERO)
    assert not by_worker[asleep.id].is_wanted(Want.OPEN)
    assert not by_worker[fresh.id].is_wanted(Want.TALK)
    assert by_worker[fresh.id].is_wanted(Want.TRAINING)
    household = any_session.get_one(Worker, late.id).person.household_id
    clock = service_records.clock_of_household(
        any_session, area=Area(), household_id=household, today=DAY
    )
    assert clock == clocks[late.id]
    assert (
        service_records.clock_of_household(any_session, area=Area(), household_id=None, today=DAY)
        is None
    )
