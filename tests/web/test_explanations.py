from __future__ import annotations

from typing import Any, cast

import pytest

from jobmatch.matching.answers import Match
from jobmatch.matching.barriers import Barrier, Remark
from jobmatch.matching.limits import Limit
from jobmatch.matching.readings import Read, ReadKind
from jobmatch.matching.reasons import Reason, Side
from jobmatch.matching.scoring import Part
from jobmatch.web import explanations


def match(score: float, *reasons: Reason) -> Match:
    posting = cast("Any", None)  # what is told does not look at it
    return Match(posting=posting, score=score, reasons=reasons, barriers=(), remarks=())


WORK = Reason(Part.WORK, 0.9, Side.MATCHED, "会缝纫，这是缝纫工的活")
OTHER_WORK = Reason(Part.WORK, 0.1, Side.MISSING, "不太对口")


@pytest.mark.parametrize(
    ("score", "reasons", "word"),
    [
        (0.86, (WORK,), "很合适"),
        (0.55, (WORK,), "合适"),
        (0.2, (WORK,), "可以考虑"),
        (0.9, (OTHER_WORK,), "不太对口"),
        (0.9, (), "很合适"),
    ],
)
def test_the_word_for_a_fit(score: float, reasons: tuple[Reason, ...], word: str) -> None:
    assert explanations.fitness(match(score, *reasons)) == word


def test_every_sentence_is_told_with_the_fields_that_it_comes_from() -> None:
    told = explanations.told(
        Match(
            posting=cast("Any", None),
            score=0.5,
            reasons=(
                Reason(Part.WORK, 0.9, Side.MATCHED, "会“缝纫”，正对口", ("worker.skills",)),
                Reason(Part.PAY, 1, Side.FACT, "4200元/月", ("posting.pay_min", "posting.pay_max")),
                Reason(Part.SCHOOLING, 0, Side.UNKNOWN, "文化程度没有登记", ("worker.schooling",)),
            ),
            barriers=(Barrier(Limit.CERTIFICATE, "缺叉车证", ("posting.certificates",)),),
            remarks=(
                Remark("年龄没有登记", ("worker.age",), open=True),
                Remark("已按年龄筛选", ("posting.ages",)),
            ),
        )
    )
    assert [(each.style, each.name, each.lines) for each in told] == [
        ("no", "硬性冲突", (("缺叉车证", "证书要求"),)),
        ("yes", "合适", (("会“缝纫”，正对口", "登记的技能"),)),
        ("ask", "要问清", (("年龄没有登记", "本人年龄"), ("文化程度没有登记", "文化程度"))),
        ("fact", "岗位情况", (("4200元/月", "最低工资、最高工资"),)),
        ("fact", "请留意", (("已按年龄筛选", "招聘年龄"),)),
    ]


def test_what_was_understood_is_grouped_with_the_work_first() -> None:
    night = Read(ReadKind.LIMIT, "不上夜班", "不要夜班")
    welding = Read(ReadKind.WORK, "电焊", "焊工")
    home = Read(ReadKind.LIMIT, "家附近", "离家近")
    assert explanations.by_kind([night, welding, home]) == [
        (ReadKind.WORK, [welding]),
        (ReadKind.LIMIT, [night, home]),
    ]
