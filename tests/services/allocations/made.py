"""Makers for plans: sewers, postings for them, families, and the plan of it all."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.allocation import NOBODY
from jobmatch.services import allocations
from jobmatch.store.households import MonitoringCase
from jobmatch.store.people import Person
from jobmatch.store.workers import CareDuty, Employment, Worker, WorkerSkill, WorkerWish
from tests.factories import make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.allocations import Gathered, Plan
    from jobmatch.store.postings import Posting

TODAY = date(2026, 3, 15)
_numbers = count(1)


def sewer(session: Session, name: str, *, said: str = "想做缝纫工", **fields: Any) -> Worker:
    """Make somebody without work who can sew and says *said*."""
    worker = make_worker(session, name=name, willing_to_work=True, **fields)
    session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
    session.add(WorkerWish(worker_id=worker.id, text=said))
    session.flush()
    return worker


def spouse(session: Session, worker: Worker, name: str, **fields: Any) -> Worker:
    """Make the wife or husband of *worker*, who is the head of the household."""
    person = Person(
        name=name,
        household_id=worker.person.household_id,
        relation_to_head="配偶",
        birth_on=date(1986, 1, 1),
    )
    session.add(person)
    session.flush()
    other = Worker(person_id=person.id, willing_to_work=True, **fields)
    session.add(other)
    session.flush()
    session.add(WorkerSkill(worker_id=other.id, name="缝纫"))
    session.add(WorkerWish(worker_id=other.id, text="想做缝纫工"))
    session.flush()
    return other


def sewing(session: Session, *, places: int | None = 1, **fields: Any) -> Posting:
    """Make a posting for sewers, in the county unless said otherwise."""
    given = {"title": "缝纫工", "work_region": WorkRegion.IN_COUNTY, "vacancies": places} | fields
    if "employer" not in given:
        given["employer"] = make_employer(session, name=f"某制衣厂{next(_numbers)}")
    return make_posting(session, **given)


def employ(session: Session, worker: Worker, **fields: Any) -> None:
    """Give *worker* work since last year."""
    given = {"started_on": date(2025, 1, 1), "work_region": WorkRegion.OUT_OF_PROVINCE} | fields
    session.add(Employment(worker_id=worker.id, title="缝纫工", **given))
    session.flush()


def care(session: Session, worker: Worker) -> None:
    """Let *worker* look after somebody at home."""
    session.add(CareDuty(worker_id=worker.id, kind="child"))
    session.flush()


def monitor(session: Session, worker: Worker) -> None:
    """Let the household of *worker* be monitored."""
    session.add(MonitoringCase(household_id=worker.person.household_id, state="watched"))
    session.flush()


def gathered(session: Session, **fields: Any) -> Gathered:
    """Read what a plan of the day depends on."""
    return allocations.gather(session, allocations.Scope(on=TODAY, **fields))


def planned(session: Session, **fields: Any) -> Plan:
    """Make the plan of the day."""
    return allocations.make_plan(gathered(session, **fields))


def seats(plan: Plan) -> dict[int, int]:
    """Give posting id by worker id of everybody placed."""
    ids = plan.gathered.postings.ids
    return {
        each.worker_id: int(ids[chosen])
        for each, chosen in zip(plan.gathered.people, plan.chosen, strict=True)
        if chosen != NOBODY
    }


def told(plan: Plan, worker: Worker) -> str:
    """Give the kind and the sentence of somebody left."""
    rows = {each.worker_id: row for row, each in enumerate(plan.gathered.people)}
    found = plan.shortfalls[rows[worker.id]]
    return f"{found.kind.value}: {found.sentence}"
