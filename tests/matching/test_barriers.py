from __future__ import annotations

from dataclasses import replace

import pytest

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    LegalFlag,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import PostingProfile, Wishes, WorkerProfile
from tests import matchmaking

PLAIN = matchmaking.posting("普工")
WELFARE = matchmaking.posting(
    "保洁员", kind=EmployerKind.PUBLIC_WELFARE, description="城镇公益性岗位"
)
PERSON = WorkerProfile(id=1, age=30, capacity=LabourCapacity.ORDINARY, certificates=())


@pytest.mark.parametrize(
    ("worker", "posting", "limit", "words"),
    [
        (replace(PERSON, age=15), PLAIN, Limit.AGE_LAW, "未满16周岁"),
        (replace(PERSON, age=17), matchmaking.posting("锅炉工"), Limit.MINOR_HAZARD, "司炉"),
        (
            replace(PERSON, age=60),
            matchmaking.posting("普工", ages=(18, 45)),
            Limit.AGE,
            "招聘年龄18-45岁，本人60岁",
        ),
        (replace(PERSON, capacity=LabourCapacity.LOST), PLAIN, Limit.CAPACITY_LOST, "丧失劳动力"),
        (
            replace(PERSON, capacity=LabourCapacity.WEAK_OR_HALF),
            matchmaking.posting("装卸工", description="扛包"),
            Limit.DEMAND,
            "重体力（装卸）",
        ),
        (
            PERSON,
            matchmaking.posting("叉车工", certificates=("叉车证",)),
            Limit.CERTIFICATE,
            "缺叉车证",
        ),
        (
            replace(PERSON, target_groups=frozenset({TargetGroup.RELOCATED})),
            WELFARE,
            Limit.WELFARE_GROUP,
            "就业困难人员",
        ),
        (
            replace(PERSON, wishes=Wishes(regions=frozenset({WorkRegion.IN_COUNTY}))),
            replace(PLAIN, region=WorkRegion.OUT_OF_PROVINCE),
            Limit.REGION,
            "岗位在省外，本人只接受县内",
        ),
        (
            replace(PERSON, wishes=Wishes(no_night=True)),
            replace(PLAIN, shift=Shift.NIGHT),
            Limit.NIGHT,
            "班次是夜班",
        ),
        (
            replace(PERSON, wishes=Wishes(no_night=True)),
            matchmaking.posting("值夜班门卫", shift=Shift.DAY),
            Limit.NIGHT,
            "岗位写着夜班又写着白班，请先问清，本人不上夜班",
        ),
        (
            replace(PERSON, wishes=Wishes(no_shifts=True)),
            replace(PLAIN, shift=Shift.TWO_SHIFT),
            Limit.SHIFTS,
            "班次是两班倒",
        ),
        (replace(PERSON, wishes=Wishes(avoided=("普工",))), PLAIN, Limit.AVOIDED, "不想做：普工"),
        (replace(PERSON, wishes=Wishes(required=("包吃",))), PLAIN, Limit.REQUIRED, "没有写：包吃"),
    ],
)
def test_each_barrier_names_the_fact(
    worker: WorkerProfile, posting: PostingProfile, limit: Limit, words: str
) -> None:
    barriers = matchmaking.explain_one(worker, posting).barriers
    assert [barrier.limit for barrier in barriers] == [limit]
    assert words in barriers[0].sentence


@pytest.mark.parametrize(
    ("worker", "posting", "words"),
    [
        (WorkerProfile(id=1), matchmaking.posting("普工", ages=(18, 45)), "本人年龄还不知道"),
        (PERSON, matchmaking.posting("普工", ages=(18, 45)), "招聘年龄18-45岁，已按此筛选"),
        (
            WorkerProfile(id=1),
            matchmaking.posting("装卸工", description="扛包"),
            "劳动能力没有登记",
        ),
        (
            replace(PERSON, capacity=LabourCapacity.WEAK_OR_HALF),
            PostingProfile(id=1, title="某某某"),
            "体力要求不清楚",
        ),
        (
            WorkerProfile(id=1),
            matchmaking.posting("叉车工", certificates=("叉车证",)),
            "要求叉车证，有没有还不知道",
        ),
        (replace(PERSON, wishes=Wishes(no_night=True)), PLAIN, "班次没有写明"),
        (
            replace(PERSON, wishes=Wishes(regions=frozenset({WorkRegion.IN_COUNTY}))),
            replace(PLAIN, region=None),
            "工作地点不清楚",
        ),
        (
            PERSON,
            matchmaking.posting("值夜班门卫", shift=Shift.DAY),
            "岗位写着夜班又写着白班，请先问清",
        ),
        (PERSON, WELFARE, "人员类别没有登记"),
        (PERSON, replace(PLAIN, sex_demand=Sex.FEMALE), "只招女：法律不允许，系统没有采用"),
        (PERSON, replace(PLAIN, legal_flags=(LegalFlag.DEPOSIT_OR_FEE,)), "收取押金或费用"),
    ],
)
def test_remarks_say_what_must_be_checked_and_exclude_nothing(
    worker: WorkerProfile, posting: PostingProfile, words: str
) -> None:
    match = matchmaking.explain_one(worker, posting)
    assert match.barriers == ()
    assert any(words in remark.sentence for remark in match.remarks)


def test_no_demand_gives_no_remark() -> None:
    assert matchmaking.explain_one(PERSON, replace(PLAIN, sex_demand=Sex.ANY)).remarks == ()


def test_papers_of_which_only_some_are_missing() -> None:
    posting = matchmaking.posting("空调安装工", certificates=("电工证", "高处作业证"))
    match = matchmaking.explain_one(replace(PERSON, certificates=("电工证",)), posting)
    assert [barrier.sentence for barrier in match.barriers] == ["缺高处作业证"]
