"""The engine gives what the plain reference gives: random districts, all wishes, ties included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jobmatch.bench.reference import LAST_DIGIT, Reference, agrees
from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    PayUnit,
    PhysicalDemand,
    Schooling,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import ranking
from jobmatch.matching.facts import read_worker
from jobmatch.matching.lots import lot
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile
from jobmatch.matching.ranking import Ranking
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.services.indexes import Index

TODAY = date(2026, 3, 15)
TITLES = ("缝纫工", "缝韧工", "电焊工", "保洁员", "叉车工", "服务员", "普工", "护林员", "育婴员")
WORDS = (
    "坐着做",
    "扛包，体力活",
    "有毒有害",
    "生手包教",
    "可带回家",
    "会缝纫优先",
    "不用上夜班",
    "",
)
SAID = (
    *("", "会缝纫", "有叉车证，要包住", "不上夜班，离家近", "想坐着上班", "打小工", "带娃的活"),
    *("不做保洁，工资3500以上", "公益性岗位", "轻松的公岗", "+缝纫", "-保洁 缝纫", "只上夜班"),
)
KINDS = [None, EmployerKind.ENTERPRISE, EmployerKind.WORKSHOP, EmployerKind.PUBLIC_WELFARE]
AGES = (
    (),
    (AgeLimit(min=18, max=35),),
    (AgeLimit(min=18, max=45, soft=True),),
    (AgeLimit(sex=Sex.MALE, min=18, max=55), AgeLimit(sex=Sex.FEMALE, max=50)),
    (AgeLimit(min=50),),
)
PAPERS = ("叉车证", "焊工证", "健康证", "C1驾照", "B2驾照")

postings_drawn = st.builds(
    PostingProfile,
    id=st.just(0),
    title=st.sampled_from(TITLES),
    employer=st.sampled_from([None, "旺家制衣厂", "某物业公司"]),
    kind=st.sampled_from(KINDS),
    description=st.sampled_from(WORDS),
    pay_min=st.sampled_from([None, Decimal(15), Decimal(2500), Decimal(4000)]),
    pay_max=st.sampled_from([None, Decimal(4500), Decimal(6000)]),
    pay_unit=st.sampled_from([None, *PayUnit]),
    ages=st.sampled_from(AGES),
    schooling=st.sampled_from([None, *Schooling]),
    certificates=st.sampled_from([(), (), ("叉车证",), ("健康证", "C1驾照")]),
    shift=st.sampled_from([None, *Shift]),
    board=st.sampled_from([None, True, False]),
    lodging=st.sampled_from([None, True, False]),
    workplace=st.sampled_from(["", "万山区旺家社区", "铜仁市碧江区"]),
    region_code=st.sampled_from([None, "520603", "520602"]),
    region=st.sampled_from([None, *WorkRegion]),
    community=st.sampled_from([None, "甲社区", "乙社区"]),
    demand=st.sampled_from([None, *PhysicalDemand]),
    groups=st.sampled_from([frozenset(), frozenset({TargetGroup.DISABLED})]),
    fresh_on=st.sampled_from([None, TODAY, TODAY - timedelta(days=40), TODAY + timedelta(days=3)]),
)
wishes_drawn = st.builds(
    Wishes,
    avoided=st.sampled_from([(), ("保洁",)]),
    conditions=st.sampled_from([(), ("light",), ("seated", "child_care"), ("no_such",)]),
    min_pay=st.sampled_from([None, Decimal(3000), Decimal(5000)]),
    no_night=st.booleans(),
    no_shifts=st.booleans(),
    night_only=st.booleans(),
    lodging=st.booleans(),
    board=st.booleans(),
    regions=st.sampled_from(
        [frozenset(), frozenset({WorkRegion.IN_COMMUNITY}), frozenset({WorkRegion.IN_COUNTY})]
    ),
    near_home=st.booleans(),
    places=st.sampled_from([(), ("520603",), ("旺家", "520602")]),
    kinds=st.sampled_from([frozenset(), frozenset({EmployerKind.PUBLIC_WELFARE})]),
    required=st.sampled_from([(), ("缝纫",)]),
)
workers_drawn = st.builds(
    WorkerProfile,
    id=st.just(0),
    age=st.sampled_from([None, 15, 17, 30, 48, 52, 70]),
    sex=st.sampled_from([None, Sex.MALE, Sex.FEMALE]),
    capacity=st.sampled_from([None, *LabourCapacity]),
    schooling=st.sampled_from([None, Schooling.ILLITERATE, Schooling.PRIMARY, Schooling.COLLEGE]),
    skills=st.sampled_from([(), ("电焊",), ("打扫", "煮饭"), ("缝纫",), ("缝韧工",)]),
    certificates=st.sampled_from([None, (), ("B2驾照",), PAPERS]),
    more_certificates=st.booleans(),
    worked=st.sampled_from([(), ("普工",), ("保洁员", "月嫂")]),
    occupations=st.sampled_from([(), ("6-05-01-03",)]),
    target_groups=st.sampled_from([None, frozenset(), frozenset({TargetGroup.DISABLED})]),
    community=st.sampled_from([None, "甲社区", "丙社区"]),
    wishes=st.one_of(st.just(Wishes()), wishes_drawn),
)
said_drawn = st.sampled_from(SAID)


def district(postings: list[PostingProfile]) -> Index:
    """Give an index of *postings*, each twice, so that ties happen."""
    twins = [replace(each, id=number) for number, each in enumerate(postings * 2, 1)]
    return matchmaking.index_of(*twins)


@given(
    st.lists(postings_drawn, min_size=1, max_size=12),
    st.lists(st.tuples(workers_drawn, said_drawn), min_size=1, max_size=20),
    st.integers(1, 8),
)
# Not shrunk: with districts this size that takes minutes, and the seed tells the case as well.
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_one_worker_one_posting_and_the_district_are_the_reference(
    postings: list[PostingProfile], people: list[tuple[WorkerProfile, str]], top: int
) -> None:
    index = district(postings)
    asked: dict[str, Any] = {"conditions": index.conditions, "today": TODAY}
    workers = [
        read_worker(
            index.hear(said).for_worker(replace(worker, id=number)).profile, index.knowledge
        )
        for number, (worker, said) in enumerate(people, 1)
    ]
    whole = len(index.postings)
    reference = Reference(index.postings, **asked)
    ranked = {each.profile.id: reference.ranked(each) for each in workers}

    together = list(ranking.best_postings(workers, index.postings, top=top, **asked))
    for worker, found in zip(workers, together, strict=True):
        assert agrees(ranked[worker.profile.id], found, top=top)
        (alone,) = ranking.best_postings([worker], index.postings, top=top, **asked)
        assert alone == found

    all_pairs = list(ranking.best_postings(workers, index.postings, top=whole, **asked))
    pairs = {(p, w.subject): s for w in all_pairs for p, s in zip(w.ids, w.scores, strict=True)}
    for each in ranking.best_workers(workers, index.postings, top=top, **asked):
        likely = [(score, w) for (p, w), score in pairs.items() if p == each.subject]
        mine = sorted((-score, lot(w, each.subject), w) for score, w in likely)[:top]
        assert each.ids == tuple(worker for _, _, worker in mine)
        assert each.scores == tuple(-score for score, _, _ in mine)


WHOLE = Ranking(1, (5, 3, 9, 4), (0.9, 0.8, 0.8, 0.5))


@pytest.mark.parametrize(
    ("ids", "scores"),
    [
        ((5, 3, 9), (0.9, 0.8, 0.8)),
        ((5, 9, 3), (0.9, 0.8 + LAST_DIGIT / 2, 0.8)),
        ((5, 3, 9), (0.9 - LAST_DIGIT / 2, 0.8, 0.8)),
    ],
)
def test_the_last_digit_is_forgiven(ids: tuple[int, ...], scores: tuple[float, ...]) -> None:
    assert agrees(WHOLE, Ranking(1, ids, scores), top=3)


@pytest.mark.parametrize(
    ("subject", "ids", "scores"),
    [
        (2, (5, 3, 9), (0.9, 0.8, 0.8)),
        (1, (5, 3), (0.9, 0.8)),
        (1, (5, 9, 3), (0.9, 0.8, 0.8)),
        (1, (5, 3, 4), (0.9, 0.8, 0.5)),
        (1, (5, 3, 9), (0.9, 0.8, 0.79)),
        (1, (5, 3, 7), (0.9, 0.8, 0.8)),
        (1, (5, 3, 3), (0.9, 0.8, 0.8)),
    ],
)
def test_anything_else_is_a_difference(
    subject: int, ids: tuple[int, ...], scores: tuple[float, ...]
) -> None:
    assert not agrees(WHOLE, Ranking(subject, ids, scores), top=3)
