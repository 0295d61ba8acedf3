"""Rows as the facts that matching needs: columns only, a handful of statements for any number.

Identity stays in the database: of a person matching gets age, sex (for lawful ages by sex) and the
groups that open a public-welfare posting.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import or_, select

from jobmatch.domain.imports import AliasState
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.postings import OPEN_STATES, SourceKind
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile
from jobmatch.queries import areas
from jobmatch.queries.workforce import still, unemployed_workers, workforce
from jobmatch.store import versions
from jobmatch.store.districts import SettlementCommunity
from jobmatch.store.employers import Employer
from jobmatch.store.households import Household
from jobmatch.store.lexicon import LearnedAlias
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.postings import (
    Posting,
    PostingAge,
    PostingCertificate,
    PostingFlag,
    PostingOccupation,
)
from jobmatch.store.workers import Employment, Worker, WorkerCertificate, WorkerSkill, WorkerWish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area

MOST_TITLES = 3
"""Earlier kinds of work that count, the latest first."""
NO_WISHES = Wishes()
"""Of everybody whom nobody asked: most of a register, and one value."""
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class WorkerFile:
    """A worker's profile from the register, and the wishes as they were said."""

    profile: WorkerProfile
    said: str


def posting_profiles(
    session: Session, *, on: date, ids: Collection[int] | None = None
) -> list[PostingProfile]:
    """Give open postings with a title, by id; with *ids* those postings, open or not."""
    chosen = _chosen(Posting.id, ids) if ids is not None else _open_on(on)
    statement = (
        select(*_POSTING_COLUMNS)
        .select_from(Posting)
        .outerjoin(Employer, Employer.id == Posting.employer_id)
        .outerjoin(SettlementCommunity, SettlementCommunity.id == Employer.community_id)
        .where(chosen, Posting.title.is_not(None))
        .order_by(Posting.id)
    )
    rows = session.execute(statement).all()
    parts = _posting_parts(session, chosen if ids is not None else None)
    return [_posting(row, parts) for row in rows]


def postings_version(session: Session) -> str:
    """Give a short text that changes whenever anything changes that matching knows of postings."""
    return versions.current(session, versions.POSTINGS)


def workers_version(session: Session) -> str:
    """Give a short text that changes whenever anything changes that matching knows of workers."""
    return versions.current(session, versions.WORKERS)


def learned_aliases(session: Session) -> tuple[tuple[str, str], ...]:
    """Give (text, occupation code) of the aliases in force, in a fixed order."""
    statement = (
        select(LearnedAlias.text, LearnedAlias.occupation_code)
        .where(LearnedAlias.state == AliasState.LIVE)
        .order_by(LearnedAlias.text, LearnedAlias.occupation_code)
    )
    return tuple((text, code) for text, code in session.execute(statement))


def community_names(session: Session) -> tuple[str, ...]:
    """Give the short names of the settlement communities, as people say them (旺家)."""
    names = session.scalars(select(SettlementCommunity.name).order_by(SettlementCommunity.id))
    return tuple(name.removesuffix("社区") for name in names)


def unemployed_files(session: Session, *, on: date, area: Area | None = None) -> list[WorkerFile]:
    """Give the workers of the labour force without work on *on*, by id, within *area*."""
    return _files(session, unemployed_workers(on).with_only_columns(Worker.id), on, area)


def register_files(session: Session, *, on: date) -> list[WorkerFile]:
    """Give the workers of the labour force on *on*, with work or without, by id."""
    return _files(session, workforce(on, Worker.id), on, None)


def unemployed_ids(session: Session, *, on: date, area: Area | None = None) -> list[int]:
    """Give the ids of the workers of the labour force without work on *on*, within *area*."""
    statement = unemployed_workers(on)
    if area is not None and not area.is_whole_district:
        statement = statement.join(Household, Household.id == Person.household_id)
    return list(session.scalars(statement.where(areas.lies_in(area)).order_by(Worker.id)))


def worker_files(session: Session, *, on: date, ids: Collection[int]) -> list[WorkerFile]:
    """Give the workers with *ids*, employed or not, by id."""
    return _files(session, select(Worker.id).where(_chosen(Worker.id, ids)), on, None)


_POSTING_COLUMNS = (
    Posting.id,
    Posting.title,
    Posting.description,
    Posting.kind,
    Posting.pay_min,
    Posting.pay_max,
    Posting.pay_unit,
    Posting.sex,
    Posting.ages_soft,
    Posting.schooling,
    Posting.shift,
    Posting.board,
    Posting.lodging,
    Posting.workplace,
    Posting.region_code,
    Posting.work_region,
    Posting.physical_demand,
    Posting.vacancies,
    Posting.published_on,
    Employer.name.label("employer"),
    Employer.kind.label("employer_kind"),
    SettlementCommunity.name.label("community"),
)


def _open_on(on: date) -> ColumnElement[bool]:
    return (
        Posting.state.in_(OPEN_STATES)
        & or_(Posting.deadline_on.is_(None), Posting.deadline_on >= on)
        & or_(Posting.valid_until.is_(None), Posting.valid_until >= on)
        & or_(Posting.vacancies.is_(None), Posting.vacancies > 0)
    )


def _posting_parts(
    session: Session, within: ColumnElement[bool] | None
) -> dict[str, dict[int, Any]]:
    def per_posting(row: Any, *columns: Any) -> Select[Any]:
        found = select(row.posting_id, *columns)
        if within is None:
            return found
        return found.join(Posting, Posting.id == row.posting_id).where(within)

    ages = per_posting(PostingAge, PostingAge.sex, PostingAge.min_age, PostingAge.max_age)
    papers = per_posting(PostingCertificate, PostingCertificate.name)
    flags = per_posting(PostingFlag, PostingFlag.flag)
    codes = per_posting(PostingOccupation, PostingOccupation.code)
    return {
        "ages": _grouped(session.execute(ages.order_by(PostingAge.seq)), tuple),
        "papers": _grouped(session.execute(papers.order_by(PostingCertificate.seq)), _first),
        "flags": _grouped(session.execute(flags.order_by(PostingFlag.flag)), _first),
        "codes": _grouped(
            session.execute(
                codes.where(PostingOccupation.source != SourceKind.TEXT).order_by(
                    PostingOccupation.seq
                )
            ),
            _first,
        ),
    }


def _posting(row: Any, parts: dict[str, dict[int, Any]]) -> PostingProfile:
    near = row.work_region in (None, WorkRegion.IN_COMMUNITY) and row.community is not None
    return PostingProfile(
        id=row.id,
        title=row.title,
        employer=row.employer,
        kind=row.kind or row.employer_kind,
        description=row.description or "",
        occupations=tuple(parts["codes"].get(row.id, ())),
        pay_min=row.pay_min,
        pay_max=row.pay_max,
        pay_unit=row.pay_unit,
        ages=tuple(
            AgeLimit(sex, low, high, soft=row.ages_soft)
            for sex, low, high in parts["ages"].get(row.id, ())
        ),
        sex_demand=row.sex,
        schooling=row.schooling,
        certificates=tuple(parts["papers"].get(row.id, ())),
        shift=row.shift,
        board=row.board,
        lodging=row.lodging,
        workplace=row.workplace or "",
        region_code=row.region_code,
        region=WorkRegion.IN_COMMUNITY if near else row.work_region,
        community=row.community if near else None,
        demand=row.physical_demand,
        vacancies=row.vacancies,
        fresh_on=row.published_on,
        legal_flags=tuple(parts["flags"].get(row.id, ())),
    )


def _files(session: Session, chosen: Select[Any], on: date, area: Area | None) -> list[WorkerFile]:
    ids = chosen.subquery()
    statement = (
        select(
            Worker.id,
            Worker.labour_capacity,
            Worker.schooling,
            Person.id.label("person_id"),
            Person.sex,
            Person.birth_on,
            Household.is_formerly_poor,
            SettlementCommunity.name.label("community"),
            *_WISH_COLUMNS,
        )
        .select_from(Worker)
        .join(ids, ids.c.id == Worker.id)
        .join(Person, Person.id == Worker.person_id)
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(SettlementCommunity, SettlementCommunity.id == Household.community_id)
        .outerjoin(WorkerWish, WorkerWish.worker_id == Worker.id)
        .where(areas.lies_in(area))
        .order_by(Worker.id)
    )
    rows = session.execute(statement).all()
    people = select(Worker.person_id).join(ids, ids.c.id == Worker.id)
    parts = {
        "skills": _of_workers(session, ids, WorkerSkill, WorkerSkill.name, WorkerSkill.id),
        "papers": _of_workers(
            session, ids, WorkerCertificate, WorkerCertificate.name, WorkerCertificate.id
        ),
        "titles": _of_workers(
            session, ids, Employment, Employment.title, Employment.started_on.desc()
        ),
        "groups": _grouped(
            session.execute(
                select(TargetGroupMember.person_id, TargetGroupMember.target_group).where(
                    TargetGroupMember.person_id.in_(people),
                    still(TargetGroupMember.until_on, on),
                )
            ),
            _first,
        ),
    }
    return [WorkerFile(_worker(row, parts, on), _said(row)) for row in rows]


_WISH_COLUMNS = (
    WorkerWish.id.label("wish_id"),
    WorkerWish.words.label("wish_words"),
    WorkerWish.text.label("wish_text"),
    WorkerWish.regions.label("wish_regions"),
    WorkerWish.month_pay_min,
    WorkerWish.no_night,
    WorkerWish.day_shift_only,
    WorkerWish.wants_board,
    WorkerWish.wants_lodging,
    WorkerWish.near_home,
)


def _of_workers(session: Session, ids: Any, row: Any, column: Any, order: Any) -> dict[int, Any]:
    statement = (
        select(row.worker_id, column)
        .join(ids, ids.c.id == row.worker_id)
        .where(column.is_not(None))
        .order_by(order)
    )
    return _grouped(session.execute(statement), _first)


def _worker(row: Any, parts: dict[str, dict[int, Any]], on: date) -> WorkerProfile:
    number, capacity, schooling, person, sex, birth_on, poor, community, wish_id, *_ = row
    groups = set(parts["groups"].get(person, ()))
    if poor:
        groups.add(TargetGroup.FORMERLY_POOR)
    titles = dict.fromkeys(parts["titles"].get(number, ()))
    return WorkerProfile(
        id=number,
        age=None if birth_on is None else _years(birth_on, on),
        sex=sex,
        capacity=capacity,
        schooling=schooling,
        skills=tuple(parts["skills"].get(number, ())),
        certificates=tuple(parts["papers"].get(number, ())),
        worked=tuple(titles)[:MOST_TITLES],
        target_groups=frozenset(groups) or None,
        community=community,
        wishes=NO_WISHES if wish_id is None else _wishes(row),
    )


def _wishes(row: Any) -> Wishes:
    return Wishes(
        min_pay=row.month_pay_min,
        no_night=bool(row.no_night or row.day_shift_only),
        lodging=bool(row.wants_lodging),
        board=bool(row.wants_board),
        near_home=bool(row.near_home),
        regions=frozenset(WorkRegion(region) for region in row.wish_regions or ()),
    )


def _said(row: Any) -> str:
    """Give the wishes as said; the single words only where no whole text stands."""
    return row.wish_text or "，".join(row.wish_words or ())


def _years(birth_on: date, on: date) -> int:
    before_birthday = (on.month, on.day) < (birth_on.month, birth_on.day)
    return on.year - birth_on.year - before_birthday


def _chosen(column: Any, ids: Collection[int]) -> ColumnElement[bool]:
    chosen: ColumnElement[bool] = column.in_(ids)
    return chosen


def _grouped(rows: Iterable[Any], value: Callable[[Any], ValueT]) -> dict[int, list[ValueT]]:
    found: dict[int, list[ValueT]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(value(rest))
    return found


def _first(values: Any) -> Any:
    return values[0]
