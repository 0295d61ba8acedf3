"""Who may be one person: same name and one thing more, never two ID numbers, within the area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.merges import Likeness
from jobmatch.queries import merges as questions
from jobmatch.services import merges
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ALL = Area()
CLERK = Actor(account_id=None, name="jingban", role=Role.CLERK)
PHONE = "13800005678"


def test_pairs_are_alike_by_phone_birth_or_household(any_session: Session) -> None:
    def make(name: str, **person: Any) -> int:
        return make_worker(any_session, name=name, person=person).id

    phone = (
        make("杨秀英", phone=PHONE, birth_on=None),
        make("杨秀英", phone=PHONE, birth_on=date(1990, 1, 1)),
    )
    birth = (make("田茂林", id_number="99000019850504123X"), make("田茂林"))
    make("罗春梅", id_number="990000198505041248")
    make("罗春梅", id_number="990000198505041256")
    make("吴昌文")
    found = questions.alike(any_session, area=ALL)
    assert [(pair.one.id, pair.other.id, pair.likeness) for pair in found] == [
        (*phone, Likeness.PHONE),
        (*birth, Likeness.BIRTH),
    ]
    assert len(questions.alike(any_session, area=ALL, worker_id=birth[1])) == 1
    merges.tell_apart(any_session, actor=CLERK, uuids=(found[0].one.uuid, found[0].other.uuid))
    assert len(questions.alike(any_session, area=ALL)) == 1


def test_both_have_to_live_in_the_area(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    make_worker(session, name="杨秀英", community=here)
    make_worker(session, name="杨秀英")
    assert len(questions.alike(session, area=ALL)) == 1
    assert questions.alike(session, area=Area(community_ids=frozenset({here.id}))) == []


def test_merges_are_listed_and_lead_to_who_was_kept(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    kept = make_worker(session, name="杨秀英", community=here)
    gone = make_worker(session, name="杨秀英", community=here)
    gone.skills = [WorkerSkill(name="缝纫"), WorkerSkill(name="电焊")]
    session.flush()
    assert questions.hanging(session, worker_id=gone.id) == {"worker_skill": 2}
    addresses = (kept.uuid, gone.uuid)
    done = merges.merge_people(
        session,
        actor=CLERK,
        kept_uuid=kept.uuid,
        gone_uuid=gone.uuid,
        taken=(),
        reason="核对过",
    )
    other = Area(community_ids=frozenset({here.id + 1}))
    assert questions.merges(session, area=ALL) == [done]
    assert questions.merges(session, area=other) == []
    assert questions.kept_uuid(session, area=ALL, gone_uuid=addresses[1]) == addresses[0]
    assert questions.kept_uuid(session, area=other, gone_uuid=addresses[1]) is None
    merges.undo_merge(session, actor=CLERK, uuid=done.uuid)
    assert questions.kept_uuid(session, area=ALL, gone_uuid=addresses[1]) is None
