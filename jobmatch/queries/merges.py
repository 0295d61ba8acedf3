"""People who may be one, and merges that were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from jobmatch.domain.merges import Likeness
from jobmatch.queries import areas, workers
from jobmatch.store.base import Base
from jobmatch.store.merges import DistinctPair, PersonMerge
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area

HANGING = {
    "worker_skill": "技能",
    "worker_certificate": "证书",
    "employment": "工作经历",
    "care_duty": "照料对象",
    "recommendation": "推荐",
    "placement": "安置",
    "check_in": "招聘会签到",
    "call": "通话记录",
    "service_record": "131 服务",
}
"""What is counted on the page that compares: table → its Chinese name."""
MOST = 50
"""Pairs and merges that a page shows; the next come when these are dealt with."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two workers who may be one, and why."""

    one: Worker
    other: Worker
    likeness: Likeness


def alike(
    session: Session, *, area: Area, worker_id: int | None = None, most: int = MOST
) -> list[Pair]:
    """Give pairs of *area* that may be one person; with *worker_id* those of one worker.

    Both have one name, and one phone, one birth date or one household; never two ID numbers.
    """
    first, second = aliased(Person, name="first"), aliased(Person, name="second")
    one, other = aliased(Worker, name="one"), aliased(Worker, name="other")
    kinds = (
        (Likeness.PHONE, first.phone_index == second.phone_index),
        (Likeness.BIRTH, first.birth_on == second.birth_on),
        (Likeness.HOUSEHOLD, first.household_id == second.household_id),
    )
    found: list[Any] = []
    for rank, (_, same) in enumerate(kinds):
        pairs = (
            select(one.id.label("one"), other.id.label("other"), literal(rank).label("rank"))
            .select_from(first)
            .join(second, and_(second.name == first.name, second.id != first.id, same))
            .join(one, one.person_id == first.id)
            .join(other, other.person_id == second.id)
            .where(*_may_be_one(first, second), ~_told_apart(one, other))
            .where(areas.holds_person(area, first.id), areas.holds_person(area, second.id))
        )
        if worker_id is not None:
            pairs = pairs.where(or_(one.id == worker_id, other.id == worker_id))
        found.append(pairs)
    rows = union_all(*found).subquery()
    lower, higher = _in_order(rows.c.one, rows.c.other)
    best = (
        select(lower, higher, func.min(rows.c.rank))
        .group_by(lower, higher)
        .order_by(func.min(rows.c.rank), lower, higher)
        .limit(most)
    )
    chosen = session.execute(best).all()
    read = workers.workers_by_id(session, ids={each for row in chosen for each in row[:2]})
    return [Pair(read[row[0]], read[row[1]], kinds[row[2]][0]) for row in chosen]


def merges(session: Session, *, area: Area, most: int = MOST) -> list[PersonMerge]:
    """Give the merges whose people live in *area*, the newest first."""
    statement = (
        select(PersonMerge)
        .where(areas.holds_worker(area, PersonMerge.kept_worker_id))
        .order_by(PersonMerge.id.desc())
        .limit(most)
    )
    return list(session.scalars(statement))


def kept_uuid(session: Session, *, area: Area, gone_uuid: str) -> str | None:
    """Give the address of who was kept in the place of who had *gone_uuid*; None: nobody."""
    statement = (
        workers.workers_of(area)
        .join(PersonMerge, PersonMerge.kept_worker_id == Worker.id)
        .where(PersonMerge.gone_uuid == gone_uuid, PersonMerge.undone_at.is_(None))
        .with_only_columns(Worker.uuid)
    )
    return session.scalars(statement).first()


def _may_be_one(first: Any, second: Any) -> list[ColumnElement[bool]]:
    # The first of a pair has no ID number: few have none, so few names are looked for again.
    return [
        first.id_number_index.is_(None),
        first.left_on.is_(None),
        second.left_on.is_(None),
    ]


def _in_order(one: Any, other: Any) -> tuple[Any, Any]:
    """Give the smaller and the larger id of a pair, which may have been found from both sides."""
    turned = one > other
    return case((turned, other), else_=one), case((turned, one), else_=other)


def _told_apart(one: Any, other: Any) -> ColumnElement[bool]:
    in_order = and_(DistinctPair.lower_uuid == one.uuid, DistinctPair.higher_uuid == other.uuid)
    turned = and_(DistinctPair.lower_uuid == other.uuid, DistinctPair.higher_uuid == one.uuid)
    return exists().where(or_(in_order, turned))


def hanging(session: Session, *, worker_id: int) -> dict[str, int]:
    """Count what hangs on a worker, by table; tables without a row are left out."""
    counts = {}
    for table in Base.metadata.sorted_tables:
        if table.name in HANGING:
            counted = select(func.count()).where(table.c.worker_id == worker_id)
            counts[table.name] = session.scalar(counted) or 0
    return {name: count for name, count in counts.items() if count}
