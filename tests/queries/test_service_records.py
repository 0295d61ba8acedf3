"""What counts for the 131 services: since the last work, each posting once, none withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jobmatch.domain.accounts import Area
from jobmatch.domain.recommendations import RecommendationState as S
from jobmatch.domain.service_records import Progress, ServiceKind
from jobmatch.queries import service_records as questions
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.service_records import ServiceRecord
from jobmatch.store.workers import Employment, Worker
from tests.factories import make_community, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 16)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def serve(session: Session, worker: Worker, kind: ServiceKind, days: int, **given: Any) -> None:
    session.add(ServiceRecord(worker_id=worker.id, kind=kind, given_on=ago(days), **given))
    session.flush()


def test_what_was_given_since_the_last_work_counts(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    any_session.add(Employment(worker_id=worker.id, started_on=ago(200), ended_on=ago(30)))
    sewing = make_posting(any_session, title="缝纫工")
    cleaning = make_posting(any_session, title="保洁员")
    for posting, state, days in (
        (sewing, S.DECLINED, 10),
        (sewing, S.MADE, 2),
        (cleaning, S.WITHDRAWN, 2),
        (cleaning, S.REFUSED, 31),
    ):
        row = Recommendation(worker_id=worker.id, posting_id=posting.id, state=state)
        row.made_on = ago(days)
        any_session.add(row)
    serve(any_session, worker, ServiceKind.GUIDANCE, 31)
    serve(any_session, worker, ServiceKind.GUIDANCE, 30)
    serve(any_session, worker, ServiceKind.TRAINING, 3, voided_on=DAY)
    found = questions.progress_of(any_session, worker_ids=[worker.id], on=DAY)
    assert found == {worker.id: Progress(talks=1, recommendations=1, trainings=0)}
    listed = questions.records_of(any_session, worker_id=worker.id, top=5)
    assert [row.given_on for row in listed] == [ago(30), ago(31)]


def test_those_without_work_are_listed_by_area(any_session: Session) -> None:
    here = make_community(any_session, name="旺家社区")
    there = make_community(any_session, name="龙生社区")
    make_worker(any_session, name="杨秀英", community=here, willing_to_work=True)
    make_worker(any_session, name="李建国", community=here, willing_to_work=False)
    make_worker(any_session, name="张三", community=there)
    works = make_worker(any_session, name="王五", community=here)
    any_session.add(Employment(worker_id=works.id, started_on=ago(10)))
    any_session.flush()
    area = Area(community_ids=frozenset({here.id}))
    found = questions.served_workers(any_session, area=area, on=DAY)
    assert [(each.name, each.willing, each.home) for each in found] == [
        ("杨秀英", True, "旺家社区"),
        ("李建国", False, "旺家社区"),
    ]
    other = questions.served_workers(any_session, area=Area(), on=DAY, community_id=there.id)
    assert [each.name for each in other] == ["张三"]
