from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.kinds import EmployerKind, LegalFlag
from jobmatch.domain.postings import PostingState
from jobmatch.services.seeding.employer_rows import OccupationBook
from jobmatch.store.employers import Employer, Park
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting, PostingFlag

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.seeding.district import Plan


def test_every_employer_and_offer_has_its_row(small_session: Session, small_plan: Plan) -> None:
    assert small_session.scalar(select(func.count(Employer.id))) == len(small_plan.firms)
    offers = sum(len(firm.offers) for firm in small_plan.firms)
    assert small_session.scalar(select(func.count(Posting.id))) == offers
    assert small_session.scalar(select(func.count(Park.id))) == 3


def test_workshops_lie_in_parks_and_units_in_communities(small_session: Session) -> None:
    workshops = small_session.scalars(
        select(Employer).where(Employer.kind == EmployerKind.WORKSHOP)
    ).all()
    assert all(one.park_id for one in workshops)
    collectives = small_session.scalars(
        select(Employer).where(Employer.kind == EmployerKind.COLLECTIVE)
    ).all()
    assert all(one.community_id for one in collectives)


def test_vacancies_are_the_places_less_the_people_placed(small_session: Session) -> None:
    numbers = small_session.execute(
        select(Placement.posting_id, func.count().label("number")).group_by(Placement.posting_id)
    )
    placed = {row.posting_id: row.number for row in numbers}
    for posting in small_session.scalars(select(Posting)):
        if posting.places_max is not None:
            assert posting.vacancies == posting.places_max - placed.get(posting.id, 0)


def test_postings_have_occupation_region_and_raw_cells(small_session: Session) -> None:
    postings = small_session.scalars(select(Posting)).all()
    assert all(one.work_region and one.cells for one in postings)
    known = [one for one in postings if one.occupation_code]
    assert len(known) > 0.9 * len(postings)
    assert all(one.occupations[0].code == one.occupation_code for one in known)


def test_unlawful_demands_are_flagged_with_their_law(small_session: Session) -> None:
    flags = small_session.scalars(select(PostingFlag)).all()
    assert LegalFlag.SEX_LIMIT in {one.flag for one in flags}
    assert all(one.law and one.severity for one in flags)


def test_nothing_blocked_is_published(small_session: Session) -> None:
    for flag in small_session.scalars(select(PostingFlag)):
        blocks = flag.severity == "block"
        assert (flag.posting.state is PostingState.IN_REVIEW) >= blocks
        assert not (blocks and flag.posting.published_on)


def test_phones_of_employers_are_sealed(small_session: Session) -> None:
    employer = small_session.scalars(select(Employer)).first()
    assert employer is not None
    assert employer.contact_phone is not None
    assert employer.contact_phone[3:7] == "0000"
    assert employer.contact_phone not in (employer.contact_phone_sealed or "")


def test_occupations_are_looked_up_once_and_sensible() -> None:
    book = OccupationBook()
    assert book.best("缝纫工") == "6-05-01-03"
    assert book.find("缝纫工") is book.find("缝纫工")
