"""Questions about recommendations: of a worker, of a posting, of all; the seats that are left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jobmatch.domain.placements import LIVE_STATES as LIVE_PLACEMENTS
from jobmatch.domain.recommendations import (
    LIVE_STATES,
    UNSENT_STATES,
    RecommendationState,
    Seats,
)
from jobmatch.queries import areas
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.accounts import Account
from jobmatch.store.employers import Employer
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.send_lists import SendList
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


class Stage(StrEnum):
    """What a list of recommendations is narrowed to, in the order of the work."""

    UNSENT = "unsent"
    WAITING = "waiting"
    HIRED = "hired"
    NOTHING = "nothing"
    ALL = "all"


STAGE_NAMES = {
    Stage.UNSENT: "还没送单位",
    Stage.WAITING: "等结果",
    Stage.HIRED: "已录用",
    Stage.NOTHING: "没成的",
    Stage.ALL: "全部",
}
_STATES_OF = {
    Stage.UNSENT: UNSENT_STATES,
    Stage.WAITING: tuple(state for state in LIVE_STATES if state not in UNSENT_STATES),
    Stage.HIRED: (RecommendationState.PLACED,),
    Stage.NOTHING: (
        RecommendationState.DECLINED,
        RecommendationState.REFUSED,
        RecommendationState.NO_ANSWER,
        RecommendationState.WITHDRAWN,
    ),
    Stage.ALL: tuple(RecommendationState),
}
_MOST = 60
"""Recommendations of one worker or posting that a page shows: more is history for the audit."""


@dataclass(frozen=True, slots=True)
class RecommendationFilter:
    """What the list is narrowed to; *text* is part of a worker's, title's or employer's name."""

    stage: Stage = Stage.WAITING
    text: str = ""


def found_recommendations(
    session: Session, *, area: Area, narrowed: RecommendationFilter, number: int
) -> Page[Recommendation]:
    """Give a page of the recommendations of the area's workers, the newest first."""
    statement = (
        _shown(area)
        .where(*_conditions(narrowed))
        .order_by(Recommendation.made_on.desc(), Recommendation.id.desc())
    )
    return page_of(session, statement, number=number)


def count_stages(session: Session, *, area: Area) -> dict[Stage, int]:
    """Count the recommendations of the area's workers by stage."""
    counted = (
        select(Recommendation.state, func.count())
        .where(areas.holds_worker(area, Recommendation.worker_id))
        .group_by(Recommendation.state)
    )
    by_state = {row[0]: row[1] for row in session.execute(counted)}
    return {
        stage: sum(by_state.get(state, 0) for state in states)
        for stage, states in _STATES_OF.items()
    }


def of_worker(session: Session, *, worker_id: int) -> list[Recommendation]:
    """Give the recommendations of a worker (found with its area before), live ones first."""
    statement = (
        select(Recommendation)
        .where(Recommendation.worker_id == worker_id)
        .options(
            joinedload(Recommendation.posting).options(
                joinedload(Posting.employer), selectinload(Posting.ages)
            ),
            joinedload(Recommendation.worker).joinedload(Worker.person),
            joinedload(Recommendation.account).load_only(Account.display_name),
            joinedload(Recommendation.send_list),
        )
        .order_by(Recommendation.state.not_in(LIVE_STATES), Recommendation.id.desc())
        .limit(_MOST)
    )
    return list(session.scalars(statement))


def of_posting(session: Session, *, area: Area, posting_id: int) -> list[Recommendation]:
    """Give the recommendations of the area's workers to a posting, live ones first."""
    statement = (
        _shown(area)
        .where(Recommendation.posting_id == posting_id)
        .order_by(Recommendation.state.not_in(LIVE_STATES), Recommendation.id.desc())
        .limit(_MOST)
    )
    return list(session.scalars(statement))


def recommendation_by_uuid(session: Session, *, area: Area, uuid: str) -> Recommendation | None:
    """Give one recommendation of the area's workers; None outside the area."""
    return session.scalars(_shown(area).where(Recommendation.uuid == uuid)).one_or_none()


def latest_of_posting(
    session: Session, *, posting_id: int, worker_ids: Collection[int]
) -> dict[int, Recommendation]:
    """Give the newest recommendation of each of *worker_ids* to a posting, live or over."""
    statement = (
        select(Recommendation)
        .where(Recommendation.posting_id == posting_id, Recommendation.worker_id.in_(worker_ids))
        .order_by(Recommendation.id)
    )
    return {each.worker_id: each for each in session.scalars(statement)}


def seats_of(session: Session, *, posting_ids: Collection[int]) -> dict[int, Seats]:
    """Give the seats of postings; who waits is counted over the whole district.

    A number without names is no personal data, and a seat that another community's worker holds
    is as taken as one's own.
    """
    waiting = _counted(
        session, Recommendation.posting_id, Recommendation.state.in_(LIVE_STATES), posting_ids
    )
    hired = _counted(
        session, Placement.posting_id, Placement.state.in_(LIVE_PLACEMENTS), posting_ids
    )
    statement = select(
        Posting.id, func.coalesce(Posting.places_max, Posting.places_min), Posting.vacancies
    ).where(Posting.id.in_(posting_ids))
    return {
        posting: Seats(places, hired.get(posting, 0), vacancies, waiting.get(posting, 0))
        for posting, places, vacancies in session.execute(statement)
    }


def send_list_by_uuid(session: Session, *, uuid: str) -> SendList | None:
    """Give a send list with its posting and employer; its lines come by lines_of()."""
    statement = (
        select(SendList)
        .where(SendList.uuid == uuid)
        .options(
            joinedload(SendList.posting).joinedload(Posting.employer),
            joinedload(SendList.account).load_only(Account.display_name),
        )
    )
    return session.scalars(statement).one_or_none()


def lines_of(session: Session, *, area: Area, send_list_id: int) -> list[Recommendation]:
    """Give the lines of a list that are about the area's workers, by number."""
    statement = (
        _shown(area)
        .where(Recommendation.send_list_id == send_list_id)
        .options(
            contains_eager(Recommendation.worker).options(
                selectinload(Worker.skills), selectinload(Worker.certificates)
            )
        )
        .order_by(Recommendation.list_number)
    )
    return list(session.scalars(statement))


def send_lists_of(session: Session, *, posting_id: int) -> list[tuple[SendList, int, int]]:
    """Give (list, lines, lines without a result) of a posting's lists, the newest first."""
    counts = (
        select(
            Recommendation.send_list_id.label("list_id"),
            func.count().label("lines"),
            func.count().filter(Recommendation.state.in_(LIVE_STATES)).label("open"),
        )
        .where(Recommendation.posting_id == posting_id)
        .group_by(Recommendation.send_list_id)
        .subquery()
    )
    statement = (
        select(SendList, func.coalesce(counts.c.lines, 0), func.coalesce(counts.c.open, 0))
        .outerjoin(counts, counts.c.list_id == SendList.id)
        .where(SendList.posting_id == posting_id)
        .options(joinedload(SendList.account).load_only(Account.display_name))
        .order_by(SendList.id.desc())
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]


def _shown(area: Area) -> Select[Recommendation]:
    """Select with everything a line shows; identity stays sealed."""
    return (
        select(Recommendation)
        .join(Recommendation.worker)
        .join(Worker.person)
        .outerjoin(Person.household)
        .join(Recommendation.posting)
        .outerjoin(Posting.employer)
        .where(areas.lies_in(area))
        .options(
            contains_eager(Recommendation.worker)
            .contains_eager(Worker.person)
            .contains_eager(Person.household)
            .options(joinedload(Household.community), joinedload(Household.building)),
            contains_eager(Recommendation.posting).contains_eager(Posting.employer),
            joinedload(Recommendation.account).load_only(Account.display_name),
            joinedload(Recommendation.send_list),
        )
    )


def _conditions(narrowed: RecommendationFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if narrowed.stage is not Stage.ALL:
        wanted.append(Recommendation.state.in_(_STATES_OF[narrowed.stage]))
    if narrowed.text:
        wanted.append(
            or_(
                Person.name.contains(narrowed.text, autoescape=True),
                Posting.title.contains(narrowed.text, autoescape=True),
                Employer.name.contains(narrowed.text, autoescape=True),
            )
        )
    return wanted


def _counted(
    session: Session, column: Any, state: ColumnElement[bool], posting_ids: Collection[int]
) -> dict[int, int]:
    statement = select(column, func.count()).where(column.in_(posting_ids), state).group_by(column)
    return {row[0]: row[1] for row in session.execute(statement)}
