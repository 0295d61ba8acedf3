from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.employers import ComplaintKind, ContactReason, WordsMissingError
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.services import employers
from jobmatch.store.audit import AuditRow
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.employers import Complaint, Employer


def complain(session: Session, firm: Employer, words: str = "收了200元押金") -> Complaint:
    return employers.note_complaint(
        session, actor=SYSTEM, uuid=firm.uuid, kind=ComplaintKind.FEES, words=words
    )


def test_a_complaint_is_noted_and_dealt_with_once(any_session: Session) -> None:
    firm = make_employer(any_session, name="华锦服饰")
    complaint = complain(any_session, firm, "收了200元押金，打13800005678问过")
    assert (complaint.noted_on, complaint.outcome) == (clock.today(), None)
    assert "13800005678" not in complaint.words
    settled: dict[str, Any] = {
        "actor": SYSTEM,
        "uuid": firm.uuid,
        "complaint_uuid": complaint.uuid,
        "outcome": "已退还押金",
    }
    employers.deal_with_complaint(any_session, **settled)
    assert (complaint.dealt_with_on, complaint.outcome) == (clock.today(), "已退还押金")
    with pytest.raises(employers.DealtWithError):
        employers.deal_with_complaint(any_session, **settled)
    said = any_session.scalars(select(AuditRow.action).order_by(AuditRow.seq)).all()
    assert said == ["complaint.noted", "complaint.closed"]


def test_a_complaint_belongs_to_its_employer(any_session: Session) -> None:
    firm, other = make_employer(any_session, name="a"), make_employer(any_session, name="b")
    complaint = complain(any_session, firm)
    with pytest.raises(NotFoundError):
        employers.deal_with_complaint(
            any_session,
            actor=SYSTEM,
            uuid=other.uuid,
            complaint_uuid=complaint.uuid,
            outcome="已退还押金",
        )
    with pytest.raises(WordsMissingError):
        complain(any_session, firm, "不好")


def test_a_contact_is_shown_to_who_says_why(any_session: Session) -> None:
    firm = make_employer(any_session, name="华锦服饰", contact_phone="13800005678")
    posting = make_posting(any_session, title="平车工", employer=firm)
    posting.contact_phone = "13900001234"
    other = make_posting(any_session, title="保洁", employer=make_employer(any_session, name="b"))
    any_session.flush()
    asked: dict[str, Any] = {"actor": SYSTEM, "uuid": firm.uuid, "reason": ContactReason.STILL_OPEN}
    assert employers.reveal_contact(any_session, **asked) == "13800005678"
    own = employers.reveal_contact(any_session, **asked, posting_uuid=posting.uuid)
    assert own == "13900001234"
    with pytest.raises(NotFoundError):
        employers.reveal_contact(any_session, **asked, posting_uuid=other.uuid)
    rows = any_session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
    assert [row.action for row in rows] == ["contact.revealed"] * 2
    assert "still_open" in rows[0].changes
    assert "13800005678" not in rows[0].changes


def test_who_does_not_deal_with_postings_is_refused(any_session: Session) -> None:
    firm = make_employer(any_session, name="a")
    auditor = Actor(None, "c", Role.AUDITOR)
    with pytest.raises(ForbiddenError):
        employers.reveal_contact(
            any_session, actor=auditor, uuid=firm.uuid, reason=ContactReason.CORRECT
        )
    with pytest.raises(NotFoundError):
        employers.reveal_contact(
            any_session, actor=SYSTEM, uuid="0" * 32, reason=ContactReason.CORRECT
        )
