from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.booths import BoothNumberError, BoothState
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.postings import PostingState
from jobmatch.domain.states import WrongStateError
from jobmatch.services import booth_links, fairs
from jobmatch.services.fairs import FairDetails
from jobmatch.store.audit import AuditRow
from jobmatch.store.fairs import Booth, Fair
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY, BEFORE = date(2026, 3, 15), date(2026, 3, 10)
DETAILS = FairDetails(
    name="春风行动招聘会", starts_on=DAY, ends_on=DAY, address="文化广场", book_until=BEFORE
)
SEWING, COOKING = "6-05-01-03", "4-03-02-01"


def planned(session: Session, details: FairDetails = DETAILS) -> Fair:
    return fairs.create_fair(session, actor=SYSTEM, details=details)


def invited(
    session: Session, fair: Fair, name: str, *, code: str = SEWING, count: int = 1
) -> Booth:
    firm = make_employer(session, name=name)
    for number in range(count):
        make_posting(session, title=f"岗位{number}", employer=firm, occupation_code=code)
    fairs.invite(session, actor=SYSTEM, fair_id=fair.id, employer_ids=[firm.id], on=BEFORE)
    return session.scalars(
        select(Booth).where(Booth.fair_id == fair.id, Booth.employer_id == firm.id)
    ).one()


def step(session: Session, booth: Booth, action: str, on: date = BEFORE) -> Booth:
    return fairs.step_booth(
        session, actor=SYSTEM, fair_id=booth.fair_id, booth_id=booth.id, action=action, on=on
    )


def booked(session: Session, fair: Fair, name: str, *, code: str = SEWING) -> Booth:
    return step(session, invited(session, fair, name, code=code), "book")


def place(session: Session, booth: Booth, number: str) -> Booth | None:
    return fairs.place_booth(
        session, actor=SYSTEM, fair_id=booth.fair_id, booth_id=booth.id, number=number
    )


def test_a_fair_is_planned_once_and_changed(any_session: Session) -> None:
    fair = planned(any_session)
    assert fair.state is FairState.PLANNED
    with pytest.raises(fairs.SameFairError):
        planned(any_session)
    other = planned(any_session, replace(DETAILS, name="另一场"))
    with pytest.raises(fairs.SameFairError):
        fairs.change_fair(any_session, actor=SYSTEM, fair_id=other.id, details=DETAILS)
    fairs.change_fair(
        any_session, actor=SYSTEM, fair_id=fair.id, details=replace(DETAILS, address="体育场")
    )
    assert fair.address == "体育场"
    row = any_session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
    assert row is not None
    assert (row.action, "体育场" in row.changes) == ("fair.changed", True)


def test_only_who_runs_fairs_may(session: Session) -> None:
    housekeeper = Actor(account_id=None, name="x", role=Role.HOUSEKEEPER)
    with pytest.raises(ForbiddenError):
        fairs.create_fair(session, actor=housekeeper, details=DETAILS)


def test_an_invitation_brings_all_open_postings_and_comes_once(any_session: Session) -> None:
    fair = planned(any_session)
    booth = invited(any_session, fair, "华锦服饰", count=2)
    make_posting(any_session, title="停了的", employer=booth.employer, state=PostingState.PAUSED)
    assert (booth.state, booth.number, len(booth.postings)) == (BoothState.INVITED, None, 2)
    again = fairs.invite(
        any_session,
        actor=SYSTEM,
        fair_id=fair.id,
        employer_ids=[booth.employer_id, 999_999],
        on=BEFORE,
    )
    assert again == 0


def test_who_books_stands_with_its_trade(session: Session) -> None:
    fair = planned(session)
    first = booked(session, fair, "华锦服饰")
    second = booked(session, fair, "美味餐饮", code=COOKING)
    third = booked(session, fair, "万锦制衣")
    assert [first.number, second.number, third.number] == ["A1", "C1", "A2"]
    step(session, first, "decline")
    assert (first.state, first.number) == (BoothState.DECLINED, None)
    assert booked(session, fair, "新来的").number == "A1"


def test_nobody_books_after_the_deadline_or_with_nothing_to_show(session: Session) -> None:
    fair = planned(session)
    late = invited(session, fair, "华锦服饰")
    with pytest.raises(fairs.BookingClosedError, match="截止日"):
        step(session, late, "book", on=date(2026, 3, 11))
    assert late.state is BoothState.INVITED
    bare = invited(session, fair, "没有岗位的", count=0)
    with pytest.raises(fairs.NoPostingError):
        step(session, bare, "book")


def test_who_came_is_known_on_the_day(session: Session) -> None:
    fair = planned(session)
    booth = booked(session, fair, "华锦服饰")
    with pytest.raises(fairs.NotYetOpenError):
        step(session, booth, "miss")
    assert booth.state is BoothState.BOOKED
    fairs.step_fair(session, actor=SYSTEM, fair_id=fair.id, action="open")
    assert step(session, booth, "miss", DAY).number == "A1"
    assert step(session, booth, "arrive", DAY).state is BoothState.PRESENT
    with pytest.raises(WrongStateError, match="已到场"):
        step(session, booth, "arrive", DAY)


def test_nothing_moves_after_the_fair(session: Session) -> None:
    fair = planned(session)
    booth = booked(session, fair, "华锦服饰")
    for action in ("open", "hold"):
        fairs.step_fair(session, actor=SYSTEM, fair_id=fair.id, action=action)
    with pytest.raises(fairs.FairOverError):
        step(session, booth, "decline")
    with pytest.raises(fairs.FairOverError):
        place(session, booth, "B1")
    with pytest.raises(fairs.FairOverError):
        fairs.change_fair(session, actor=SYSTEM, fair_id=fair.id, details=DETAILS)


def test_a_booth_moves_to_a_free_place_or_changes_with_its_neighbour(any_session: Session) -> None:
    fair = planned(any_session)
    one, two = booked(any_session, fair, "华锦服饰"), booked(any_session, fair, "万锦制衣")
    assert place(any_session, one, "d 05") is None
    assert one.number == "D5"
    assert place(any_session, one, "A2") is two
    assert (one.number, two.number) == ("A2", "D5")
    with pytest.raises(BoothNumberError):
        place(any_session, one, "门口")
    with pytest.raises(fairs.NotStandingError):
        place(any_session, invited(any_session, fair, "还没订的"), "A9")


@pytest.fixture
def stands(session: Session) -> list[Booth]:
    fair = planned(session)
    return [booked(session, fair, f"单位{each}") for each in range(4)]


@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6)), max_size=6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_swapped_every_booth_has_a_number_of_its_own(
    session: Session, stands: list[Booth], moves: list[tuple[int, int]]
) -> None:
    for who, where in moves:
        place(session, stands[who], f"A{where}")
        assert stands[who].number == f"A{where}"
        assert len({each.number for each in stands}) == len(stands)


def test_a_booth_shows_its_own_postings_alone(session: Session) -> None:
    fair = planned(session)
    booth = invited(session, fair, "华锦服饰", count=2)
    own = sorted(row.posting_id for row in booth.postings)
    alien = make_posting(session, title="别家的", employer=make_employer(session, name="别家"))

    def show(ids: list[int]) -> int:
        return fairs.show_postings(
            session, actor=SYSTEM, fair_id=fair.id, booth_id=booth.id, posting_ids=ids
        )

    assert show([own[0], alien.id]) == 1
    assert [row.posting_id for row in booth.postings] == [own[0]]
    assert show(own) == 2
    step(session, booth, "book")
    with pytest.raises(fairs.NoPostingError):
        show([])


def test_a_booth_of_another_fair_is_not_found(session: Session) -> None:
    booth = invited(session, planned(session), "华锦服饰")
    other = planned(session, replace(DETAILS, name="另一场"))
    with pytest.raises(NotFoundError):
        fairs.step_booth(
            session, actor=SYSTEM, fair_id=other.id, booth_id=booth.id, action="book", on=BEFORE
        )


def test_an_employer_answers_by_itself_until_the_deadline(session: Session) -> None:
    fair = planned(session)
    booth = invited(session, fair, "华锦服饰", count=2)
    own = booth_links.actor_of(booth)

    def answer(action: str, on: date = BEFORE) -> Booth:
        return fairs.step_booth(
            session, actor=own, fair_id=fair.id, booth_id=booth.id, action=action, on=on
        )

    assert answer("book").number == "A1"
    assert answer("decline").state is BoothState.DECLINED
    assert answer("book").state is BoothState.BOOKED
    shown = [booth.postings[0].posting_id]
    assert (
        fairs.show_postings(
            session, actor=own, fair_id=fair.id, booth_id=booth.id, posting_ids=shown
        )
        == 1
    )
    with pytest.raises(fairs.BookingOverError):
        answer("decline", on=date(2026, 3, 11))
    for action in ("invite", "miss"):
        with pytest.raises(ForbiddenError):
            answer(action)
    fairs.step_fair(session, actor=SYSTEM, fair_id=fair.id, action="open")
    with pytest.raises(fairs.BookingOverError):
        answer("decline")
    assert answer("arrive", on=DAY).state is BoothState.PRESENT
