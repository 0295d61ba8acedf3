"""Questions about fairs and their booths; what is shown at several fairs is counted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain.booths import EXPECTED_STATES, BoothState, walking_key
from jobmatch.domain.fairs import FairState
from jobmatch.domain.postings import OPEN_STATES
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.employers import Employer
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

MOST_OFFERED = 40
"""Employers offered for an invitation at once: more than anybody ticks."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What fairs show: each posting once, however many booths and fairs show it.

    Attributes:
        employers: with a booth that people are sent to.
        postings: different postings.
        places: their places, as far as a number is known.
        vacancies: those of the places that are still free, so never more than places.
        shown_before: those of the postings that an earlier fair has shown.
    """

    employers: int
    postings: int
    places: int
    vacancies: int
    shown_before: int


def found_fairs(session: Session, *, number: int) -> Page[Fair]:
    """Give a page of fairs, the newest first."""
    return page_of(
        session, select(Fair).order_by(Fair.starts_on.desc(), Fair.id.desc()), number=number
    )


def fair_by_uuid(session: Session, *, uuid: str) -> Fair | None:
    """Give one fair, or None."""
    return session.scalars(select(Fair).where(Fair.uuid == uuid)).one_or_none()


def booths_of(session: Session, *, fair_id: int) -> list[Booth]:
    """Give the booths of a fair in walking order, those without a number last, by name."""
    statement = (
        select(Booth)
        .where(Booth.fair_id == fair_id)
        .options(
            joinedload(Booth.employer),
            selectinload(Booth.postings)
            .joinedload(BoothPosting.posting)
            .selectinload(Posting.ages),
        )
    )
    found = session.scalars(statement).unique()
    return sorted(
        found, key=lambda each: (each.number is None, walking_key(each.number), each.employer.name)
    )


def shown_postings(session: Session, *, fair_id: int) -> set[int]:
    """Give the ids of the postings at booths that people are sent to."""
    return set(session.scalars(_shown().where(Booth.fair_id == fair_id)))


def stands_of(
    session: Session, *, fair_id: int, posting_ids: Collection[int]
) -> dict[int, BoothPosting]:
    """Give for each posting where it stands at a fair, with booth, employer and ages."""
    statement = (
        select(BoothPosting)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .where(
            Booth.fair_id == fair_id,
            Booth.state.in_(EXPECTED_STATES),
            BoothPosting.posting_id.in_(posting_ids),
        )
        .options(
            joinedload(BoothPosting.booth).joinedload(Booth.employer),
            joinedload(BoothPosting.posting).selectinload(Posting.ages),
        )
    )
    return {row.posting_id: row for row in session.scalars(statement).unique()}


def booth_by_id(session: Session, *, fair_id: int, booth_id: int) -> Booth | None:
    """Give one booth of a fair with what its page shows; None when it is none of this fair."""
    statement = (
        select(Booth)
        .where(Booth.fair_id == fair_id, Booth.id == booth_id)
        .options(
            joinedload(Booth.employer),
            joinedload(Booth.fair),
            selectinload(Booth.postings)
            .joinedload(BoothPosting.posting)
            .selectinload(Posting.ages),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def booth_of_any_fair(session: Session, *, booth_id: int) -> Booth | None:
    """Give a booth by its row number with what its page shows, or None; for signed links."""
    statement = (
        select(Booth)
        .where(Booth.id == booth_id)
        .options(
            joinedload(Booth.employer),
            joinedload(Booth.fair),
            selectinload(Booth.postings)
            .joinedload(BoothPosting.posting)
            .selectinload(Posting.ages),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def open_fairs(session: Session) -> list[Fair]:
    """Give the fairs that are going on, the one that ends first in front."""
    return list(
        session.scalars(
            select(Fair).where(Fair.state == FairState.OPEN).order_by(Fair.ends_on, Fair.id)
        )
    )


def booths_showing(session: Session, *, posting_ids: Iterable[int]) -> dict[int, Booth]:
    """Give for each posting the booth that shows it at a fair that is going on."""
    statement = (
        select(BoothPosting.posting_id, Booth)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .join(Fair, Fair.id == Booth.fair_id)
        .where(
            BoothPosting.posting_id.in_(set(posting_ids)),
            Booth.state.in_(EXPECTED_STATES),
            Fair.state == FairState.OPEN,
        )
        .order_by(Fair.ends_on.desc(), Booth.id.desc())
    )
    return {row.posting_id: row.Booth for row in session.execute(statement)}


def states_of(session: Session, *, fair_ids: Iterable[int]) -> dict[int, dict[BoothState, int]]:
    """Give for each fair how many booths are in each state."""
    statement = (
        select(Booth.fair_id, Booth.state, func.count())
        .where(Booth.fair_id.in_(set(fair_ids)))
        .group_by(Booth.fair_id, Booth.state)
    )
    found: dict[int, dict[BoothState, int]] = {}
    for fair_id, state, count in session.execute(statement):
        found.setdefault(fair_id, {})[state] = count
    return found


def offer_of(session: Session, *, fair: Fair | None = None) -> Offer:
    """Count what *fair* shows, or all fairs together: the same posting once."""
    ids = _shown() if fair is None else _shown().where(Booth.fair_id == fair.id)
    # A sheet that names a range promises its lower end; an open number promises none. Vacancies
    # are kept from the upper end: of those only what is free of the promised places is counted.
    promised = func.coalesce(Posting.places_min, 0)
    free = Posting.vacancies - (func.coalesce(Posting.places_max, promised) - promised)
    postings, places, vacancies = session.execute(
        select(func.count(), func.sum(promised), func.sum(case((free > 0, free), else_=0))).where(
            Posting.id.in_(ids)
        )
    ).one()
    employers = select(func.count(distinct(Booth.employer_id))).where(
        Booth.state.in_(EXPECTED_STATES)
    )
    before = 0
    if fair is not None:
        employers = employers.where(Booth.fair_id == fair.id)
        earlier = _shown().join(Fair, Fair.id == Booth.fair_id).where(Fair.ends_on < fair.starts_on)
        again = select(func.count()).where(Posting.id.in_(ids), Posting.id.in_(earlier))
        before = session.execute(again).scalar_one()
    return Offer(
        employers=session.execute(employers).scalar_one(),
        postings=postings,
        places=int(places or 0),
        vacancies=int(vacancies or 0),
        shown_before=before,
    )


def offered_postings(session: Session, *, employer_id: int) -> list[Posting]:
    """Give the open postings of an employer that a booth can show, by title."""
    statement = (
        select(Posting)
        .where(Posting.employer_id == employer_id, Posting.state.in_(OPEN_STATES))
        .options(selectinload(Posting.ages))
        .order_by(Posting.title, Posting.id)
    )
    return list(session.scalars(statement))


def fairs_of_postings(
    session: Session, *, posting_ids: Iterable[int], fair_id: int
) -> dict[int, list[Fair]]:
    """Give for each posting the other fairs that show or have shown it, the newest first."""
    statement = (
        select(BoothPosting.posting_id, Fair)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .join(Fair, Fair.id == Booth.fair_id)
        .where(
            BoothPosting.posting_id.in_(set(posting_ids)),
            Booth.state.in_(EXPECTED_STATES),
            Fair.id != fair_id,
        )
        .order_by(Fair.starts_on.desc())
    )
    found: dict[int, list[Fair]] = {}
    for posting_id, fair in session.execute(statement):
        found.setdefault(posting_id, []).append(fair)
    return found


def employers_to_invite(
    session: Session, *, fair_id: int, text: str = ""
) -> list[tuple[Employer, int, int]]:
    """Give employers with open postings that are not invited yet: (employer, postings, vacancies).

    Those with most free places come first; *text* is a part of the name.
    """
    there = select(Booth.employer_id).where(Booth.fair_id == fair_id)
    free = func.coalesce(func.sum(case((Posting.vacancies > 0, Posting.vacancies), else_=0)), 0)
    statement = (
        select(Employer, func.count(), free)
        .join(Posting, Posting.employer_id == Employer.id)
        .where(
            Posting.state.in_(OPEN_STATES),
            Employer.closed_on.is_(None),
            Employer.id.not_in(there),
        )
        .group_by(Employer.id)
        .order_by(free.desc(), Employer.id)
        .limit(MOST_OFFERED)
    )
    if text:
        statement = statement.where(Employer.name.contains(text, autoescape=True))
    return [
        (employer, count, int(places)) for employer, count, places in session.execute(statement)
    ]


def _shown() -> Select[int]:
    """Select the postings shown at booths that people are or were sent to."""
    return (
        select(BoothPosting.posting_id)
        .join(Booth, Booth.id == BoothPosting.booth_id)
        .where(Booth.state.in_(EXPECTED_STATES))
    )
