"""Two people become one and two again: everything moves, nothing is lost, nothing counts twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jobmatch.domain import merges as rules
from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.merges import MergeField
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.domain.workers import CareKind, TargetGroup
from jobmatch.services import audit, merges
from jobmatch.store.base import Base
from jobmatch.store.merges import DistinctPair
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.placements import Placement
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import (
    CareDuty,
    Employment,
    Worker,
    WorkerCertificate,
    WorkerSkill,
    WorkerWish,
)
from tests.factories import make_community, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.merges import PersonMerge

CLERK = Actor(account_id=None, name="jingban", role=Role.CLERK)
IDENTITY, PHONE = "99000019850504123X", "13800005678"
GROWING = {
    *("audit_row", "job", "job_history", "person_merge", "version_counter", "name_key"),
    "match_list",
}
STAMPS = {"updated_at", "version"}


def everything(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of all tables, but for those that only grow; sealed values opened."""
    session.flush()
    session.expire_all()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in GROWING:
            continue
        rows = session.execute(select(table).order_by(table.c.id)).mappings()
        found[table.name] = [_open(session, table.name, dict(row)) for row in rows]
    return found


def _open(session: Session, table: str, row: dict[str, Any]) -> dict[str, Any]:
    keys = session.info["keys"]
    for name in [name for name in row if name.endswith("_sealed") and row[name]]:
        where = f"{table}|{name.removesuffix('_sealed')}|{row['uuid']}"
        row[name] = keys.open(row[name], where=where)
    return {name: value for name, value in row.items() if name not in STAMPS}


def merge(session: Session, kept: Worker, gone: Worker, **asked: Any) -> PersonMerge:
    given: dict[str, Any] = {"actor": CLERK, "taken": (), "reason": "同一个人登记了两次"} | asked
    return merges.merge_people(session, kept_uuid=kept.uuid, gone_uuid=gone.uuid, **given)


def undo(session: Session, done: PersonMerge, actor: Actor = CLERK) -> None:
    merges.undo_merge(session, actor=actor, uuid=done.uuid)


def make_two(session: Session) -> tuple[Worker, Worker]:
    kept = make_worker(session, name="杨秀英", is_employed=False)
    gone = make_worker(
        session, name="杨秀英", person={"id_number": IDENTITY, "phone": PHONE}, health="健康"
    )
    return kept, gone


def test_what_is_missing_is_filled_and_the_rest_stays(any_session: Session) -> None:
    kept, gone = make_two(any_session)
    gone.person.name = "杨秀瑛"
    kept_id, gone_id, gone_person = kept.id, gone.id, gone.person_id
    any_session.flush()
    merge(any_session, kept, gone)
    assert any_session.get(Worker, gone_id) is None
    assert any_session.get(Person, gone_person) is None
    person = any_session.get_one(Worker, kept_id).person
    assert (person.name, person.id_number, person.phone) == ("杨秀英", IDENTITY, PHONE)
    assert any_session.get_one(Worker, kept_id).health == "健康"
    assert audit.verify(any_session).is_whole


def test_chosen_fields_come_from_who_goes(any_session: Session) -> None:
    kept, gone = make_two(any_session)
    kept.person.phone, gone.person.name = "13900001111", "杨秀瑛"
    kept.wish, gone.wish = WorkerWish(words=["保洁"]), WorkerWish(words=["缝纫"])
    any_session.flush()
    home = gone.person.household_id
    taken = (MergeField.NAME, MergeField.PHONE, MergeField.HOME, MergeField.WISH)
    kept_id = kept.id
    before = everything(any_session)
    done = merge(any_session, kept, gone, taken=taken)
    worker = any_session.get_one(Worker, kept_id)
    assert (worker.person.name, worker.person.phone) == ("杨秀瑛", PHONE)
    assert (worker.person.household_id, worker.person.is_head) == (home, True)
    assert worker.wish is not None
    assert worker.wish.words == ["缝纫"]
    undo(any_session, done)
    assert everything(any_session) == before


def test_two_identities_are_two_people(session: Session) -> None:
    kept, gone = make_two(session)
    with pytest.raises(rules.SamePersonError):
        merge(session, gone, gone)
    kept.person.id_number = "990000199001011234"
    session.flush()
    with pytest.raises(rules.TwoIdentitiesError):
        merge(session, kept, gone)


def test_two_live_placements_are_settled_first(session: Session) -> None:
    kept, gone = make_two(session)
    posting = make_posting(session, title="缝纫工")
    for worker in (kept, gone):
        session.add(
            Placement(worker_id=worker.id, posting_id=posting.id, state=PlacementState.CONFIRMED)
        )
    session.flush()
    with pytest.raises(rules.TwoPlacementsError):
        merge(session, kept, gone)


def test_rights_of_both_areas_are_needed_for_both_ways(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    there = make_community(session, name="龙生社区")
    kept = make_worker(session, name="杨秀英", community=here)
    gone = make_worker(session, name="杨秀英", community=there)
    ours = Actor(None, "ours", Role.CLERK, Area(community_ids=frozenset({here.id})))
    with pytest.raises(NotFoundError):
        merge(session, kept, gone, actor=ours)
    with pytest.raises(ForbiddenError):
        merge(session, kept, gone, actor=Actor(None, "shenji", Role.AUDITOR))
    done = merge(session, kept, gone)
    with pytest.raises(NotFoundError):
        undo(session, done, ours)


def test_an_undo_keeps_what_came_and_what_was_edited_since(any_session: Session) -> None:
    kept, gone = make_two(any_session)
    kept_id, gone_id = kept.id, gone.id
    done = merge(any_session, kept, gone)
    worker = any_session.get_one(Worker, kept_id)
    worker.health = "腰伤"
    any_session.add(WorkerSkill(worker_id=kept_id, name="电焊"))
    any_session.flush()
    undo(any_session, done)
    assert any_session.get_one(Worker, kept_id).health == "腰伤"
    assert any_session.get_one(Worker, gone_id).health == "健康"
    assert any_session.get_one(Worker, kept_id).person.id_number is None
    assert any_session.get_one(Worker, gone_id).person.id_number == IDENTITY
    assert [each.name for each in any_session.get_one(Worker, kept_id).skills] == ["电焊"]
    with pytest.raises(merges.AlreadyUndoneError):
        undo(any_session, done)


def test_an_undo_refuses_when_somebody_else_has_the_number_now(any_session: Session) -> None:
    kept, gone = make_two(any_session)
    kept_id = kept.id
    done = merge(any_session, kept, gone)
    any_session.get_one(Worker, kept_id).person.id_number = None
    any_session.flush()
    any_session.add(Person(name="别人", id_number=IDENTITY))
    any_session.flush()
    with pytest.raises(merges.NotUndoableError):
        undo(any_session, done)
    assert any_session.get_one(Worker, kept_id).person.name == "杨秀英"


def test_merges_are_taken_back_in_their_turn(session: Session) -> None:
    kept, gone = make_two(session)
    third = make_worker(session, name="杨秀英")
    before = everything(session)
    first = merge(session, kept, gone)
    second = merge(session, third, session.get_one(Worker, kept.id))
    with pytest.raises(merges.NotUndoableError):
        undo(session, first)
    undo(session, second)
    undo(session, first)
    assert everything(session) == before


def test_two_people_who_look_alike_are_told_apart_once(session: Session) -> None:
    kept, gone = make_two(session)
    for uuids in ((kept.uuid, gone.uuid), (gone.uuid, kept.uuid)):
        merges.tell_apart(session, actor=CLERK, uuids=uuids)
    assert len(session.scalars(select(DistinctPair)).all()) == 1


skills_drawn = st.lists(st.sampled_from(["缝纫", "电焊", "煮饭"]), unique=True, max_size=3)
side_drawn = st.fixed_dictionaries(
    {
        "skills": skills_drawn,
        "papers": st.lists(st.sampled_from(["健康证", "焊工证"]), unique=True, max_size=2),
        "wish": st.sampled_from([None, "不上夜班", "想做保洁"]),
        "open_main": st.booleans(),
        "past": st.integers(0, 2),
        "groups": st.lists(st.sampled_from(list(TargetGroup)[:3]), unique=True, max_size=2),
        "cares": st.booleans(),
        "ended": st.booleans(),
        "recommended": st.lists(st.integers(0, 1), unique=True, max_size=2),
    }
)


def furnish(session: Session, worker: Worker, side: dict[str, Any], postings: list[int]) -> None:
    worker.skills = [WorkerSkill(name=name, years=Decimal(2)) for name in side["skills"]]
    worker.certificates = [WorkerCertificate(name=name) for name in side["papers"]]
    if side["wish"]:
        worker.wish = WorkerWish(words=[side["wish"]], month_pay_min=Decimal("3000.5"))
    worker.employments = [
        Employment(started_on=date(2020 + n, 1, 1), ended_on=date(2020 + n, 6, 1))
        for n in range(side["past"])
    ]
    if side["open_main"]:
        worker.employments.append(Employment(started_on=date(2025, 1, 1), employer_name="某厂"))
    if side["cares"]:
        worker.care_duties = [CareDuty(kind=CareKind.CHILD)]
    worker.person.target_groups = [
        TargetGroupMember(target_group=group) for group in side["groups"]
    ]
    session.add_all(
        Recommendation(worker_id=worker.id, posting_id=postings[n], state=RecommendationState.MADE)
        for n in side["recommended"]
    )
    if side["ended"]:
        session.add(
            Placement(
                worker_id=worker.id,
                posting_id=postings[0],
                state=PlacementState.ENDED,
                ended_on=date(2025, 6, 1),
            )
        )
    session.flush()


@given(one=side_drawn, other=side_drawn, taken=st.frozensets(st.sampled_from(list(MergeField))))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_hangs_on_either_comes_back_as_it_was(
    session: Session, one: dict[str, Any], other: dict[str, Any], taken: frozenset[MergeField]
) -> None:
    with session.begin_nested() as trial:
        kept, gone = make_two(session)
        postings = [make_posting(session, title="缝纫工").id for _ in range(2)]
        furnish(session, kept, one, postings)
        furnish(session, gone, other, postings)
        ids = (kept.id, gone.id)
        before = everything(session)
        done = merge(session, session.get_one(Worker, ids[0]), gone, taken=taken)
        after = session.get_one(Worker, ids[0])
        assert {each.name for each in after.skills} == {*one["skills"], *other["skills"]}
        mains = [each for each in after.employments if each.is_main and each.ended_on is None]
        assert len(mains) == (one["open_main"] or other["open_main"])
        undo(session, done)
        assert everything(session) == before
        trial.rollback()
