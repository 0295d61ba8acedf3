"""What each willing worker without work has been given of the 131 services."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch.domain.recommendations import RecommendationState
from jobmatch.domain.service_records import Progress, ServiceKind, counts_since
from jobmatch.queries import areas
from jobmatch.queries.workforce import unemployed_workers
from jobmatch.queries.zero_employment import last_work_ended
from jobmatch.store.accounts import Account
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.service_records import ServiceRecord
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody without work: who, where, what was given."""

    worker_id: int
    uuid: str
    name: str
    household_id: int | None
    home: str
    willing: bool
    """False for a plain no: then the services are not owed, whatever the household needs."""
    progress: Progress


def served_workers(
    session: Session,
    *,
    area: Area,
    on: date,
    community_id: int | None = None,
    worker_id: int | None = None,
) -> list[Served]:
    """Give the workers of *area* without work on *on*, with what they were given.

    With *community_id* those of one community, with *worker_id* the one worker.
    """
    statement = (
        unemployed_workers(on)
        .with_only_columns(
            Worker.id,
            Worker.uuid,
            Person.name,
            Person.household_id,
            SettlementCommunity.name,
            Building.name,
            Household.unit,
            Household.room_no,
            Worker.willing_to_work,
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(SettlementCommunity, SettlementCommunity.id == Household.community_id)
        .outerjoin(Building, Building.id == Household.building_id)
        .where(areas.lies_in(area))
        .order_by(Worker.id)
    )
    if community_id is not None:
        statement = statement.where(Household.community_id == community_id)
    if worker_id is not None:
        statement = statement.where(Worker.id == worker_id)
    rows = session.execute(statement).all()
    progress = progress_of(session, worker_ids=[row[0] for row in rows], on=on)
    return [
        Served(
            worker_id=row[0],
            uuid=row[1],
            name=row[2],
            household_id=row[3],
            home=" ".join(part for part in row[4:8] if part),
            # Only a plain no counts as unwilling: who was never asked is owed the question.
            willing=row[8] is not False,
            progress=progress.get(row[0], Progress()),
        )
        for row in rows
    ]


def progress_of(session: Session, *, worker_ids: Collection[int], on: date) -> dict[int, Progress]:
    """Give what workers were given of each service, since their last work ended."""
    ended = last_work_ended(session, worker_ids=worker_ids, on=on)
    earliest = counts_since(None, today=on)
    talks: dict[int, int] = defaultdict(int)
    trainings: dict[int, int] = defaultdict(int)
    postings: dict[int, set[int]] = defaultdict(set)

    def counts(worker: int, day: date) -> bool:
        return day >= counts_since(ended.get(worker), today=on)

    served = select(ServiceRecord.worker_id, ServiceRecord.kind, ServiceRecord.given_on).where(
        ServiceRecord.worker_id.in_(worker_ids),
        ServiceRecord.given_on.between(earliest, on),
        ServiceRecord.voided_on.is_(None),
    )
    for worker, kind, day in session.execute(served):
        if counts(worker, day):
            (talks if kind is ServiceKind.GUIDANCE else trainings)[worker] += 1
    recommended = select(
        Recommendation.worker_id, Recommendation.posting_id, Recommendation.made_on
    ).where(
        Recommendation.worker_id.in_(worker_ids),
        Recommendation.made_on.between(earliest, on),
        Recommendation.state != RecommendationState.WITHDRAWN,
    )
    for worker, posting, made_on in session.execute(recommended):
        if made_on is not None and counts(worker, made_on):
            postings[worker].add(posting)
    return {
        worker: Progress(talks[worker], len(postings[worker]), trainings[worker])
        for worker in {*talks, *trainings, *postings}
    }


def household_of(session: Session, *, worker_id: int) -> int | None:
    """Give the id of a worker's household, None when it is not known."""
    statement = select(Person.household_id).join(Worker, Worker.person_id == Person.id)
    return session.scalar(statement.where(Worker.id == worker_id))


def records_of(session: Session, *, worker_id: int, top: int) -> list[ServiceRecord]:
    """Give the newest records of a worker (found with its area before), voided ones left out."""
    statement = (
        select(ServiceRecord)
        .where(ServiceRecord.worker_id == worker_id, ServiceRecord.voided_on.is_(None))
        .options(joinedload(ServiceRecord.account).load_only(Account.display_name))
        .order_by(ServiceRecord.given_on.desc(), ServiceRecord.id.desc())
        .limit(top)
    )
    return list(session.scalars(statement))
