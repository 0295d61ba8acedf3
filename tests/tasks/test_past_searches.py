from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.jobs import JobName
from jobmatch.services import jobs
from jobmatch.services.past_searches import KEPT
from jobmatch.store.lexicon import PastSearch
from jobmatch.tasks import past_searches, schedule

if TYPE_CHECKING:
    from jobmatch.store.engine import Store

DAY = date(2026, 3, 15)


def test_searches_of_long_ago_are_forgotten_though_nobody_searches(connected: Store) -> None:
    with connected.writes.begin() as session:
        for text, days in (("缝纫", 1), ("焊工", -1)):
            session.add(PastSearch(text=text, asked_on=DAY - KEPT - timedelta(days=days), times=2))
        job_id = jobs.enqueue(session, JobName.FORGET_SEARCHES, key="k", day=DAY.isoformat()).id
    past_searches.forget.run(job_id)
    with connected.reads() as session:
        assert session.scalars(select(PastSearch.text)).all() == ["焊工"]


def test_they_are_forgotten_every_day() -> None:
    (periodic,) = [each for each in schedule.PERIODIC if each.name is JobName.FORGET_SEARCHES]
    assert periodic.every == timedelta(days=1)
