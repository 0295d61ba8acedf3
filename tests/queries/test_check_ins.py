from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import SYSTEM, Area
from jobmatch.domain.fairs import FairState
from jobmatch.queries import check_ins
from jobmatch.services import check_ins as desk
from jobmatch.store.fairs import Fair
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)
WHOLE = Area()


def test_who_came_is_told_by_fair_newest_first(any_session: Session) -> None:
    fairs = [
        Fair(name=name, starts_on=DAY, ends_on=DAY, state=FairState.OPEN) for name in ("甲", "乙")
    ]
    any_session.add_all(fairs)
    any_session.flush()
    one, two = fairs
    workers = [make_worker(any_session, name=f"杨{each}") for each in "一二三"]
    for worker in workers[:2]:
        desk.check_in(any_session, actor=SYSTEM, fair_id=one.id, worker_uuid=worker.uuid)
    ids = [worker.id for worker in workers]
    assert check_ins.came(any_session, fair_id=one.id, worker_ids=ids) == frozenset(ids[:2])
    assert check_ins.came(any_session, fair_id=two.id, worker_ids=ids) == frozenset()
    newest = check_ins.last(any_session, area=WHOLE, fair_id=one.id, top=1)[0]
    assert newest.shown_name == "杨二"
    assert (
        check_ins.check_in_by_uuid(any_session, area=WHOLE, fair_id=one.id, uuid=newest.uuid)
        is newest
    )
    assert (
        check_ins.check_in_by_uuid(any_session, area=WHOLE, fair_id=two.id, uuid=newest.uuid)
        is None
    )
    assert check_ins.count(any_session, fair_id=one.id) == (2, 0)


def test_one_community_sees_its_own_people_and_who_walked_in(any_session: Session) -> None:
    here, there = (make_community(any_session, name=name) for name in ("旺家社区", "龙生社区"))
    fair = Fair(name="甲", starts_on=DAY, ends_on=DAY, state=FairState.OPEN)
    any_session.add(fair)
    any_session.flush()
    near, far = (make_worker(any_session, name="杨一", community=each) for each in (here, there))
    for worker in (near, far):
        desk.check_in(any_session, actor=SYSTEM, fair_id=fair.id, worker_uuid=worker.uuid)
    guest = desk.Guest(name="外来的人", phone="13900001234", age=41, wish="缝纫")
    desk.walk_in(any_session, actor=SYSTEM, fair_id=fair.id, guest=guest)
    own = Area(community_ids=frozenset({here.id}))
    shown = check_ins.last(any_session, area=own, fair_id=fair.id, top=9)
    assert {row.worker_id for row in shown} == {None, near.id}
    for row in check_ins.last(any_session, area=WHOLE, fair_id=fair.id, top=9):
        found = check_ins.check_in_by_uuid(any_session, area=own, fair_id=fair.id, uuid=row.uuid)
        assert (found is None) == (row.worker_id == far.id)
