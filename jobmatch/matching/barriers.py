"""Limits that break, and what a clerk must check, as sentences.

A barrier names the fact that excludes. A remark never excludes: it names a gap in the data, the
ages that were applied, or a demand of the employer that the law forbids and the system ignores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import (
    LABOUR_CAPACITY_NAMES,
    LEGAL_FLAG_NAMES,
    SEX_NAMES,
    SHIFT_NAMES,
    WORK_REGION_NAMES,
    LabourCapacity,
    LegalFlag,
    PhysicalDemand,
    Sex,
    WorkRegion,
)
from jobmatch.domain.workers import TARGET_GROUP_NAMES
from jobmatch.matching.frames import REGIONS
from jobmatch.matching.licences import may_hold, read_keys
from jobmatch.matching.limits import Limit
from jobmatch.matching.phrasing import ages_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobmatch.matching.facts import Knowledge, PostingFacts, WorkerFacts


@dataclass(frozen=True, slots=True)
class Barrier:
    """One limit that breaks, with its sentence."""

    limit: Limit
    sentence: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What a sentence may look at; *region* is the posting's as this worker sees it."""

    worker: WorkerFacts
    posting: PostingFacts
    region: WorkRegion | None
    knowledge: Knowledge


def tell_barrier(limit: Limit, pair: Pair) -> Barrier:
    """Give the sentence of *limit*, which *pair* breaks."""
    return Barrier(limit, _BARRIERS[limit](pair))


def find_remarks(pair: Pair) -> tuple[str, ...]:
    """Give what must be checked or pointed out about *pair*."""
    return tuple(told for tell in _REMARKS if (told := tell(pair)))


def missing_papers(worker: WorkerFacts, posting: PostingFacts) -> tuple[str, ...]:
    """Give the certificates asked that the worker does not hold, as the posting writes them."""
    held, more = worker.held, worker.profile.more_certificates
    return tuple(
        text
        for text in posting.profile.certificates
        if (keys := read_keys(text)) and not may_hold(frozenset(keys), held, more=more)
    )


def _age_law(pair: Pair) -> str:
    del pair
    return "未满16周岁，法律禁止招用"


def _minor_hazard(pair: Pair) -> str:
    return f"16至17周岁不能做这类工作（{'、'.join(pair.posting.strain.hazards)}）"


def _capacity_lost(pair: Pair) -> str:
    capacity = pair.worker.profile.capacity or LabourCapacity.LOST
    return f"登记为{LABOUR_CAPACITY_NAMES[capacity]}，不推荐岗位"


def _age(pair: Pair) -> str:
    return f"招聘年龄{ages_text(pair.posting.profile)}，本人{pair.worker.profile.age}岁"


def _demand(pair: Pair) -> str:
    return f"这份活是重体力（{pair.posting.strain.why}），登记为弱劳动力或半劳动力"


def _certificate(pair: Pair) -> str:
    return f"要求{'、'.join(missing_papers(pair.worker, pair.posting))}，登记里没有"


def _welfare_group(pair: Pair) -> str:
    names = [TARGET_GROUP_NAMES[group] for group in sorted(pair.posting.groups or ())]
    return f"公益性岗位只面向{'、'.join(names)}，登记里不在其中"


def _region(pair: Pair) -> str:
    asked = pair.worker.profile.wishes.regions
    wanted = "、".join(WORK_REGION_NAMES[region] for region in REGIONS if region in asked)
    where = WORK_REGION_NAMES[pair.region] if pair.region else "别处"
    return f"岗位在{where}，本人只接受{wanted}"


def _night(pair: Pair) -> str:
    shift = pair.posting.shift
    return f"班次是{SHIFT_NAMES[shift] if shift else '夜班'}，本人不上夜班和倒班"


def _shifts(pair: Pair) -> str:
    shift = pair.posting.shift
    return f"班次是{SHIFT_NAMES[shift] if shift else '倒班'}，本人不倒班"


def _avoided(pair: Pair) -> str:
    return f"本人不想做：{'、'.join(pair.worker.profile.wishes.avoided)}"


def _required(pair: Pair) -> str:
    return f"没有写：{'、'.join(pair.worker.profile.wishes.required)}"


_BARRIERS: dict[Limit, Callable[[Pair], str]] = {
    Limit.AGE_LAW: _age_law,
    Limit.MINOR_HAZARD: _minor_hazard,
    Limit.CAPACITY_LOST: _capacity_lost,
    Limit.AGE: _age,
    Limit.DEMAND: _demand,
    Limit.CERTIFICATE: _certificate,
    Limit.WELFARE_GROUP: _welfare_group,
    Limit.REGION: _region,
    Limit.NIGHT: _night,
    Limit.SHIFTS: _shifts,
    Limit.AVOIDED: _avoided,
    Limit.REQUIRED: _required,
}


def _ages_applied(pair: Pair) -> str | None:
    ages = ages_text(pair.posting.profile)
    if not ages:
        return None
    if pair.worker.profile.age is None:
        return f"招聘年龄{ages}，本人年龄没有登记，请核对"
    return f"招聘年龄{ages}（已按此筛选）"


def _strength_unknown(pair: Pair) -> str | None:
    capacity, demand = pair.worker.profile.capacity, pair.posting.strain.demand
    if capacity is None and demand is PhysicalDemand.HEAVY:
        return f"这份活是重体力（{pair.posting.strain.why}），劳动能力没有登记，请核对"
    if capacity is LabourCapacity.WEAK_OR_HALF and demand is None:
        return "体力要求不清楚，请先问清再推荐"
    return None


def _papers_unknown(pair: Pair) -> str | None:
    held = pair.worker.held or frozenset()
    missing = set(missing_papers(pair.worker, pair.posting))
    unsure = [
        text
        for text in pair.posting.profile.certificates
        if text not in missing and (keys := read_keys(text)) and not set(keys) & held
    ]
    return f"要求{'、'.join(unsure)}，有没有还不知道，请核对" if unsure else None


def _shift_unknown(pair: Pair) -> str | None:
    wishes = pair.worker.profile.wishes
    if pair.posting.shift is None and (wishes.no_night or wishes.no_shifts):
        return "班次没有写明，请问清有没有夜班和倒班"
    return None


def _region_unknown(pair: Pair) -> str | None:
    if pair.region is None and pair.worker.profile.wishes.regions:
        return "工作地点不清楚，请先问清"
    return None


def _groups_unknown(pair: Pair) -> str | None:
    if pair.posting.groups is not None and pair.worker.profile.target_groups is None:
        return "人员类别没有登记，请核对能不能上公益性岗位"
    return None


def _sex_demand(pair: Pair) -> str | None:
    demand = pair.posting.profile.sex_demand
    if demand in (None, Sex.ANY):
        return None
    name = SEX_NAMES[demand] if demand else ""
    return f"招聘方写明只招{name}：法律不允许，系统没有采用，请提醒招聘方改正"


def _unlawful(pair: Pair) -> str | None:
    flags = [f for f in pair.posting.profile.legal_flags if f is not LegalFlag.SEX_LIMIT]
    if not flags:
        return None
    return f"招聘内容有疑问：{'、'.join(LEGAL_FLAG_NAMES[flag] for flag in flags)}，系统没有采用"


_REMARKS: tuple[Callable[[Pair], str | None], ...] = (
    _ages_applied,
    _papers_unknown,
    _strength_unknown,
    _shift_unknown,
    _region_unknown,
    _groups_unknown,
    _sex_demand,
    _unlawful,
)
