"""Posting sheets as the JSON shape of the case files: their keys, their values, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobmatch.domain.problems import ProblemKind
from jobmatch.intake.problems import FILE_FIELD

if TYPE_CHECKING:
    from decimal import Decimal

    from jobmatch.intake.postings import PostingSheet
    from jobmatch.intake.problems import Problem
    from jobmatch.intake.readings import PostingReading

_KEYS = {
    "places_min": "headcount_min",
    "places_max": "headcount_max",
    "places_open": "headcount_open",
    "schooling": "education",
}


def show_sheet(sheet: PostingSheet) -> dict[str, list[dict[str, Any]]]:
    """Give *sheet* as {"postings": [...], "problems": [...]}."""
    return {
        "postings": [show_posting(posting) for posting in sheet.postings],
        "problems": [show_problem(problem) for problem in sheet.problems],
    }


def show_unreadable() -> dict[str, list[dict[str, Any]]]:
    """Give the shape for a file that is no sheet at all."""
    problem = {"row": None, "field": FILE_FIELD, "kind": ProblemKind.INVALID.value}
    return {"postings": [], "problems": [problem]}


def show_posting(posting: PostingReading) -> dict[str, Any]:
    """Give one posting under the keys of the case files, null where nothing is said."""
    return {
        "source": {"sheet": posting.sheet, "row": posting.row},
        "employer": posting.employer,
        "kind": posting.kind,
        "title": posting.title,
        "headcount_min": posting.places_min,
        "headcount_max": posting.places_max,
        "headcount_open": posting.places_open,
        "pay_min": _number(posting.pay_min),
        "pay_max": _number(posting.pay_max),
        "pay_unit": posting.pay_unit,
        "pay_negotiable": posting.pay_negotiable,
        "pay_base_only": posting.pay_base_only,
        "probation_pay": _number(posting.probation_pay),
        "ages": [{"sex": one.sex, "min": one.min, "max": one.max} for one in posting.ages],
        "sex": posting.sex,
        "education": posting.schooling,
        "certificates": list(posting.certificates),
        "shift": posting.shift,
        "board": posting.board,
        "lodging": posting.lodging,
        "insurance": posting.insurance,
        "workplace": posting.workplace,
        "contact": posting.contact,
        "phone": posting.phone,
        "deadline": posting.deadline.isoformat() if posting.deadline else None,
        "legal_flags": sorted(posting.legal_flags),
    }


def show_problem(problem: Problem) -> dict[str, Any]:
    """Give one problem as row, field and kind."""
    field = _KEYS.get(problem.field, problem.field)
    return {"row": problem.row, "field": field, "kind": problem.kind.value}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
