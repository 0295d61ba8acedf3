"""A roster as plain data in the exchange shape of case files (keys and order are fixed)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobmatch.intake.shapes import show_problem

if TYPE_CHECKING:
    from decimal import Decimal

    from jobmatch.intake.rosters.readings import RosterSheet, WorkerReading


def roster_shape(file: str, roster: RosterSheet) -> dict[str, Any]:
    """Give {"file", "workers", "problems"} as JSON-ready data."""
    return {
        "file": file,
        "workers": [worker_shape(worker) for worker in roster.workers],
        "problems": [show_problem(problem) for problem in roster.problems],
    }


def worker_shape(worker: WorkerReading) -> dict[str, Any]:
    """Give one person."""
    return {
        "source": {"sheet": worker.sheet, "row": worker.row},
        "name": worker.name,
        "id_number": worker.id_number,
        "sex": worker.sex.value if worker.sex else None,
        "birth_date": worker.birth_on.isoformat() if worker.birth_on else None,
        "household_no": worker.household_no,
        "relation_to_head": worker.relation_to_head,
        "phone": worker.phone,
        "education": worker.schooling.value if worker.schooling else None,
        "health": worker.health,
        "labour_capacity": worker.labour_capacity.value if worker.labour_capacity else None,
        "skills": list(worker.skills),
        "certificates": list(worker.certificates),
        "employed": worker.employed,
        "employer": worker.employer,
        "workplace": worker.workplace,
        "monthly_income": _number(worker.monthly_income),
        "willing_to_work": worker.willing_to_work,
        "wishes": list(worker.wishes),
        "community": worker.community,
        "building": worker.building,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
