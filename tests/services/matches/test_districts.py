from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.queries import profiles
from jobmatch.queries.profiles import WorkerFile
from jobmatch.services.matches import districts, lists
from jobmatch.store.matches import MatchSide
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

TODAY = date(2026, 3, 15)
WORKER = WorkerProfile(
    id=1,
    skills=("缝纫",),
    certificates=("叉车证",),
    target_groups=frozenset({TargetGroup.FORMERLY_POOR, TargetGroup.DISABLED}),
    wishes=Wishes(regions=frozenset({WorkRegion.IN_COUNTY, WorkRegion.IN_CITY})),
)


def test_a_digest_tells_rows_apart_and_stays() -> None:
    file = WorkerFile(WORKER, "想做缝纫")
    groups = sorted(WORKER.target_groups or (), reverse=True)
    shuffled = replace(WORKER, target_groups=frozenset(groups))
    assert districts.digest_of(WorkerFile(shuffled, "想做缝纫")) == districts.digest_of(file)
    assert districts.digest_of(WorkerFile(WORKER, "想做保洁")) != districts.digest_of(file)
    older = replace(WORKER, wishes=replace(WORKER.wishes, no_night=True))
    assert districts.digest_of(WorkerFile(older, "想做缝纫")) != districts.digest_of(file)


def test_a_district_is_everybody_and_all_that_is_open(session: Session) -> None:
    worker = make_worker(session, name="甲", is_employed=True)
    posting = make_posting(session, title="缝纫工")
    make_posting(session, title="电焊工", vacancies=0)
    district = districts.open_district(session, on=TODAY)
    assert district.workers.ids.tolist() == [worker.id]
    assert list(district.digests[MatchSide.POSTING]) == [posting.id]
    make_worker(session, name="乙", person={"left_on": date(2026, 1, 1)})
    again = districts.open_district(session, on=TODAY)
    assert (again.version, again.content) == (district.version, district.content)
    session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
    session.flush()
    changed = districts.open_district(session, on=TODAY)
    assert (changed.version, changed.content) != (district.version, district.content)
    assert changed.version == district.version
    later = districts.open_district(session, on=date(2026, 3, 16))
    assert later.version != district.version


def test_the_turn_is_read_before_the_rows(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = profiles.register_files

    def read_while_another_stores(*given: Any, **named: Any) -> list[WorkerFile]:
        with any_store.writes.begin() as other:
            lists.take_turn(other)
        return read(*given, **named)

    monkeypatch.setattr(profiles, "register_files", read_while_another_stores)
    with any_store.writes.begin() as session:
        before = lists.take_turn(session)
    with any_store.reads() as session:
        assert districts.open_district(session, on=TODAY).turn == before
    with any_store.reads() as session:
        assert lists.last_turn(session) == before + 1


def test_what_stands_open_is_left_alone_until_the_work_is_done() -> None:
    with districts.settled():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
