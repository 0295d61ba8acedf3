"""What an operator does with an employer: complaints, and the phone of its contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain import masks
from jobmatch.domain.accounts import Permission
from jobmatch.domain.employers import ComplaintKind, ContactReason, check_words
from jobmatch.domain.errors import ConflictError, NotFoundError
from jobmatch.services import audit
from jobmatch.store.employers import Complaint, Employer
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


class DealtWithError(ConflictError):
    """Somebody has closed the complaint already."""

    message = "这条投诉别人已经处理过了。"


def note_complaint(
    session: Session, *, actor: Actor, uuid: str, kind: ComplaintKind, words: str
) -> Complaint:
    """Note what somebody complains of; whoever deals with the employer sees it from now on.

    Numbers of people in the words are masked: the complaint is about the employer.

    Raises:
        NotFoundError: there is no such employer.
        WordsMissingError: the words tell nothing.
    """
    employer = _employer(session, actor, uuid)
    complaint = Complaint(
        employer_id=employer.id,
        kind=kind,
        words=masks.mask_numbers(check_words(words)),
        noted_on=clock.today(),
        noted_by=actor.account_id,
    )
    session.add(complaint)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="complaint.noted",
        subject=complaint,
        changes={"employer": employer.id, "kind": kind.value},
    )
    return complaint


def deal_with_complaint(
    session: Session, *, actor: Actor, uuid: str, complaint_uuid: str, outcome: str
) -> Complaint:
    """Note what came of a complaint.

    Raises:
        NotFoundError: there is no such complaint of this employer.
        DealtWithError: it is closed.
        WordsMissingError: the outcome tells nothing.
    """
    employer = _employer(session, actor, uuid)
    complaint = session.scalars(
        select(Complaint)
        .where(Complaint.uuid == complaint_uuid, Complaint.employer_id == employer.id)
        .with_for_update()
    ).one_or_none()
    if complaint is None:
        raise NotFoundError
    if complaint.dealt_with_on is not None:
        raise DealtWithError
    complaint.outcome = masks.mask_numbers(check_words(outcome))
    complaint.dealt_with_on, complaint.dealt_with_by = clock.today(), actor.account_id
    session.flush()
    audit.record(session, actor=actor, action="complaint.closed", subject=complaint)
    return complaint


def reveal_contact(
    session: Session, *, actor: Actor, uuid: str, reason: ContactReason, posting_uuid: str = ""
) -> str | None:
    """Give the whole phone number of an employer's contact, and put on record who saw it and why.

    Args:
        session: a write session, for the record.
        actor: who looks.
        uuid: of the employer.
        reason: what for.
        posting_uuid: the posting whose own contact is wanted; empty for that of the employer.

    Returns:
        The number; None when none is known.
    """
    employer = _employer(session, actor, uuid)
    subject: Employer | Posting = employer
    if posting_uuid:
        found = session.scalars(
            select(Posting).where(Posting.uuid == posting_uuid, Posting.employer_id == employer.id)
        ).one_or_none()
        if found is None:
            raise NotFoundError
        subject = found
    audit.record(
        session,
        actor=actor,
        action="contact.revealed",
        subject=subject,
        changes={"reason": reason.value},
    )
    return subject.contact_phone


def _employer(session: Session, actor: Actor, uuid: str) -> Employer:
    actor.check(Permission.EDIT_POSTINGS)
    employer = session.scalars(select(Employer).where(Employer.uuid == uuid)).one_or_none()
    if employer is None:
        raise NotFoundError
    return employer
