from __future__ import annotations

from dataclasses import replace

import pytest

from jobmatch.domain.kinds import Shift
from jobmatch.matching.barriers import Barrier, Remark
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.matching.reasons import Reason, Side
from jobmatch.matching.scoring import Part
from jobmatch.matching.summaries import summarise
from tests import matchmaking

WORK = Reason(Part.WORK, 0.9, Side.MATCHED, "会“缝纫”，正对口")
NEAR = Reason(Part.DISTANCE, 0.9, Side.FACT, "在县内")
PAY = Reason(Part.PAY, 0.5, Side.FACT, "3000-4500元/月")
DAY = Reason(Part.FRESHNESS, 0.5, Side.FACT, "2023年5月8日发布")
LODGING = Reason(Part.LODGING, 0.3, Side.MISSING, "不包住")
WHERE = Reason(Part.DISTANCE, 0.6, Side.UNKNOWN, "工作地点没有写明")
PAPER = Barrier(Limit.CERTIFICATE, "缺叉车证")
AGE = Barrier(Limit.AGE, "招聘年龄18-30岁，本人45岁")


@pytest.mark.parametrize(
    ("reasons", "barriers", "remarks", "summary"),
    [
        ((WORK, NEAR, PAY, DAY), (), (), "会“缝纫”，正对口；在县内，3000-4500元/月。"),
        ((WORK, LODGING), (), (), "会“缝纫”，正对口。不足：不包住。"),
        (
            (WORK, LODGING, WHERE),
            (),
            (),
            "会“缝纫”，正对口。不足：不包住；要先问清：工作地点没有写明。",
        ),
        (
            (WORK,),
            (),
            (Remark("本人年龄没有登记", open=True), Remark("年龄已按此筛选")),
            "会“缝纫”，正对口。要先问清：本人年龄没有登记。",
        ),
        ((WORK, LODGING), (PAPER,), (), "会“缝纫”，正对口。只差一条：缺叉车证。"),
        (
            (WORK,),
            (PAPER, AGE),
            (),
            "会“缝纫”，正对口。不能推荐：缺叉车证；招聘年龄18-30岁，本人45岁。",
        ),
        ((), (), (), ""),
    ],
)
def test_one_or_two_sentences(
    reasons: tuple[Reason, ...],
    barriers: tuple[Barrier, ...],
    remarks: tuple[Remark, ...],
    summary: str,
) -> None:
    assert summarise(reasons, barriers, remarks) == summary


def test_a_summary_says_only_what_the_lists_say() -> None:
    posting = matchmaking.posting("缝纫工", shift=Shift.DAY, lodging=False, pay=(3000, 4500))
    person = WorkerProfile(id=1, skills=("缝纫",), wishes=Wishes(lodging=True))
    match = matchmaking.explain_one(replace(person, age=40), posting)
    assert match.summary == "会“缝纫”，正对口；在县内，白班，3000-4500元/月。不足：不包住。"
    assert match.summary.count("。") <= 2
