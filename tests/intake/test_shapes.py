from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from jobmatch.domain.ages import AgeRange
from jobmatch.domain.kinds import LegalFlag, PayUnit, Sex
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import shapes
from jobmatch.intake.postings import PostingSheet
from jobmatch.intake.problems import Problem
from jobmatch.intake.readings import PostingReading

KEYS = [
    "source", "employer", "kind", "title", "headcount_min", "headcount_max", "headcount_open",
    "pay_min", "pay_max", "pay_unit", "pay_negotiable", "pay_base_only", "probation_pay", "ages",
    "sex", "education", "certificates", "shift", "board", "lodging", "insurance", "workplace",
    "contact", "phone", "deadline", "legal_flags",
]  # fmt: skip


def test_exactly_the_keys_of_the_case_files() -> None:
    shown = shapes.show_posting(PostingReading(None, 3))
    assert list(shown) == KEYS
    assert shown["source"] == {"sheet": None, "row": 3}
    assert shown["headcount_open"] is False
    assert shown["ages"] == []


def test_values_are_plain_json() -> None:
    reading = PostingReading(
        "一",
        3,
        pay_min=Decimal("22.50"),
        pay_max=Decimal("4000.0"),
        pay_unit=PayUnit.HOUR,
        ages=(AgeRange(Sex.ANY, 18, None),),
        deadline=date(2026, 4, 30),
        legal_flags=(LegalFlag.UNDERAGE, LegalFlag.SEX_LIMIT),
    )
    shown = json.loads(json.dumps(shapes.show_posting(reading)))
    assert (shown["pay_min"], shown["pay_max"], shown["pay_unit"]) == (22.5, 4000, "hour")
    assert shown["ages"] == [{"sex": "any", "min": 18, "max": None}]
    assert shown["deadline"] == "2026-04-30"
    assert shown["legal_flags"] == ["sex_limit", "underage"]


def test_problems_use_the_keys_of_the_files() -> None:
    problem = Problem("a.csv", None, 8, "C", "places_min", ProblemKind.MISSING, "请补。")
    shown = shapes.show_sheet(PostingSheet(problems=(problem,)))
    assert shown == {
        "postings": [],
        "problems": [{"row": 8, "field": "headcount_min", "kind": "missing"}],
    }
    assert shapes.show_unreadable()["problems"] == [
        {"row": None, "field": "file", "kind": "invalid"}
    ]
