from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobmatch.domain.kinds import EmployerKind, LabourCapacity, Sex, Shift, WorkRegion
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import limits
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile
from tests import matchmaking

WORKER = WorkerProfile(
    id=1,
    age=35,
    sex=Sex.FEMALE,
    capacity=LabourCapacity.ORDINARY,
    certificates=(),
    target_groups=frozenset({TargetGroup.RELOCATED}),
)
POSTING = matchmaking.posting("普工")
BY_SEX = (AgeLimit(Sex.MALE, 18, 55), AgeLimit(Sex.FEMALE, 18, 50))
WELFARE: dict[str, Any] = {"kind": EmployerKind.PUBLIC_WELFARE}
NEAR = frozenset({WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY})


def broken(worker: WorkerProfile, posting: PostingProfile) -> set[Limit]:
    index = matchmaking.index_of(posting)
    frame = WorkerFrame((read_worker(worker, index.knowledge),))
    found = {
        limit for limit, pairs in limits.broken_limits(frame, index.postings).items() if pairs[0, 0]
    }
    assert bool(limits.permitted_pairs(frame, index.postings)[0, 0]) is not bool(found)
    return found


def wishing(**wishes: Any) -> WorkerProfile:
    return replace(WORKER, wishes=Wishes(**wishes))


@pytest.mark.parametrize(
    ("worker", "posting", "expected"),
    [
        (WORKER, POSTING, set()),
        (replace(WORKER, age=15), POSTING, {Limit.AGE_LAW}),
        (
            replace(WORKER, age=17),
            matchmaking.posting("护林员", description="巡山"),
            {Limit.MINOR_HAZARD},
        ),
        (replace(WORKER, age=17), matchmaking.posting("美发助理", description="洗头"), set()),
        (replace(WORKER, age=46), matchmaking.posting("普工", ages=(18, 45)), {Limit.AGE}),
        (replace(WORKER, age=45), matchmaking.posting("普工", ages=(18, 45)), set()),
        (replace(WORKER, age=17), matchmaking.posting("普工", ages=(18, 45)), {Limit.AGE}),
        (replace(WORKER, age=52), replace(POSTING, ages=BY_SEX), {Limit.AGE}),
        (replace(WORKER, age=52, sex=Sex.MALE), replace(POSTING, ages=BY_SEX), set()),
        (replace(WORKER, age=52, sex=None), replace(POSTING, ages=BY_SEX), set()),
        (replace(WORKER, capacity=LabourCapacity.LOST), POSTING, {Limit.CAPACITY_LOST}),
        (
            replace(WORKER, capacity=LabourCapacity.WEAK_OR_HALF),
            matchmaking.posting("搬运工", description="扛包"),
            {Limit.DEMAND},
        ),
        (
            replace(WORKER, capacity=LabourCapacity.WEAK_OR_HALF),
            matchmaking.posting("剪线工", description="坐着做"),
            set(),
        ),
        (WORKER, matchmaking.posting("叉车工", certificates=("叉车证",)), {Limit.CERTIFICATE}),
        (
            replace(WORKER, certificates=("A1驾照",)),
            matchmaking.posting("司机", certificates=("B2驾照",)),
            set(),
        ),
        (
            replace(WORKER, certificates=("电工证",)),
            matchmaking.posting("空调安装", certificates=("电工证", "高处作业证")),
            {Limit.CERTIFICATE},
        ),
        (wishing(regions=NEAR), replace(POSTING, region=WorkRegion.IN_CITY), {Limit.REGION}),
        (wishing(regions=NEAR), POSTING, set()),
        (wishing(no_night=True), replace(POSTING, shift=Shift.TWO_SHIFT), {Limit.NIGHT}),
        (wishing(no_night=True), replace(POSTING, shift=Shift.DAY), set()),
        (wishing(no_shifts=True), replace(POSTING, shift=Shift.THREE_SHIFT), {Limit.SHIFTS}),
        (wishing(no_shifts=True), replace(POSTING, shift=Shift.NIGHT), set()),
        (wishing(avoided=("保洁",)), matchmaking.posting("保洁员"), {Limit.AVOIDED}),
        (wishing(required=("包吃",)), POSTING, {Limit.REQUIRED}),
        (
            WORKER,
            matchmaking.posting("保洁员", description="城镇公益性岗位", **WELFARE),
            {Limit.WELFARE_GROUP},
        ),
        (WORKER, matchmaking.posting("保洁员", description="乡村公益性岗位", **WELFARE), set()),
    ],
)
def test_each_limit_excludes_what_it_must_and_nothing_more(
    worker: WorkerProfile, posting: PostingProfile, expected: set[Limit]
) -> None:
    assert broken(worker, posting) == expected


@pytest.mark.parametrize(
    "posting",
    [
        matchmaking.posting("普工", ages=(18, 30)),
        matchmaking.posting("搬运工", description="扛包"),
        matchmaking.posting("叉车工", certificates=("叉车证",)),
        matchmaking.posting("保洁员", description="城镇公益性岗位", **WELFARE),
    ],
)
def test_an_unknown_worker_is_never_excluded(posting: PostingProfile) -> None:
    assert broken(WorkerProfile(id=1), posting) == set()


def test_unknown_facts_of_a_posting_never_exclude() -> None:
    worker = wishing(no_night=True, no_shifts=True, regions=NEAR)
    weak = replace(worker, capacity=LabourCapacity.WEAK_OR_HALF)
    assert broken(weak, PostingProfile(id=1, title="某某")) == set()


@pytest.mark.parametrize("demand", [Sex.MALE, Sex.FEMALE])
@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE, None])
def test_a_demand_for_one_sex_is_never_applied(demand: Sex, sex: Sex | None) -> None:
    assert broken(replace(WORKER, sex=sex), replace(POSTING, sex_demand=demand)) == set()


def test_soft_ages_stretch() -> None:
    soft = replace(POSTING, ages=(AgeLimit(min=18, max=40, soft=True),))
    assert broken(replace(WORKER, age=44), soft) == set()
    assert broken(replace(WORKER, age=50), soft) == {Limit.AGE}
