"""Golden lists: who is shown what, in order, for people and postings that never change.

``python -m tests.matching.golden`` writes the lists anew. A change of words, weights or limits
shows itself in pairs.tsv: each moved line is to be looked at and either mended or committed with
the change that moved it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    PayUnit,
    Schooling,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import ranking
from jobmatch.matching.facts import read_worker
from jobmatch.matching.profiles import AgeLimit, PostingProfile, WorkerProfile
from jobmatch.services import indexes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.matching.ranking import Ranking

PATH = Path(__file__).with_name("pairs.tsv")
TODAY = date(2026, 3, 15)
TOP = 6

NEAR, COUNTY, CITY, FAR = (
    WorkRegion.IN_COMMUNITY,
    WorkRegion.IN_COUNTY,
    WorkRegion.IN_CITY,
    WorkRegion.OUT_OF_PROVINCE,
)
WELFARE, WORKSHOP = EmployerKind.PUBLIC_WELFARE, EmployerKind.WORKSHOP
DISABLED = frozenset({TargetGroup.DISABLED})
Row = tuple[str, str, tuple[int, int] | None, WorkRegion, dict[str, Any]]

POSTINGS: tuple[Row, ...] = (
    ("缝纫工", "踩平车，计件，生手包教", (3000, 5000), NEAR, {"kind": WORKSHOP}),
    ("急招平车工", "做校服，长白班", (3500, 6000), COUNTY, {"shift": Shift.DAY}),
    ("服装厂尾部手工", "剪线头、钉扣子，可拿回家做", (1800, 3000), NEAR, {"kind": WORKSHOP}),
    ("车工", "普通车床，两班倒", (5000, 7000), CITY, {"shift": Shift.TWO_SHIFT}),
    ("叉车司机", "持证上岗，包吃住", (4800, 6500), COUNTY, {"certificates": ("叉车证",)}),
    ("货车司机", "B2，跑市内，不跑长途", (6000, 9000), COUNTY, {"certificates": ("B2驾照",)}),
    ("网约车司机", "C1以上，时间自由", (4000, 8000), CITY, {"certificates": ("C1驾照",)}),
    ("电焊工", "二保焊，有焊工证", (6000, 9000), FAR, {"certificates": ("焊工证",)}),
    ("低压电工", "厂区维修", (5000, 7000), COUNTY, {"certificates": ("低压电工证",)}),
    ("电子厂普工", "坐着打螺丝，两班倒，包吃住", (4500, 6500), FAR, {"shift": Shift.TWO_SHIFT}),
    ("普工", "流水线，长白班，五险", (3200, 4500), COUNTY, {"shift": Shift.DAY}),
    ("包装工", "食品厂打包，站着做", (3000, 4200), COUNTY, {"certificates": ("健康证",)}),
    ("工地小工", "搬砖、和灰，日结", (4500, 7000), COUNTY, {"pay_unit": PayUnit.MONTH}),
    ("木工", "支模板", (7000, 11000), CITY, {}),
    ("木工", "家具厂，打柜子", (5000, 8000), FAR, {}),
    ("砌砖工", "熟手，包工", (8000, 12000), CITY, {}),
    ("搬运工", "卸货扛包，体力活", (4500, 6500), COUNTY, {}),
    ("保洁员", "小区打扫，年龄可放宽", (1800, 2200), NEAR, {"ages": (50, 65)}),
    ("道路保洁员", "乡村公益岗，每天四小时", (900, 900), COUNTY, {"kind": WELFARE}),
    ("护林员", "巡山", (800, 1000), COUNTY, {"kind": WELFARE, "groups": DISABLED}),
    ("保安", "三班倒，男55岁以下", (2800, 3500), COUNTY, {"shift": Shift.THREE_SHIFT}),
    ("夜班保安", "厂区值守", (3000, 3500), COUNTY, {"shift": Shift.NIGHT}),
    ("服务员", "传菜、端盘子，包吃", (2800, 3800), COUNTY, {"certificates": ("健康证",)}),
    ("厨师", "炒菜，小炒", (5000, 8000), COUNTY, {"certificates": ("健康证",)}),
    ("帮厨", "洗菜切配，食堂", (2500, 3200), NEAR, {"certificates": ("健康证",)}),
    ("月嫂", "照顾产妇和婴儿，住家", (6000, 12000), CITY, {"lodging": True}),
    ("育婴员", "带小孩，白天", (3500, 5500), COUNTY, {"shift": Shift.DAY}),
    ("养老护理员", "照顾老人，包吃住", (3000, 4500), COUNTY, {"lodging": True, "board": True}),
    ("家政钟点工", "按小时，打扫做饭", (2000, 4000), COUNTY, {"shift": Shift.FLEXIBLE}),
    ("快递分拣员", "晚上八点到凌晨", (4000, 5500), COUNTY, {"shift": Shift.NIGHT}),
    ("快递员", "骑电动车送件", (4000, 8000), COUNTY, {}),
    ("收银员", "超市，早晚班", (2500, 3200), COUNTY, {"ages": (18, 45)}),
    ("文员", "会用电脑做表格", (3000, 4000), COUNTY, {"schooling": Schooling.COLLEGE}),
    ("客服", "坐办公室接电话", (3000, 4500), CITY, {"schooling": Schooling.SENIOR}),
    ("采茶工", "季节活，按斤算", (3000, 5000), COUNTY, {}),
    ("香菇种植工", "大棚里采菇", (2400, 3200), NEAR, {}),
    ("养猪场饲养员", "夫妻优先，包吃住", (4000, 6000), CITY, {"lodging": True}),
    ("挖掘机司机", "开挖机，有证", (7000, 10000), CITY, {"certificates": ("挖掘机证",)}),
    ("质检员", "电子厂看外观，坐着", (3500, 5000), FAR, {"ages": (18, 40)}),
    ("喷漆工", "汽车钣喷", (6000, 9000), CITY, {}),
)

PEOPLE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("想做缝纫，离家近", {"community": "旺家社区"}),
    ("会踩平车，娃要接送", {"sex": Sex.FEMALE, "age": 34}),
    ("车工", {}),
    ("开叉车的，有证", {"certificates": ("叉车证",)}),
    ("有B2，不跑长途", {"certificates": ("B2驾照",), "age": 41}),
    ("C1", {"certificates": ("C1驾照",)}),
    ("焊工，想去外省", {"certificates": ("焊工证",), "age": 38}),
    ("进厂", {"age": 27}),
    ("进厂，不上夜班，要包吃住", {"age": 45}),
    ("打小工", {"age": 52}),
    ("木工", {}),
    ("砌砖的师傅", {"skills": ("砌砖", "抹灰")}),
    ("不做保洁，其他轻松点的都行", {"age": 55}),
    ("公益性岗位", {"target_groups": DISABLED}),
    ("公益性岗位", {"target_groups": frozenset({TargetGroup.VETERAN})}),
    ("扫地", {"age": 58, "sex": Sex.FEMALE}),
    ("端盘子", {"age": 22, "certificates": ("健康证",)}),
    ("炒菜", {"age": 47}),
    ("带娃", {"sex": Sex.FEMALE, "age": 50}),
    ("护工", {}),
    ("照顾老人，包住", {}),
    ("坐着做的活", {"capacity": LabourCapacity.WEAK_OR_HALF}),
    ("晚上上班的", {}),
    ("时间自由，一天做几个小时", {}),
    ("我会电脑", {"schooling": Schooling.COLLEGE, "age": 25}),
    ("工资5000以上", {"age": 30}),
    ("想学门技术", {"age": 19}),
    ("夫妻一起，包吃住", {}),
    ("开挖机", {"certificates": ()}),
    ("冯纫工", {}),
    ("", {"skills": ("打螺丝", "插件"), "worked": ("电子厂装配工",), "age": 29}),
    ("", {"skills": ("种香菇",), "age": 62}),
    ("", {"age": 17}),
    ("", {"age": 70, "schooling": Schooling.ILLITERATE}),
)


def posting_of(number: int, row: Row) -> PostingProfile:
    """Give the posting in *row*."""
    title, description, pay, region, fields = row
    more = dict(fields)
    ages = more.pop("ages", None)
    low, high = (Decimal(each) for each in pay) if pay else (None, None)
    return PostingProfile(
        id=number,
        title=title,
        description=description,
        region=region,
        community="旺家社区" if region is NEAR else None,
        pay_min=low,
        pay_max=high,
        pay_unit=more.pop("pay_unit", PayUnit.MONTH),
        ages=() if ages is None else (AgeLimit(min=ages[0], max=ages[1]),),
        fresh_on=date(2026, 3, 1 + number % 14),
        **more,
    )


def lines() -> Iterator[str]:
    """Give the lines of the file: for every person the best postings, then the reverse."""
    profiles = [posting_of(number, row) for number, row in enumerate(POSTINGS, 1)]
    index = indexes.build_index(profiles, indexes.load_words())
    workers = [
        read_worker(
            index.hear(said).for_worker(WorkerProfile(id=number, **fields)).profile,
            index.knowledge,
        )
        for number, (said, fields) in enumerate(PEOPLE, 1)
    ]
    asked: dict[str, Any] = {"conditions": index.conditions, "top": TOP, "today": TODAY}
    yield "side\tsubject\trank\tscore\tid\twhat"
    for each in ranking.best_postings(workers, index.postings, **asked):
        yield from _told("worker", PEOPLE[each.subject - 1][0] or "（没说）", each, _posting)
    for each in ranking.best_workers(workers, index.postings, **asked):
        yield from _told("posting", POSTINGS[each.subject - 1][0], each, _person)


def _told(side: str, subject: str, ranked: Ranking, name: Any) -> Iterator[str]:
    label = f"{ranked.subject} {subject}"
    if not ranked.ids:
        yield f"{side}\t{label}\t-\t-\t-\t没有"
    for place, (number, score) in enumerate(zip(ranked.ids, ranked.scores, strict=True), 1):
        yield f"{side}\t{label}\t{place}\t{score:.3f}\t{number}\t{name(number)}"


def _posting(number: int) -> str:
    return f"{POSTINGS[number - 1][0]}：{POSTINGS[number - 1][1]}"


def _person(number: int) -> str:
    return PEOPLE[number - 1][0] or "（没说）"
