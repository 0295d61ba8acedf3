"""The gathered tables give the numbers that scoring gives; equal workers stand by lot."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from jobmatch.matching import limits, lots, products, ranking, sifting
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.scoring import Model, rounded
from tests import matchmaking

TODAY = date(2023, 6, 30)
TITLES = ("缝纫工", "电焊工", "保洁员", "叉车司机", "普工", "夜班保安")
SKILLS = ("缝纫", "电焊", "打扫", "叉车", "做饭")


def made() -> tuple[WorkerFrame, Any, dict[str, Any]]:
    """Make people of all kinds and postings of all kinds."""
    index = matchmaking.index_of(
        *(
            matchmaking.posting(
                title, n, ages=(18, 40 + n), certificates=("叉车证",) if "叉车" in title else ()
            )
            for n, title in enumerate(TITLES)
        )
    )
    people = [
        WorkerProfile(
            id=n, skills=SKILLS[n % 5 : n % 5 + n % 3], age=30 + n, community=f"{n % 3}区"
        )
        for n in range(24)
    ]
    frame = WorkerFrame(tuple(read_worker(each, index.knowledge) for each in people))
    return frame, index.postings, {"conditions": index.conditions, "today": TODAY}


def test_the_tables_give_the_scores_of_all_pairs() -> None:
    frame, postings, asked = made()
    model = Model.of(frame, postings, **asked)
    found = products.Products(model, limits.limit_factors(frame, postings), len(frame))
    values = model.work.full()
    for index, table in found.tables:
        values = values * table[index]
    expected = np.maximum(ranking.pair_scores(frame, postings, **asked), 0)
    assert rounded(values).tolist() == expected.tolist()
    assert 0 < (expected > 0).sum() < expected.size


def test_equal_workers_stand_by_lot() -> None:
    index = matchmaking.index_of(matchmaking.posting("缝纫工", 7))
    people = [
        read_worker(WorkerProfile(id=n, skills=("缝纫",)), index.knowledge) for n in range(99)
    ]
    frame = WorkerFrame(tuple(people))
    model = Model.of(frame, index.postings, conditions=index.conditions, today=TODAY)
    best = sifting.Best(1, 4)
    found = products.Products(model, limits.limit_factors(frame, index.postings), len(frame))
    found.best_rows(frame.ids, index.postings.ids, best, 1)
    assert best.places[0].tolist() == sorted(range(99), key=lambda n: lots.lot(n, 7))[:4]
