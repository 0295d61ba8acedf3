"""Questions about what people taught: which aliases count for whom, the lessons behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from jobmatch.domain.imports import AliasState
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.lexicon import AliasLesson, LearnedAlias, PastSearch

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that was searched for, and how often."""

    text: str
    times: int


def aliases_in_force(session: Session, *, centre: str | None = None) -> tuple[tuple[str, str], ...]:
    """Give (text, occupation code) of the aliases that count, in a fixed order.

    For *centre* those that only its own people taught so far count as well.
    """
    counts = LearnedAlias.state == AliasState.LIVE
    if centre is not None:
        own = select(AliasLesson.alias_id).where(
            AliasLesson.centre == centre,
            AliasLesson.withdrawn_at.is_(None),
            AliasLesson.alias_id.is_not(None),
        )
        counts = or_(counts, LearnedAlias.id.in_(own))
    statement = select(LearnedAlias.text, LearnedAlias.occupation_code).where(counts)
    # In the order of Python: databases order Chinese each in their own way.
    return tuple(sorted((text, code) for text, code in session.execute(statement)))


def found_lessons(session: Session, *, number: int) -> Page[AliasLesson]:
    """Give a page of lessons with their aliases, the newest first; undone ones stay listed."""
    statement = (
        select(AliasLesson).options(joinedload(AliasLesson.alias)).order_by(AliasLesson.id.desc())
    )
    return page_of(session, statement, number=number)


def lessons_of_posting(session: Session, *, posting_id: int) -> list[AliasLesson]:
    """Give the lessons that stand on a posting, the latest first."""
    statement = (
        select(AliasLesson)
        .outerjoin(AliasLesson.alias)
        .options(contains_eager(AliasLesson.alias))
        .where(AliasLesson.posting_id == posting_id, AliasLesson.withdrawn_at.is_(None))
        .order_by(AliasLesson.id.desc())
    )
    return list(session.scalars(statement))


def learned_aliases(session: Session) -> list[LearnedAlias]:
    """Give every alias that somebody still stands for, by text and code."""
    statement = (
        select(LearnedAlias)
        .where(LearnedAlias.state != AliasState.WITHDRAWN)
        .order_by(LearnedAlias.text, LearnedAlias.occupation_code)
    )
    return list(session.scalars(statement))


def past_searches(session: Session, *, since: date, most: int) -> list[Asked]:
    """Give the texts searched for since *since*, the most frequent first, at most *most*."""
    times = func.sum(PastSearch.times)
    statement = (
        select(PastSearch.text, times)
        .where(PastSearch.asked_on >= since)
        .group_by(PastSearch.text)
        .order_by(times.desc(), PastSearch.text)
        .limit(most)
    )
    return [Asked(text, int(count)) for text, count in session.execute(statement)]
