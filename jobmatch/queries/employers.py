"""Questions about employers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain.postings import OPEN_STATES
from jobmatch.queries.paging import Page, page_of
from jobmatch.queries.postings import is_due
from jobmatch.store.employers import Complaint, Employer
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.domain.kinds import EmployerKind


@dataclass(frozen=True, slots=True)
class EmployerFilter:
    """What a list of employers is narrowed to: part of the name, kind, and who is to be asked.

    With *due_on* only employers are listed with open postings to ask about as on that day, those
    with the most first.
    """

    text: str = ""
    kind: EmployerKind | None = None
    due_on: date | None = None


def found_employers(
    session: Session, *, area: Area, narrowed: EmployerFilter, number: int
) -> Page[Employer]:
    """Give a page of employers by name."""
    statement = select(Employer).where(_own(area))
    if narrowed.text:
        statement = statement.where(Employer.name.contains(narrowed.text, autoescape=True))
    if narrowed.kind is not None:
        statement = statement.where(Employer.kind == narrowed.kind)
    order: list[Any] = [Employer.name, Employer.id]
    if narrowed.due_on is not None:
        counted = _due(narrowed.due_on).subquery()
        statement = statement.join(counted, counted.c.employer_id == Employer.id)
        order.insert(0, counted.c.postings.desc())
    return page_of(session, statement.order_by(*order), number=number)


def employer_by_uuid(session: Session, *, area: Area, uuid: str) -> Employer | None:
    """Give one employer with its park; None outside the area."""
    statement = (
        select(Employer)
        .where(_own(area), Employer.uuid == uuid)
        .options(selectinload(Employer.park))
    )
    return session.scalars(statement).one_or_none()


def postings_of(session: Session, *, employer_id: int) -> list[Posting]:
    """Give all postings of one employer, the open and newest first."""
    statement = (
        select(Posting)
        .where(Posting.employer_id == employer_id)
        .options(
            joinedload(Posting.verifier), selectinload(Posting.ages), selectinload(Posting.flags)
        )
        .order_by(
            Posting.state.in_(OPEN_STATES).desc(),
            Posting.published_on.desc().nulls_last(),
            Posting.id.desc(),
        )
    )
    return list(session.scalars(statement))


def open_counts(session: Session, *, employer_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Give for each employer (open postings, free places); employers without any are left out."""
    statement = (
        select(Posting.employer_id, func.count(), func.coalesce(func.sum(Posting.vacancies), 0))
        .where(Posting.employer_id.in_(employer_ids), Posting.state.in_(OPEN_STATES))
        .group_by(Posting.employer_id)
    )
    return {
        employer_id: (postings, int(free or 0))
        for employer_id, postings, free in session.execute(statement)
        if employer_id is not None
    }


def due_counts(session: Session, *, employer_ids: list[int], on: date) -> dict[int, int]:
    """Give for each employer how many open postings are to be asked about on the day *on*."""
    statement = _due(on).where(Posting.employer_id.in_(employer_ids))
    return {row[0]: row[1] for row in session.execute(statement) if row[0] is not None}


def complaints_of(session: Session, *, employer_id: int) -> list[Complaint]:
    """Give the complaints of one employer, the open and newest first."""
    statement = (
        select(Complaint)
        .where(Complaint.employer_id == employer_id)
        .order_by(Complaint.dealt_with_on.is_(None).desc(), Complaint.id.desc())
    )
    return list(session.scalars(statement))


def open_complaints(session: Session, *, employer_ids: list[int]) -> dict[int, int]:
    """Give for each employer how many complaints nobody has dealt with; those without left out."""
    statement = (
        select(Complaint.employer_id, func.count())
        .where(Complaint.employer_id.in_(employer_ids), Complaint.dealt_with_on.is_(None))
        .group_by(Complaint.employer_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _due(on: date) -> Select[Any, Any]:
    return (
        select(Posting.employer_id, func.count().label("postings"))
        .where(is_due(on))
        .group_by(Posting.employer_id)
    )


def _own(area: Area) -> ColumnElement[bool]:
    return true() if area.employer_id is None else Employer.id == area.employer_id
