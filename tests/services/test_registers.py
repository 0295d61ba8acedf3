from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.accounts import Area
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import facts
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.queries.profiles import WorkerFile
from jobmatch.services import indexes, matching, registers
from jobmatch.services.readings import Readings
from jobmatch.services.registers import Register
from jobmatch.store.workers import WorkerSkill, WorkerWish
from tests.factories import make_community, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)
WORKER = WorkerProfile(
    id=1,
    skills=("缝纫",),
    certificates=("叉车证",),
    target_groups=frozenset({TargetGroup.FORMERLY_POOR}),
    wishes=Wishes(regions=frozenset({WorkRegion.IN_COUNTY})),
)


def test_workers_who_say_the_same_are_read_alike() -> None:
    readings = Readings(indexes.load_words())
    files = [
        WorkerFile(WORKER, "想做缝纫"),
        WorkerFile(replace(WORKER, id=2, age=50), "想做缝纫"),
        WorkerFile(replace(WORKER, id=3, skills=()), "想做缝纫"),
        WorkerFile(replace(WORKER, id=4), ""),
    ]
    assert registers.read_workers(files, readings) == [
        facts.read_worker(
            readings.hear(file.said).for_worker(file.profile).profile, readings.knowledge
        )
        for file in files
    ]


def test_a_posting_meets_the_same_workers_with_and_without_a_register(session: Session) -> None:
    here, there = (make_community(session, name=name) for name in ("甲社区", "乙社区"))
    for number, community in enumerate((here, there, here, None)):
        row = make_worker(session, name="某人", community=community, is_employed=number == 2)
        session.add(WorkerSkill(worker_id=row.id, name=("缝纫", "电焊")[number % 2]))
        session.add(WorkerWish(worker_id=row.id, words=["不上夜班"]))
    session.flush()
    sewing, closed = (
        make_posting(session, title="缝纫工", vacancies=vacancies) for vacancies in (None, 0)
    )
    index = matching.open_index(session, today=TODAY)
    register = registers.open_register(session, index, on=TODAY)
    for posting in (sewing, closed):
        for area in (None, Area(community_ids=frozenset({here.id}))):
            asked: dict[str, Any] = {"posting_id": posting.id, "today": TODAY, "area": area}
            asked["index"] = index
            plain = matching.match_posting(session, **asked)
            assert plain.candidates
            assert matching.match_posting(session, **asked, register=register) == plain


def test_who_was_registered_since_is_left_out(session: Session) -> None:
    sewing = make_posting(session, title="缝纫工")
    before = make_worker(session, name="甲")
    index = matching.open_index(session, today=TODAY)
    register = registers.open_register(session, index, on=TODAY)
    later = make_worker(session, name="乙")
    assert register.rows_of([later.id, before.id]).tolist() == [0]
    found = matching.match_posting(
        session, posting_id=sewing.id, today=TODAY, index=index, register=register
    )
    assert found.asked == 1


def test_a_change_of_a_worker_makes_a_register_old(session: Session) -> None:
    worker = make_worker(session, name="甲")
    index = matching.open_index(session, today=TODAY)
    before = registers.version_of(session, index, on=TODAY)
    assert registers.version_of(session, index, on=TODAY) == before
    session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
    session.flush()
    assert registers.version_of(session, index, on=TODAY) != before
    assert registers.version_of(session, index, on=date(2026, 3, 16)) != before


def empty() -> Register:
    return Register(WorkerFrame(()))


def test_a_holder_keeps_the_newest() -> None:
    holder = registers.Holder()
    assert holder.get(0) is None
    for version in range(registers.MOST_HELD + 1):
        holder.fill(version, empty)
    assert holder.get(0) is None
    kept = holder.get(1)
    holder.fill(1, empty)
    assert kept is not None
    assert holder.get(1) is kept


def test_two_never_read_the_register_at_once() -> None:
    holder = registers.Holder()
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Register:
        begun.set()
        go_on.wait(timeout=30)
        return empty()

    first = threading.Thread(target=holder.fill, args=(1, slow))
    first.start()
    assert begun.wait(timeout=30)
    holder.fill(1, slow)  # comes back at once
    assert holder.get(1) is None
    go_on.set()
    first.join(timeout=30)
    assert holder.get(1) is not None
