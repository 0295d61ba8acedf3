from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.fairs import FairState
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def test_a_fair_has_booths_with_postings(any_session: Session) -> None:
    employer = factories.make_employer(any_session, name="某服装厂")
    posting = factories.make_posting(any_session, title="缝纫工", employer=employer)
    fair = Fair(name="春风行动", starts_on=DAY, ends_on=DAY)
    booth = Booth(employer_id=employer.id, number="A1")
    booth.postings = [BoothPosting(posting_id=posting.id)]
    fair.booths = [booth]
    any_session.add(fair)
    any_session.flush()
    any_session.expire_all()
    assert fair.state is FairState.PLANNED
    assert fair.booths[0].postings[0].posting.title == "缝纫工"
    with refused(any_session, "uq_booth_posting_booth_id_posting_id"):
        any_session.add(BoothPosting(booth_id=booth.id, posting_id=posting.id))
    other = factories.make_employer(any_session, name="某电子厂")
    with refused(any_session, "uq_booth_fair_id_number"):
        any_session.add(Booth(fair_id=fair.id, employer_id=other.id, number="A1"))


def test_a_fair_does_not_end_before_it_starts(any_session: Session) -> None:
    with refused(any_session, "ck_fair_ends_after_start"):
        any_session.add(Fair(name="春风行动", starts_on=DAY, ends_on=date(2026, 3, 14)))
