"""Questions about postings; an employer's account sees its own, everybody else sees all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jobmatch.domain.postings import FRESH_FOR, OPEN_STATES, REMIND, PostingState
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.employers import Employer
from jobmatch.store.postings import Posting, PostingFlag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.domain.kinds import EmployerKind


@dataclass(frozen=True, slots=True)
class PostingFilter:
    """What a list of postings is narrowed to.

    Attributes:
        text: part of a title, an employer's name or a workplace.
        kind: kind of employer.
        state: one state; None for all.
        flagged: only postings with a demand that the law forbids and nobody dealt with.
        due_on: only open postings whose employer is to be asked again as on this day.
    """

    text: str = ""
    kind: EmployerKind | None = None
    state: PostingState | None = None
    flagged: bool = False
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenCount:
    """How much is on offer: postings, places still free as far as numbers are known."""

    postings: int
    vacancies: int


def found_postings(
    session: Session, *, area: Area, narrowed: PostingFilter, number: int
) -> Page[Posting]:
    """Give a page of postings, the newest first."""
    statement = (
        _of_area(area)
        .where(*_conditions(narrowed))
        .options(
            contains_eager(Posting.employer),
            joinedload(Posting.verifier),
            selectinload(Posting.ages),
            selectinload(Posting.flags),
        )
        .order_by(Posting.published_on.desc().nulls_last(), Posting.id.desc())
    )
    return page_of(session, statement, number=number)


def posting_by_uuid(session: Session, *, area: Area, uuid: str) -> Posting | None:
    """Give one posting with everything that a page shows; None outside the area."""
    statement = (
        _of_area(area)
        .where(Posting.uuid == uuid)
        .options(
            contains_eager(Posting.employer),
            joinedload(Posting.verifier),
            selectinload(Posting.ages),
            selectinload(Posting.pay_variants),
            selectinload(Posting.certificates),
            selectinload(Posting.occupations),
            selectinload(Posting.flags),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def postings_by_id(session: Session, *, area: Area, ids: Iterable[int]) -> dict[int, Posting]:
    """Give the postings of *ids* that lie in *area*, with what a card shows."""
    statement = (
        _of_area(area)
        .where(Posting.id.in_(set(ids)))
        .options(
            contains_eager(Posting.employer),
            joinedload(Posting.verifier),
            selectinload(Posting.ages),
            selectinload(Posting.flags),
        )
    )
    return {posting.id: posting for posting in session.scalars(statement)}


def count_open(session: Session, *, area: Area) -> OpenCount:
    """Count the postings that are shown now and their free places."""
    open_now = (
        _of_area(area)
        .where(Posting.state.in_(OPEN_STATES))
        .with_only_columns(Posting.id, Posting.vacancies)
        .subquery()
    )
    counted = select(func.count(), func.coalesce(func.sum(open_now.c.vacancies), 0))
    postings, vacancies = session.execute(counted.select_from(open_now)).one()
    return OpenCount(postings=postings, vacancies=int(vacancies))


def is_due(on: date) -> ColumnElement[bool]:
    """Tell of a posting whether its employer is to be asked on the day *on* if it still hires.

    So it is shortly before the last word runs out; and where nobody ever asked, as long after the
    publishing as a word is good for.
    """
    asked = Posting.valid_until <= on + REMIND
    never = Posting.valid_until.is_(None) & (
        Posting.published_on.is_(None) | (Posting.published_on < on - FRESH_FOR)
    )
    return and_(Posting.state == PostingState.PUBLISHED, or_(asked, never))


def count_to_do(session: Session, *, area: Area, on: date) -> dict[str, int]:
    """Count what waits for an operator: postings in review, flagged ones, those to ask about."""
    wanted = {
        "in_review": PostingFilter(state=PostingState.IN_REVIEW),
        "flagged": PostingFilter(state=PostingState.PUBLISHED, flagged=True),
        "due": PostingFilter(due_on=on),
    }
    found = {}
    for name, narrowed in wanted.items():
        rows = _of_area(area).where(*_conditions(narrowed)).with_only_columns(Posting.id)
        found[name] = session.execute(
            select(func.count()).select_from(rows.subquery())
        ).scalar_one()
    return found


def count_flagged(session: Session, *, area: Area) -> int:
    """Count the open postings with a demand that the law forbids and nobody dealt with."""
    narrowed = PostingFilter(state=PostingState.PUBLISHED, flagged=True)
    flagged = _of_area(area).where(*_conditions(narrowed)).with_only_columns(Posting.id)
    return session.execute(select(func.count()).select_from(flagged.subquery())).scalar_one()


def _of_area(area: Area) -> Select[Posting]:
    own = true() if area.employer_id is None else Posting.employer_id == area.employer_id
    return select(Posting).outerjoin(Posting.employer).where(own)


def _conditions(narrowed: PostingFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if narrowed.text:
        wanted.append(
            or_(
                Posting.title.contains(narrowed.text, autoescape=True),
                Posting.workplace.contains(narrowed.text, autoescape=True),
                Employer.name.contains(narrowed.text, autoescape=True),
            )
        )
    if narrowed.kind is not None:
        wanted.append(Posting.kind == narrowed.kind)
    if narrowed.state is not None:
        wanted.append(Posting.state == narrowed.state)
    if narrowed.due_on is not None:
        wanted.append(is_due(narrowed.due_on))
    if narrowed.flagged:
        wanted.append(Posting.flags.any(PostingFlag.dealt_with_on.is_(None)))
    return wanted
