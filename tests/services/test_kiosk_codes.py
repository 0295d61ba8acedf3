from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.domain import kiosk_codes as rules
from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.kinds import PayUnit
from jobmatch.services import kiosk_codes, matching
from jobmatch.services.kiosk_codes import Holder, Kind, UnknownCardError, UnreadCardError
from jobmatch.store.audit import AuditRow
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Fair
from jobmatch.store.kiosk_codes import KioskCode
from jobmatch.store.people import Person
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.workers import Worker

ID = "990000198505041226"
DAY = date(2026, 3, 15)


def welder(session: Session) -> Worker:
    worker = make_worker(session, name="杨秀英")
    worker.person.id_number = ID
    session.add(WorkerSkill(worker_id=worker.id, name="电焊"))
    session.flush()
    return worker


def guest(session: Session) -> CheckIn:
    fair = Fair(name="春风行动", starts_on=DAY, ends_on=DAY)
    session.add(fair)
    session.flush()
    here = CheckIn(
        fair_id=fair.id, number=1, name="外来的人", age=41, wish="保洁", came_at=clock.now()
    )
    session.add(here)
    session.flush()
    return here


def trail(session: Session) -> list[tuple[str, str]]:
    return [(row.action, str(row.changes)) for row in session.scalars(select(AuditRow))]


def test_a_worker_keeps_one_code_while_it_holds(any_session: Session) -> None:
    worker = welder(any_session)
    code = kiosk_codes.give_code(any_session, actor=SYSTEM, worker_id=worker.id)
    assert rules.is_code(code)
    assert kiosk_codes.give_code(any_session, actor=SYSTEM, worker_id=worker.id) == code
    holder = kiosk_codes.open_by_code(any_session, code=code)
    assert holder == Holder(Kind.WORKER, worker.id)
    told = trail(any_session)
    assert [action for action, _ in told] == ["kiosk_code.given", "kiosk_page.opened"]
    assert code not in str(told)


def test_a_code_that_is_over_opens_nothing_and_goes(any_session: Session) -> None:
    worker = welder(any_session)
    code = kiosk_codes.give_code(any_session, actor=SYSTEM, worker_id=worker.id)
    row = any_session.scalars(select(KioskCode)).one()
    row.valid_until = clock.today() - timedelta(days=1)
    any_session.flush()
    for wrong in (code, rules.code_of(7)):
        with pytest.raises(rules.WrongCodeError):
            kiosk_codes.open_by_code(any_session, code=wrong)
    kiosk_codes.give_code(any_session, actor=SYSTEM, worker_id=worker.id)
    assert any_session.scalar(select(func.count()).select_from(KioskCode)) == 1


def test_only_who_recommends_gives_codes_and_only_to_somebody(session: Session) -> None:
    director = Actor(account_id=1, name="d", role=Role.DIRECTOR)
    with pytest.raises(ForbiddenError):
        kiosk_codes.give_code(session, actor=director, worker_id=welder(session).id)
    with pytest.raises(NotFoundError):
        kiosk_codes.give_code(session, actor=SYSTEM, worker_id=999_999)


def test_who_walked_in_has_a_code_of_the_check_in(any_session: Session) -> None:
    here = guest(any_session)
    code = kiosk_codes.code_for_check_in(any_session, actor=SYSTEM, check_in=here)
    holder = kiosk_codes.open_by_code(any_session, code=code)
    assert holder == Holder(Kind.CHECK_IN, here.id)


@pytest.mark.parametrize("read", [ID, f" {ID}\r", "990000850504122"])
def test_a_card_is_found_by_its_blind_index(any_session: Session, read: str) -> None:
    worker = welder(any_session)
    if len(read.strip()) < 18:
        worker.person.id_number = read
        any_session.flush()
    assert kiosk_codes.open_by_card(any_session, read=read) == Holder(Kind.WORKER, worker.id)
    ((action, changes),) = trail(any_session)
    assert action == "kiosk_page.opened"
    assert read.strip() not in changes


def test_a_card_of_nobody_and_no_card_are_told_apart_without_the_number(session: Session) -> None:
    with pytest.raises(UnknownCardError) as unknown:
        kiosk_codes.open_by_card(session, read=ID)
    with pytest.raises(UnreadCardError) as unread:
        kiosk_codes.open_by_card(session, read="12345678")
    assert not any(sign.isdigit() for sign in f"{unknown.value}{unread.value}")


def test_who_left_is_not_opened(session: Session) -> None:
    worker = welder(session)
    worker.person.left_on = DAY
    session.flush()
    with pytest.raises(UnknownCardError):
        kiosk_codes.open_by_card(session, read=ID)


def test_a_kiosk_tells_what_fits_and_a_masked_name(session: Session) -> None:
    for title in ("电焊工", "保洁员"):
        make_posting(session, title=title, pay_unit=PayUnit.MONTH)
    worker, here = welder(session), guest(session)
    index = matching.open_index(session, today=DAY)

    def told(holder: Holder) -> tuple[str, list[str]]:
        told = kiosk_codes.what_fits(session, holder, index=index, today=DAY, most=5)
        assert told is not None
        shown = matching.explained(told.found, told.found.rows, index=index, today=DAY)
        assert all(match.fits for match in shown)
        return told.name, [match.posting.profile.title for match in shown]

    assert told(Holder(Kind.WORKER, worker.id)) == ("杨*英", ["电焊工"])
    assert told(Holder(Kind.CHECK_IN, here.id)) == ("外**人", ["保洁员"])
    gone = Holder(Kind.WORKER, 999_999)
    assert kiosk_codes.what_fits(session, gone, index=index, today=DAY, most=5) is None
    assert session.scalar(select(func.count()).select_from(Person)) == 1
