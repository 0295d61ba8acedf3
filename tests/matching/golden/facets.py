"""Golden values of every part and limit: people with one wish or fact, postings with one each.

Lists alone would forgive a weight that moves nobody; here every number of the parts stands.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

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
from jobmatch.matching import limits, scoring
from jobmatch.matching.facts import read_want, read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Want, Wishes, WorkerProfile
from jobmatch.matching.scoring import Part
from jobmatch.services import indexes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import Knowledge

PATH = Path(__file__).with_name("facets.tsv")
TODAY = date(2026, 3, 15)
HOME, AWAY = "甲社区", "乙社区"
YUAN = PayUnit.MONTH

POSTINGS: tuple[dict[str, Any], ...] = (
    *({"region": region} for region in (None, *WorkRegion)),
    {"region": WorkRegion.IN_COMMUNITY, "community": HOME},
    {"region": WorkRegion.IN_COMMUNITY, "community": AWAY},
    *({"shift": shift} for shift in Shift),
    *({"schooling": level} for level in Schooling),
    *(
        {"pay_min": Decimal(low), "pay_max": Decimal(high), "pay_unit": YUAN}
        for low, high in (
            (500, 900),
            (2000, 2600),
            (2900, 3000),
            (2900, 4000),
            (2000, 8000),
            (3000, 3000),
            (4000, 14000),
        )
    ),
    {"pay_min": Decimal(3500), "pay_unit": YUAN},
    {"pay_max": Decimal(3500), "pay_unit": YUAN},
    {"pay_min": Decimal(20), "pay_max": Decimal(25), "pay_unit": PayUnit.HOUR},
    {"pay_min": Decimal(1), "pay_max": Decimal(2), "pay_unit": PayUnit.PIECE},
    {"board": True},
    {"board": False},
    {"lodging": True},
    {"lodging": False},
    {"kind": EmployerKind.WORKSHOP},
    {"kind": EmployerKind.PUBLIC_WELFARE},
    {"kind": EmployerKind.PUBLIC_WELFARE, "groups": frozenset({TargetGroup.DISABLED})},
    *({"demand": demand} for demand in PhysicalDemand),
    {"certificates": ("叉车证",)},
    {"certificates": ("C1驾照", "健康证")},
    {"ages": (AgeLimit(min=18, max=45),)},
    {"ages": (AgeLimit(min=18, max=45, soft=True),)},
    {"ages": (AgeLimit(sex=Sex.MALE, max=60), AgeLimit(sex=Sex.FEMALE, max=50))},
    {"ages": (AgeLimit(min=50),)},
    {"ages": (AgeLimit(max=30), AgeLimit(min=55))},
    {"description": "有毒有害，接触粉尘"},
    {"description": "坐着做，活轻"},
    {"workplace": "万山区某路", "region_code": "520603"},
    {"workplace": "旺家小区"},
    *({"fresh_on": day} for day in (date(2026, 3, 15), date(2026, 2, 13), date(2026, 3, 20))),
    *({"title": title} for title in ("缝纫工", "裁剪工", "钉扣工", "电焊工", "冯纫工", "缝纫师傅")),
)

WISHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("near_home", {"near_home": True}),
    ("night_only", {"night_only": True}),
    ("pay", {"min_pay": Decimal(3000)}),
    ("board", {"board": True}),
    ("lodging", {"lodging": True}),
    ("kinds", {"kinds": frozenset({EmployerKind.WORKSHOP, EmployerKind.PUBLIC_WELFARE})}),
    ("places", {"places": ("520603", "旺家")}),
    ("conditions", {"conditions": ("seated", "light")}),
    ("no_night", {"no_night": True}),
    ("no_shifts", {"no_shifts": True}),
    ("region", {"regions": frozenset({WorkRegion.IN_COUNTY, WorkRegion.ABROAD})}),
    ("at_home", {"regions": frozenset({WorkRegion.IN_COMMUNITY})}),
    ("avoided", {"avoided": ("粉尘", "缝纫")}),
    ("required", {"required": ("工",)}),
)
FACTS: tuple[tuple[str, dict[str, Any]], ...] = (
    *((f"{age} years", {"age": age}) for age in (-1, 15, 16, 17, 18, 30, 31, 45, 46, 50, 51, 60)),
    ("woman of 51", {"age": 51, "sex": Sex.FEMALE}),
    ("man of 51", {"age": 51, "sex": Sex.MALE}),
    ("120 years", {"age": 120}),
    *((level.value, {"schooling": level}) for level in Schooling),
    *((capacity.value, {"capacity": capacity}) for capacity in LabourCapacity),
    ("no papers", {"certificates": ()}),
    ("papers", {"certificates": ("B2驾照", "健康证")}),
    ("more papers", {"certificates": ("健康证",), "more_certificates": True}),
    ("no group", {"target_groups": frozenset()}),
    ("disabled", {"target_groups": frozenset({TargetGroup.DISABLED})}),
    ("veteran", {"target_groups": frozenset({TargetGroup.VETERAN})}),
    ("skill", {"skills": ("缝纫",)}),
    ("skills", {"skills": ("缝纫", "电焊"), "worked": ("裁剪工",)}),
)


def lines() -> Iterator[str]:
    """Give a line for each part and limit of somebody without any wish or fact.

    Then, for each other person, a line for each part and limit that is not as for that one.
    """
    words = indexes.load_words()
    profiles = [
        PostingProfile(**{"id": number, "title": "普工", **fields})
        for number, fields in enumerate(POSTINGS, 1)
    ]
    index = indexes.build_index(profiles, words)
    people = list(_people(index.knowledge))
    read = [
        read_worker(replace(each, id=number), index.knowledge)
        for number, (_, each) in enumerate(people, 1)
    ]
    frame = WorkerFrame(tuple(read))
    scores = scoring.score_pairs(frame, index.postings, conditions=index.conditions, today=TODAY)
    broken = limits.broken_limits(frame, index.postings)
    columns = {part.value: scores.parts[part] for part in Part}
    columns |= {f"limit {limit}": pairs.astype(int) for limit, pairs in broken.items()}
    columns |= {"fit": scores.fit, "total": scores.total}
    yield "person\twhat\tvalues over the postings"
    plain: dict[str, str] = {}
    for row, (name, _) in enumerate(people):
        for what, values in columns.items():
            told = _told(values[row])
            if plain.setdefault(what, told) != told or not row:
                yield f"{name}\t{what}\t{told}"


def _people(knowledge: Knowledge) -> Iterator[tuple[str, WorkerProfile]]:
    yield "nothing", WorkerProfile(id=0)
    for name, fields in WISHES:
        for community in (None, HOME) if name in ("near_home", "at_home") else (None,):
            yield (
                f"{name} {community or ''}".strip(),
                WorkerProfile(id=0, community=community, wishes=Wishes(**fields)),
            )
    for name, fields in FACTS:
        yield name, WorkerProfile(id=0, **fields)
    sewing, welding = (read_want(text, knowledge) for text in ("缝纫工", "电焊"))
    wants: tuple[tuple[str, tuple[Want, ...]], ...] = (
        ("one want", (sewing,)),
        ("two wants", (sewing, welding)),
        ("unknown want", (replace(sewing, known=False),)),
        ("open level", (replace(sewing, open_level=True),)),
        ("papers want", (Want("有叉车证", papers=frozenset({"叉车"})),)),
    )
    for name, asked in wants:
        yield name, WorkerProfile(id=0, wishes=Wishes(wants=asked))
        light = Wishes(wants=asked, conditions=("light",))
        yield f"{name}, light", WorkerProfile(id=0, wishes=light)


def _told(values: Array) -> str:
    if len(np.unique(values)) == 1:
        return f"all {float(values[0]):.4g}"
    return " ".join(f"{float(value):.4g}" for value in values)
