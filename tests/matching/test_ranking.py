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

import pytest

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex, Shift, WorkRegion
from jobmatch.matching import ranking
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.lots import lot
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
    postings = list(zip(index.postings.fresh.tolist(), index.postings.ids.tolist(), strict=True))
    for row, each in enumerate(found):
        pairs = zip(scores[row].tolist(), postings, strict=True)
        best = sorted((-s, -fresh, number) for s, (fresh, number) in pairs if s >= ranking.LEAST)
        assert each.ids == tuple(number for _, _, number in best[:20])
        assert each.scores == tuple(-s for s, _, _ in best[:20])
    turned = list(ranking.best_workers(frame, index.postings, top=50, **asked))
    for column, each in enumerate(turned):
        people = zip(scores[:, column].tolist(), frame.ids.tolist(), strict=True)
        first = sorted(
            (-s, lot(number, each.subject), number) for s, number in people if s >= ranking.LEAST
        )[:50]
        assert each.ids == tuple(number for _, _, number in first)
        assert each.scores == tuple(-s for s, _, _ in first)


@pytest.mark.parametrize("count", [1, 16, 17, 40])
def test_a_hundred_equals_stand_in_one_order_however_many_ask(count: int) -> None:
    """So old that freshness tells nothing apart in five digits: the freshest still come first."""
    old = TODAY - timedelta(days=1200)
    offered = [
        matchmaking.posting("缝纫工", n, fresh_on=old + timedelta(days=n)) for n in range(1, 101)
    ]
    index = matchmaking.index_of(*offered)
    people = [
        read_worker(WorkerProfile(id=n, skills=("缝纫",)), index.knowledge)
        for n in range(300, 0, -1)
    ]
    asked: dict[str, Any] = {"conditions": index.conditions, "today": TODAY}
    for each in ranking.best_postings(people[:count], index.postings, top=5, **asked):
        assert len(set(each.scores)) == 1
        assert each.ids == (100, 99, 98, 97, 96)
    some = index.postings.take(range(count))
    for each in ranking.best_workers(people, some, top=5, **asked):
        assert list(each.ids) == sorted(range(1, 301), key=lambda n: lot(n, each.subject))[:5]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_with_nobody_or_nothing_there_the_lists_are_empty(count: int) -> None:
    offered = [matchmaking.posting("普工", number) for number in range(count)]
    index = matchmaking.index_of(*offered)
    people = [read_worker(WorkerProfile(id=n), index.knowledge) for n in range(count)]
    nothing = index.postings.take([])
    asked: dict[str, Any] = {"conditions": index.conditions, "top": 3}
    assert [e.ids for e in ranking.best_postings(people, nothing, **asked)] == [()] * count
    assert [e.ids for e in ranking.best_workers([], index.postings, **asked)] == [()] * count
    assert list(ranking.best_postings([], index.postings, **asked)) == []
    assert list(ranking.best_workers(people, nothing, **asked)) == []


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
