from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from jobmatch.domain.booths import BoothState
from jobmatch.domain.fairs import FairState
from jobmatch.domain.postings import PostingState
from jobmatch.queries import fairs
from jobmatch.queries.fairs import Offer
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting

FIRST, SECOND = date(2026, 3, 15), date(2026, 4, 15)


def make_fair(
    session: Session, day: date, *stands: tuple[str | None, list[Posting], BoothState]
) -> Fair:
    fair = Fair(name=f"招聘会{day}", starts_on=day, ends_on=day)
    for number, postings, state in stands:
        employer_id = postings[0].employer_id if postings else make_employer(session, name="空").id
        assert employer_id is not None
        fair.booths.append(
            Booth(
                employer_id=employer_id,
                number=number,
                state=state,
                postings=[BoothPosting(posting_id=each.id) for each in postings],
            )
        )
    session.add(fair)
    session.flush()
    return fair


def two_fairs(session: Session) -> tuple[Fair, Fair, list[Posting]]:
    """Two fairs that share a posting; the third employer stayed away from the second."""
    firms = [make_employer(session, name=f"单位{each}") for each in range(3)]
    postings = [
        make_posting(session, title=f"岗位{at}", employer=firm, places_min=10, vacancies=4)
        for at, firm in enumerate(firms)
    ]
    present, missing = BoothState.PRESENT, BoothState.NO_SHOW
    one = make_fair(session, FIRST, ("A2", [postings[0]], present), ("A10", [postings[1]], present))
    two = make_fair(
        session,
        SECOND,
        ("A1", [postings[0]], BoothState.BOOKED),
        ("B1", [postings[2]], missing),
        (None, [], BoothState.INVITED),
    )
    return one, two, postings


def test_a_posting_at_several_fairs_is_counted_once(any_session: Session) -> None:
    one, two, _ = two_fairs(any_session)
    assert fairs.offer_of(any_session, fair=one) == Offer(2, 2, 20, 8, 0)
    assert fairs.offer_of(any_session, fair=two) == Offer(1, 1, 10, 4, 1)
    assert fairs.offer_of(any_session) == Offer(2, 2, 20, 8, 0)


def test_the_other_fairs_of_a_posting_are_told(session: Session) -> None:
    one, two, postings = two_fairs(session)
    ids = [each.id for each in postings]
    told = fairs.fairs_of_postings(session, posting_ids=ids, fair_id=two.id)
    assert {key: [fair.id for fair in found] for key, found in told.items()} == {
        postings[0].id: [one.id],
        postings[1].id: [one.id],
    }


def test_fairs_come_newest_first_and_booths_in_walking_order(session: Session) -> None:
    one, two, _ = two_fairs(session)
    assert [fair.id for fair in fairs.found_fairs(session, number=1).rows] == [two.id, one.id]
    assert [booth.number for booth in fairs.booths_of(session, fair_id=one.id)] == ["A2", "A10"]
    assert [booth.number for booth in fairs.booths_of(session, fair_id=two.id)] == [
        "A1",
        "B1",
        None,
    ]
    states = fairs.states_of(session, fair_ids=[one.id, two.id])
    assert states[two.id] == {
        BoothState.BOOKED: 1,
        BoothState.NO_SHOW: 1,
        BoothState.INVITED: 1,
    }
    assert fairs.fair_by_uuid(session, uuid=one.uuid) is one
    assert fairs.fair_by_uuid(session, uuid="0" * 32) is None
    assert fairs.booth_by_id(session, fair_id=two.id, booth_id=one.booths[0].id) is None
    session.expire_all()
    booth = fairs.booth_by_id(session, fair_id=one.id, booth_id=one.booths[0].id)
    assert booth is not None
    # Its page writes the ages of what it shows, after the session is over.
    assert [row for row in booth.postings if "ages" in inspect(row.posting).unloaded] == []


def test_a_posting_is_shown_at_the_booths_of_a_fair_that_is_going_on(any_session: Session) -> None:
    one, two, postings = two_fairs(any_session)
    ids = [each.id for each in postings]
    assert fairs.booths_showing(any_session, posting_ids=ids) == {}
    one.state = FairState.OPEN
    any_session.flush()
    assert [fair.id for fair in fairs.open_fairs(any_session)] == [one.id]
    shown = fairs.booths_showing(any_session, posting_ids=ids)
    assert {booth.fair_id for booth in shown.values()} == {one.id}
    assert {booth.number for booth in shown.values()} == {"A2", "A10"}
    assert two.id != one.id


def test_employers_with_most_free_places_are_offered_first(session: Session) -> None:
    _, two, postings = two_fairs(session)
    big, small = (make_employer(session, name=name) for name in ("大厂", "小厂"))
    make_posting(session, title="甲", employer=small, vacancies=3)
    make_posting(session, title="乙", employer=big, vacancies=30)
    make_posting(session, title="丙", employer=big)
    make_posting(session, title="停", employer=big, state=PostingState.PAUSED, vacancies=9)
    offered = fairs.employers_to_invite(session, fair_id=two.id)
    assert [(firm.name, count, free) for firm, count, free in offered] == [
        ("大厂", 2, 30),
        ("单位1", 1, 4),
        ("小厂", 1, 3),
    ]
    named = fairs.employers_to_invite(session, fair_id=two.id, text="小")
    assert [firm.name for firm, _, _ in named] == ["小厂"]
    own = fairs.offered_postings(session, employer_id=big.id)
    assert sorted(each.title or "" for each in own) == ["丙", "乙"]
    assert postings
