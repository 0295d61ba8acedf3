"""Questions about employers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true
from sqlalchemy.orm import selectinload

from jobmatch.domain.postings import OPEN_STATES
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.employers import Employer
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.domain.kinds import EmployerKind


@dataclass(frozen=True, slots=True)
class EmployerFilter:
    """What a list of employers is narrowed to: part of the name, kind."""

    text: str = ""
    kind: EmployerKind | None = None


def found_employers(
    session: Session, *, area: Area, narrowed: EmployerFilter, number: int
) -> Page[Employer]:
    """Give a page of employers by name."""
    statement = select(Employer).where(_own(area))
    if narrowed.text:
        statement = statement.where(Employer.name.contains(narrowed.text, autoescape=True))
    if narrowed.kind is not None:
        statement = statement.where(Employer.kind == narrowed.kind)
    return page_of(session, statement.order_by(Employer.name, Employer.id), number=number)


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
        .options(selectinload(Posting.ages), selectinload(Posting.flags))
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


def _own(area: Area) -> ColumnElement[bool]:
    return true() if area.employer_id is None else Employer.id == area.employer_id
