"""Every block size and both directions give what scoring each pair gives, ties included.

That the scores are those of the definitions is held against a plain reference in
tests/bench/test_reference.py.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex, Shift, WorkRegion
from jobmatch.matching import products, ranking
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.services.indexes import Index

TODAY = date(2026, 3, 15)
TITLES = ("缝纫工", "电焊工", "保洁员", "叉车工", "服务员", "普工", "搬运工", "育婴员", "司机")
WORDS = ("坐着做", "体力活", "夜班", "两班倒", "生手包教", "可带回家", "时间灵活", "")
SAID = ("", "会缝纫", "有叉车证，要包住", "不上夜班，离家近", "想坐着上班", "打小工", "轻松的公岗")
PAPERS = ("叉车证", "焊工证", "健康证", "C1驾照", "B2驾照")


def random_posting(rng: random.Random, number: int) -> PostingProfile:
    low: Any = rng.choice([None, 2000, 3000, 4000])
    return PostingProfile(
        id=number,
        title=rng.choice(TITLES),
        description=rng.choice(WORDS),
        pay_min=low,
        pay_max=None if low is None else low + rng.choice([0, 1500]),
        ages=rng.choice([(), (AgeLimit(min=18, max=rng.choice([35, 50])),)]),
        schooling=rng.choice([None, Schooling.NONE, Schooling.JUNIOR, Schooling.COLLEGE]),
        certificates=rng.choice([(), (), (rng.choice(PAPERS),)]),
        shift=rng.choice([None, *Shift]),
        board=rng.choice([None, True, False]),
        lodging=rng.choice([None, True, False]),
        region=rng.choice([None, *WorkRegion]),
        community=rng.choice([None, "甲社区", "乙社区"]),
        fresh_on=rng.choice([None, TODAY, TODAY - timedelta(days=40)]),
    )


def random_worker(rng: random.Random, number: int, index: Index) -> WorkerFacts:
    text = rng.choice(
        ["", "会缝纫", "有叉车证，要包住", "不上夜班，离家近", "想坐着上班", "打小工"]
    )
    profile = WorkerProfile(
        id=number,
        age=rng.choice([None, 17, 30, 48]),
        sex=rng.choice([None, Sex.MALE, Sex.FEMALE]),
        capacity=rng.choice([None, *LabourCapacity]),
        schooling=rng.choice([None, Schooling.PRIMARY, Schooling.SENIOR]),
        skills=rng.choice([(), ("电焊",), ("打扫", "煮饭")]),
        certificates=rng.choice([None, (), ("B2驾照",), ("叉车证", "健康证")]),
        community=rng.choice([None, "甲社区"]),
        wishes=Wishes(
            min_pay=rng.choice([None, Decimal(3500)]),
            regions=rng.choice([frozenset(), frozenset({WorkRegion.IN_COUNTY})]),
        ),
    )
    return read_worker(index.hear(text).for_worker(profile).profile, index.knowledge)


def make(seed: int) -> tuple[Index, list[WorkerFacts]]:
    rng = random.Random(seed)  # noqa: S311 - a seeded case, no secret
    postings = [random_posting(rng, number) for number in range(1, 31)]
    # Twins, so that ties happen: same facts, other ids.
    twins = [postings[n].__class__(**(_fields(postings[n]) | {"id": 100 + n})) for n in range(6)]
    index = matchmaking.index_of(*postings, *twins)
    return index, [random_worker(rng, number, index) for number in range(1, 13)]


def _fields(profile: PostingProfile) -> dict[str, Any]:
    return {name: getattr(profile, name) for name in profile.__dataclass_fields__}


@pytest.mark.parametrize("width", [1, 64, 4096])
@pytest.mark.parametrize("seed", range(3))
def test_sifting_finds_what_scoring_every_pair_finds(
    seed: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More workers and postings than are scored in full, in pieces of any size, with many ties."""
    monkeypatch.setattr(ranking, "_WIDEST", width * 40)
    monkeypatch.setattr(ranking, "_NARROWEST", width * 40)
    monkeypatch.setattr(ranking, "_COLUMNS", width * 40)
    rng = random.Random(seed)  # noqa: S311 - a seeded case, no secret
    kinds = [random_posting(rng, 0) for _ in range(40)]
    offered = [replace(rng.choice(kinds), id=number) for number in range(1, 301)]
    index = matchmaking.index_of(*offered)
    workers = [random_worker(rng, number, index) for number in range(1, 81)]
    frame = WorkerFrame(tuple(workers))
    scores = ranking.pair_scores(frame, index.postings, conditions=index.conditions, today=TODAY)
    asked: dict[str, Any] = {"conditions": index.conditions, "today": TODAY}
    found = list(ranking.best_postings(frame, index.postings, top=20, **asked))
    for row, each in enumerate(found):
        best = ranking.order_of(scores[row], index.postings.ids, index.postings.fresh, 20)
        assert each.ids == tuple(index.postings.ids[best].tolist())
        assert each.scores == tuple(scores[row, best].tolist())
    alike = np.zeros(len(workers), dtype=np.int64)
    turned = list(ranking.best_workers(frame, index.postings, top=50, **asked))
    for column, each in enumerate(turned):
        best = ranking.order_of(scores[:, column], frame.ids, alike, 50)
        assert each.ids == tuple(frame.ids[best].tolist())
        assert each.scores == tuple(scores[best, column].tolist())


def test_one_alone_scores_as_among_all() -> None:
    index, workers = make(7)
    together = list(
        ranking.best_postings(workers, index.postings, conditions=index.conditions, top=5)
    )
    for worker, got in zip(workers, together, strict=True):
        alone = ranking.best_postings([worker], index.postings, conditions=index.conditions, top=5)
        assert list(alone) == [got]


def test_ties_go_by_freshness_then_id() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("缝纫工", 3),
        matchmaking.posting("缝纫工", 1),
        matchmaking.posting("缝纫工", 2, fresh_on=TODAY),
    )
    worker = read_worker(WorkerProfile(id=1, skills=("缝纫",)), index.knowledge)
    best = next(
        iter(ranking.best_postings([worker], index.postings, conditions=index.conditions, top=3))
    )
    assert best.ids == (2, 1, 3)


def test_the_permitted_are_counted() -> None:
    index = matchmaking.index_of(matchmaking.posting("普工", ages=(18, 40)))
    workers = [
        read_worker(WorkerProfile(id=n, age=age), index.knowledge)
        for n, age in enumerate((30, 50, None))
    ]
    assert ranking.count_permitted(workers, index.postings) == 2
    assert len(WorkerFrame(tuple(workers))) == 3


def test_no_workers_give_empty_lists() -> None:
    index = matchmaking.index_of(matchmaking.posting("普工"))
    best = list(ranking.best_workers([], index.postings, conditions=index.conditions, top=3))
    assert [each.ids for each in best] == [()]


def test_the_least_score_is_still_a_match() -> None:
    scores = np.array([ranking.LEAST, ranking.LEAST - 1e-5, 0.9, ranking.EXCLUDED])
    ids, fresh = np.arange(4), np.zeros(4, dtype=np.int64)
    assert ranking.order_of(scores, ids, fresh, 4).tolist() == [2, 0]


@pytest.mark.parametrize("few", [1, 16])
def test_a_pair_with_just_the_least_score_is_listed(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, workers = make(3)
    asked: dict[str, Any] = {"conditions": index.conditions, "top": 5, "today": TODAY}
    monkeypatch.setattr(ranking, "_FEW", few)
    before = list(ranking.best_postings(workers, index.postings, **asked))
    least = min(score for each in before for score in each.scores)
    for module in (ranking, products):
        monkeypatch.setattr(module, "LEAST", least)
    assert list(ranking.best_postings(workers, index.postings, **asked)) == before
