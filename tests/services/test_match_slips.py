from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.booths import walking_key
from jobmatch.services import check_ins, fairs, match_slips, matching
from jobmatch.services.check_ins import Guest
from jobmatch.services.fairs import FairDetails
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.match_slips import MatchSlip
    from jobmatch.store.check_ins import CheckIn
    from jobmatch.store.fairs import Booth, Fair

DAY = date(2026, 3, 15)
OFFERED = (
    ("华锦服饰", "缝纫工", "6-05-01-03"),
    ("万锦制衣", "缝纫工", "6-05-01-03"),
    ("美味餐饮", "厨师", "4-03-02-01"),
    ("平安物业", "保安员", "4-07-05-01"),
    ("净家家政", "保洁员", "4-09-08-01"),
)


@pytest.fixture
def fair(session: Session) -> Fair:
    """Give an open fair with five booths, and a posting that is shown at none of them."""
    made = fairs.create_fair(
        session, actor=SYSTEM, details=FairDetails(name="春风行动", starts_on=DAY, ends_on=DAY)
    )
    make_posting(session, title="缝纫工", employer=make_employer(session, name="没来的服装厂"))
    for name, title, code in OFFERED:
        firm = make_employer(session, name=name)
        make_posting(session, title=title, employer=firm, occupation_code=code)
        fairs.invite(session, actor=SYSTEM, fair_id=made.id, employer_ids=[firm.id], on=DAY)
    for booth in made.booths:
        step(session, booth, "book")
    fairs.step_fair(session, actor=SYSTEM, fair_id=made.id, action="open")
    return made


def step(session: Session, booth: Booth, action: str) -> None:
    fairs.step_booth(
        session, actor=SYSTEM, fair_id=booth.fair_id, booth_id=booth.id, action=action, on=DAY
    )


def sewer(session: Session, fair: Fair) -> CheckIn:
    worker = make_worker(session, name="杨秀英")
    worker.skills = [WorkerSkill(name="缝纫")]
    session.flush()
    done = check_ins.check_in(session, actor=SYSTEM, fair_id=fair.id, worker_uuid=worker.uuid)
    assert done.check_in is not None
    return done.check_in


def slip_of(session: Session, check_in: CheckIn) -> MatchSlip:
    index = matching.open_index(session, today=DAY)
    return match_slips.slip_of(session, check_in=check_in, index=index, today=DAY)


def told(slip: MatchSlip) -> list[tuple[str | None, str | None, bool]]:
    return [(stop.booth.number, stop.posting.title, stop.fits) for stop in slip.stops]


def test_what_fits_comes_in_walking_order_filled_up_to_three(session: Session, fair: Fair) -> None:
    slip = slip_of(session, sewer(session, fair))
    assert told(slip)[:2] == [("A1", "缝纫工", True), ("A2", "缝纫工", True)]
    assert len(slip.stops) == 3
    assert slip.stops[2].fits is False
    assert "缝纫" in slip.stops[0].reason
    assert all(stop.reason for stop in slip.stops)


def test_the_number_on_the_slip_is_that_of_the_plan_after_a_swap(
    session: Session, fair: Fair
) -> None:
    check_in = sewer(session, fair)
    before = {stop.posting.id: stop.booth.number for stop in slip_of(session, check_in).stops}
    first = next(booth for booth in fair.booths if booth.number == "A1")
    fairs.place_booth(session, actor=SYSTEM, fair_id=fair.id, booth_id=first.id, number="C1")
    slip = slip_of(session, check_in)
    after = {stop.posting.id: stop.booth.number for stop in slip.stops}
    moved = first.postings[0].posting_id
    assert (before[moved], after[moved]) == ("A1", "C1")
    assert list(after.values()) == sorted(after.values(), key=walking_key)


def test_nobody_is_sent_to_a_booth_that_stayed_away(session: Session, fair: Fair) -> None:
    check_in = sewer(session, fair)
    for booth in list(fair.booths):
        step(session, booth, "miss" if booth.number == "A1" else "arrive")
    assert "A1" not in {stop.booth.number for stop in slip_of(session, check_in).stops}
    for booth in fair.booths:
        if booth.number != "A1":
            step(session, booth, "miss")
    assert slip_of(session, check_in).stops == ()


def test_who_walked_in_is_matched_by_words_and_age(session: Session, fair: Fair) -> None:
    guest = Guest(name="外来的人", phone="13900001234", age=41, wish="想当保安")
    done = check_ins.walk_in(session, actor=SYSTEM, fair_id=fair.id, guest=guest)
    assert done.check_in is not None
    slip = slip_of(session, done.check_in)
    assert ("保安员", True) in [(title, fits) for _, title, fits in told(slip)]
