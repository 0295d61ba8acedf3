from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch import clock
from jobmatch.domain.booths import BoothState
from jobmatch.domain.recommendations import OutcomeReason
from jobmatch.domain.talks import TalkOutcome
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Booth, Fair
from jobmatch.store.talks import Talk
from tests.factories import make_employer, make_posting
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def test_a_pair_talks_once_and_an_end_has_its_reason(any_session: Session) -> None:
    employer = make_employer(any_session, name="华锦服饰")
    posting = make_posting(any_session, title="平车工", employer=employer)
    fair = Fair(name="春风行动", starts_on=DAY, ends_on=DAY)
    booth = Booth(employer_id=employer.id, number="A1", state=BoothState.PRESENT)
    fair.booths.append(booth)
    any_session.add(fair)
    any_session.flush()
    assert booth.link_number == 1
    guest = CheckIn(fair_id=fair.id, number=1, name="外来的人", came_at=clock.now())
    any_session.add(guest)
    any_session.flush()

    def talk(**fields: Any) -> Talk:
        given = {"booth_id": booth.id, "posting_id": posting.id, "check_in_id": guest.id}
        return Talk(noted_at=clock.now(), **given | fields)

    any_session.add(talk(outcome=TalkOutcome.INTERVIEW))
    any_session.flush()
    with refused(any_session, "uq_talk_check_in_id_posting_id"):
        any_session.add(talk(outcome=TalkOutcome.HIRED))
    other = make_posting(any_session, title="锁边工", employer=employer).id
    for outcome, reason in (
        (TalkOutcome.REFUSED, None),
        (TalkOutcome.DECLINED, None),
        (TalkOutcome.HIRED, OutcomeReason.PAY),
    ):
        with refused(any_session, "ck_talk_ended_with_reason"):
            any_session.add(talk(posting_id=other, outcome=outcome, reason=reason))
