from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.fairs import FairState
from jobmatch.queries import check_ins as questions
from jobmatch.queries import people
from jobmatch.services import check_ins
from jobmatch.services.check_ins import Guest, Light
from jobmatch.store.audit import AuditRow
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Fair
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.workers import Worker

DAY = date(2026, 3, 15)
ID, PHONE = "990000198505041226", "13800005678"
GUEST = Guest(name="外来的人", phone="13900001234", age=41, wish="缝纫，要管住")


def make_fair(session: Session, state: FairState = FairState.OPEN) -> Fair:
    fair = Fair(name=f"春风行动{state}", starts_on=DAY, ends_on=DAY, state=state)
    session.add(fair)
    session.flush()
    return fair


def person(session: Session, name: str, **fields: Any) -> Worker:
    worker = make_worker(session, name=name)
    for key, value in fields.items():
        setattr(worker.person, key, value)
    session.flush()
    return worker


def ask(session: Session, fair: Fair, typed: str, actor: Actor = SYSTEM) -> check_ins.Answer:
    return check_ins.ask(session, actor=actor, fair_id=fair.id, typed=typed)


@pytest.mark.parametrize("typed", [ID, "990000 19850504 1226", PHONE, "138 0000 5678", "code"])
def test_what_is_certain_checks_in_at_once_and_once(any_session: Session, typed: str) -> None:
    fair = make_fair(any_session)
    worker = person(any_session, "杨秀英", id_number=ID, phone=PHONE)
    text = worker.uuid if typed == "code" else typed
    first = ask(any_session, fair, text)
    assert first.light is Light.GREEN
    assert first.check_in is not None
    assert first.check_in.worker_id == worker.id
    second = ask(any_session, fair, text)
    assert (second.light, second.check_in) == (Light.YELLOW, first.check_in)
    assert questions.count(any_session, fair_id=fair.id) == (1, 0)
    actions = any_session.scalars(select(AuditRow.action)).all()
    assert actions.count("check_in.made") == 1
    assert not any(
        ID in row or PHONE in row for row in any_session.scalars(select(AuditRow.changes))
    )


@pytest.mark.parametrize(
    "typed", ["杨秀英", "秀英", "yxy", "YXY", "yangxiuying", "yang xiu", "5678", "1226"]
)
def test_what_may_be_several_people_asks_first(session: Session, typed: str) -> None:
    fair = make_fair(session)
    worker = person(session, "杨秀英", id_number=ID, phone=PHONE)
    person(session, "田茂林")
    answer = ask(session, fair, typed)
    assert (answer.light, [each.id for each in answer.people]) == (Light.YELLOW, [worker.id])
    assert session.scalar(select(func.count(CheckIn.id))) == 0
    done = check_ins.check_in(session, actor=SYSTEM, fair_id=fair.id, worker_uuid=worker.uuid)
    assert done.light is Light.GREEN


def test_a_phone_of_a_whole_family_asks_who_it_is(session: Session) -> None:
    fair = make_fair(session)
    for name in ("杨秀英", "杨小明"):
        person(session, name, phone=PHONE)
    answer = ask(session, fair, PHONE)
    assert (answer.light, len(answer.people)) == (Light.YELLOW, 2)


@pytest.mark.parametrize(
    "typed", ["王无此人", "zzz", "0000", "12", "0" * 32, "？？", "13900009999"]
)
def test_nobody_is_said_in_red(session: Session, typed: str) -> None:
    person(session, "杨秀英", id_number=ID, phone=PHONE)
    answer = ask(session, make_fair(session), typed)
    assert (answer.light, answer.check_in, answer.people) == (Light.RED, None, ())


def test_too_many_are_cut_and_said(session: Session) -> None:
    fair = make_fair(session)
    for _ in range(people.MOST + 2):
        person(session, "杨秀英")
    for typed in ("杨秀英", "yxy"):
        answer = ask(session, fair, typed)
        assert (len(answer.people), answer.too_many) == (people.MOST, True)


def test_who_walks_in_says_four_things_once(any_session: Session) -> None:
    fair = make_fair(any_session)
    first = check_ins.walk_in(any_session, actor=SYSTEM, fair_id=fair.id, guest=GUEST)
    again = check_ins.walk_in(any_session, actor=SYSTEM, fair_id=fair.id, guest=GUEST)
    assert (first.light, again.light) == (Light.GREEN, Light.YELLOW)
    assert again.check_in is first.check_in
    assert first.check_in is not None
    scanned = ask(any_session, fair, first.check_in.uuid.upper())
    assert (scanned.light, scanned.check_in) == (Light.YELLOW, first.check_in)
    assert questions.count(any_session, fair_id=fair.id) == (1, 1)


@pytest.mark.parametrize("state", [FairState.PLANNED, FairState.HELD, FairState.CANCELLED])
def test_nobody_comes_to_a_fair_that_is_not_open(session: Session, state: FairState) -> None:
    fair = make_fair(session, state)
    with pytest.raises(check_ins.FairNotOpenError, match="开场"):
        ask(session, fair, "杨秀英")
    with pytest.raises(check_ins.FairNotOpenError):
        check_ins.walk_in(session, actor=SYSTEM, fair_id=fair.id, guest=GUEST)


def test_the_desk_knows_the_people_of_its_area_alone(session: Session) -> None:
    fair, here = make_fair(session), make_community(session, name="旺家社区")
    worker = person(session, "杨秀英", phone=PHONE)
    narrow = Actor(None, "x", Role.FAIR_OPERATOR, Area(community_ids=frozenset({here.id})))
    for typed in ("杨秀英", "yxy", "5678", PHONE, worker.uuid):
        assert ask(session, fair, typed, narrow).light is Light.RED, typed
    with pytest.raises(NotFoundError):
        check_ins.check_in(session, actor=narrow, fair_id=fair.id, worker_uuid=worker.uuid)
    with pytest.raises(ForbiddenError):
        ask(session, fair, "杨秀英", Actor(None, "x", Role.HOUSEKEEPER))
