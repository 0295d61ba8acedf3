from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.kinds import EmployerKind, LabourCapacity, WorkRegion
from jobmatch.services import indexes, search_cases

if TYPE_CHECKING:
    from pathlib import Path

POSTINGS: list[dict[str, Any]] = [
    {
        "id": "A",
        "title": "缝纫工",
        "description": "平车",
        "kind": "workshop",
        "pay_min": 2200,
        "pay_max": 4500,
        "pay_unit": "month",
        "ages": [{"sex": "any", "min": 18, "max": 58}],
        "certificates": [],
        "shift": "day",
        "workplace": "东莞市虎门镇",
        "region": "out_of_province",
    },
    {"id": "B", "title": "叉车工", "certificates": ["叉车证"], "region": "in_county"},
    {"id": "C", "title": "保洁员", "region": "in_community"},
]
WORKER: dict[str, Any] = {
    "sex": "female",
    "age": 50,
    "education": "primary",
    "labour_capacity": "weak_or_half",
    "skills": ["打扫"],
    "certificates": [],
    "wishes": {"min_pay": 2000, "no_night": True, "lodging": False, "regions": ["in_community"]},
}
QUERIES: list[dict[str, Any]] = [
    {"id": "1", "text": "缝纫工", "worker": None},
    {"id": "2", "text": "开叉车", "worker": WORKER},
    {"id": "3", "text": "扫地", "worker": WORKER},
    {"id": "4", "text": "想跑船", "worker": None},
]


def test_ids_come_best_first_and_nothing_where_nothing_fits() -> None:
    found = search_cases.search(POSTINGS, QUERIES, words=indexes.load_words())
    assert found["1"][0] == "A"
    assert found["2"] == []
    assert found["3"][0] == "C"
    assert found["4"] == []


def test_answers_in_the_file_are_never_read() -> None:
    with_answers = [q | {"relevant": {"B": 2}, "forbidden": ["A"]} for q in QUERIES]
    words = indexes.load_words()
    assert search_cases.search(POSTINGS, with_answers, words=words) == search_cases.search(
        POSTINGS, QUERIES, words=words
    )


def test_a_plain_posting_and_worker_are_read_whole() -> None:
    words = indexes.load_words()
    posting = search_cases.read_posting(7, POSTINGS[0], words)
    assert posting.kind is EmployerKind.WORKSHOP
    assert posting.region_code is not None
    assert posting.region_code.startswith("4419")
    assert posting.ages[0].max == 58
    worker = search_cases.read_worker(WORKER)
    assert worker.capacity is LabourCapacity.WEAK_OR_HALF
    assert worker.wishes.regions == {WorkRegion.IN_COMMUNITY}
    assert worker.certificates == ()


def test_missing_and_unknown_values_are_unknown() -> None:
    posting = search_cases.read_posting(1, {"id": "X", "kind": "nonsense"}, indexes.load_words())
    assert posting.kind is None
    assert posting.title == ""
    assert search_cases.read_worker({}).certificates is None


@pytest.mark.cases
@pytest.mark.slow
def test_the_shared_cases_are_answered_well(cases: Path, tmp_path: Path) -> None:
    postings = json.loads((cases / "search" / "postings.json").read_text(encoding="utf-8"))
    queries = json.loads((cases / "search" / "queries.json").read_text(encoding="utf-8"))
    asked = [{key: query[key] for key in ("id", "text", "worker")} for query in queries]
    out = tmp_path / "out.json"
    found = search_cases.search(postings, asked, words=indexes.load_words())
    out.write_text(json.dumps(found), encoding="utf-8")
    scored = subprocess.run(
        [sys.executable, cases / "score.py", "search", cases, out],
        check=True,
        capture_output=True,
        text=True,
    )
    figures = json.loads(scored.stdout)
    assert figures["violations"] == 0
    assert figures["ndcg@10"] >= 0.80
    assert figures["nothing_fits_right"] >= 0.75
    assert figures["answerable_but_none"] == 0
