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
from jobmatch.matching import origins
from jobmatch.matching.facts import asked_papers, is_shift_disputed, words_of
from jobmatch.matching.frames import REGIONS
from jobmatch.matching.licences import may_hold
from jobmatch.matching.limits import Limit
from jobmatch.matching.phrasing import ages_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobmatch.matching.facts import Knowledge, PostingFacts, WorkerFacts
    from jobmatch.matching.origins import Fields
    from jobmatch.matching.profiles import AgeLimit

Told = tuple[str, "Fields"]
_DISPUTED = "岗位写着夜班又写着白班，请先问清"


@dataclass(frozen=True, slots=True)
class Barrier:
    """One limit that breaks, with its sentence and the fields that it comes from."""

    limit: Limit
    sentence: str
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What must be checked or pointed out, with the fields that it comes from.

    An *open* remark names a fact that is not known and would decide; the others only inform.
    """

    sentence: str
    fields: Fields = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What a sentence may look at; *region* is the posting's as this worker sees it.

    *met* tells for each want of the worker how far the posting meets it, 0 to 1 before weights.
    """

    worker: WorkerFacts
    posting: PostingFacts
    region: WorkRegion | None
    knowledge: Knowledge
    met: tuple[float, ...]


def tell_barrier(limit: Limit, pair: Pair) -> Barrier:
    """Give the sentence of *limit*, which *pair* breaks."""
    return Barrier(limit, *_BARRIERS[limit](pair))


def find_remarks(pair: Pair) -> tuple[Remark, ...]:
    """Give what must be checked or pointed out about *pair*."""
    found = []
    for tell, is_open in _REMARKS.items():
        told = tell(pair)
        if told is not None:
            found.append(Remark(*told, open=is_open))
    return tuple(found)


def missing_papers(worker: WorkerFacts, posting: PostingFacts) -> tuple[str, ...]:
    """Give the certificates asked that the worker does not hold, as the posting writes them."""
    held, more = worker.held, worker.profile.more_certificates
    return tuple(
        text
        for text, keys in asked_papers(posting)
        if not may_hold(keys, held, more=more, lacked=worker.lacked)
    )


def _age_law(pair: Pair) -> Told:
    del pair
    return "未满16周岁，法律禁止招用", ("worker.age",)


def _minor_hazard(pair: Pair) -> Told:
    field = origins.of_strain(pair.posting, pair.knowledge, hazards=True)
    hazards = "、".join(pair.posting.strain.hazards)
    return f"16至17周岁不能做这类工作（{hazards}）", ("worker.age", field)


def _capacity_lost(pair: Pair) -> Told:
    capacity = pair.worker.profile.capacity or LabourCapacity.LOST
    return f"登记为{LABOUR_CAPACITY_NAMES[capacity]}，不推荐岗位", ("worker.capacity",)


def _age(pair: Pair) -> Told:
    by_sex = any(limit.sex is not Sex.ANY for limit in pair.posting.profile.ages)
    fields = ("worker.age", *(("worker.sex",) if by_sex else ()), "posting.ages")
    ages = ages_text(pair.posting.profile)
    more = "，写明可放宽，可以打电话问一问" if "可放宽" in ages else ""
    return f"招聘年龄{ages}，本人{pair.worker.profile.age}岁{more}", fields


def _demand(pair: Pair) -> Told:
    fields = ("worker.capacity", origins.of_strain(pair.posting, pair.knowledge))
    why = pair.posting.strain.why
    return f"这份活是重体力（{why}），登记为弱劳动力或半劳动力", fields


def _certificate(pair: Pair) -> Told:
    missing = missing_papers(pair.worker, pair.posting)
    denied = [keys <= pair.worker.lacked for text, keys in asked_papers(pair.posting)]
    mine = "worker.lacked" if any(denied) else "worker.certificates"
    return f"缺{'、'.join(missing)}", (mine, origins.of_papers(pair.posting))


def _welfare_group(pair: Pair) -> Told:
    names = [TARGET_GROUP_NAMES[group] for group in sorted(pair.posting.groups or ())]
    fields = ("worker.target_groups", origins.of_groups(pair.posting.profile))
    return f"公益性岗位只面向{'、'.join(names)}，登记里不在其中", fields


def _region(pair: Pair) -> Told:
    asked = pair.worker.profile.wishes.regions
    wanted = "、".join(WORK_REGION_NAMES[region] for region in REGIONS if region in asked)
    where = WORK_REGION_NAMES[pair.region] if pair.region else "别处"
    fields = origins.of_region(pair.posting.profile, pair.worker.profile)
    return f"岗位在{where}，本人只接受{wanted}", ("worker.wishes.regions", *fields)


def _night(pair: Pair) -> Told:
    shift = pair.posting.shift
    fields = ("worker.wishes.no_night", origins.of_shift(pair.posting))
    if is_shift_disputed(pair.posting.profile):
        return f"{_DISPUTED}，本人不上夜班", fields
    return f"班次是{SHIFT_NAMES[shift] if shift else '夜班'}，本人不上夜班和倒班", fields


def _shifts(pair: Pair) -> Told:
    shift = pair.posting.shift
    fields = ("worker.wishes.no_shifts", origins.of_shift(pair.posting))
    return f"班次是{SHIFT_NAMES[shift] if shift else '倒班'}，本人不倒班", fields


def _avoided(pair: Pair) -> Told:
    avoided = pair.worker.profile.wishes.avoided
    held = [word for word in avoided if _holds(pair.posting, word)] or list(avoided)
    fields = [origins.of_words(word, pair.posting.profile) for word in held]
    told = dict.fromkeys(pair.knowledge.names.get(word, word) for word in held)
    return f"本人不想做：{'、'.join(told)}", ("worker.wishes.avoided", *dict.fromkeys(fields))


def _required(pair: Pair) -> Told:
    required = pair.worker.profile.wishes.required
    lacking = [word for word in required if not _holds(pair.posting, word)] or list(required)
    fields = ("worker.wishes.required", origins.TITLE, origins.DESCRIPTION)
    return f"没有写：{'、'.join(lacking)}", fields


def _holds(posting: PostingFacts, word: str) -> bool:
    return word.lower() in words_of(posting)


_BARRIERS: dict[Limit, Callable[[Pair], Told]] = {
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


def _age_beyond(pair: Pair) -> Told | None:
    """Say that an age lies outside of ages that may be stretched: somebody has to ask."""
    age, ages = pair.worker.profile.age, pair.posting.profile.ages
    if age is None or not any(limit.soft and not _within(age, limit) for limit in ages):
        return None
    told = f"招聘年龄{ages_text(pair.posting.profile)}，本人{age}岁，要问能不能放宽"
    return told, ("worker.age", "posting.ages")


def _within(age: int, limit: AgeLimit) -> bool:
    low = 0 if limit.min is None else limit.min
    return low <= age and (limit.max is None or age <= limit.max)


def _ages_applied(pair: Pair) -> Told | None:
    told = ages_text(pair.posting.profile)
    if pair.worker.profile.age is None or not told or _age_beyond(pair) is not None:
        return None
    return f"招聘年龄{told}，已按此筛选", ("posting.ages",)


def _age_unknown(pair: Pair) -> Told | None:
    if pair.worker.profile.age is not None or not ages_text(pair.posting.profile):
        return None
    told = f"招聘年龄{ages_text(pair.posting.profile)}，本人年龄还不知道"
    return told, ("worker.age", "posting.ages")


def _strength_unknown(pair: Pair) -> Told | None:
    capacity, demand = pair.worker.profile.capacity, pair.posting.strain.demand
    fields = ("worker.capacity", origins.of_strain(pair.posting, pair.knowledge))
    if capacity is None and demand is PhysicalDemand.HEAVY:
        why = pair.posting.strain.why
        return f"这份活是重体力（{why}），劳动能力没有登记", fields
    if capacity is LabourCapacity.WEAK_OR_HALF and demand is None:
        return "体力要求不清楚", fields
    return None


def _papers_unknown(pair: Pair) -> Told | None:
    held = pair.worker.held or frozenset()
    missing = set(missing_papers(pair.worker, pair.posting))
    unsure = [
        text for text, keys in asked_papers(pair.posting) if text not in missing and not keys & held
    ]
    if not unsure:
        return None
    fields = ("worker.certificates", origins.of_papers(pair.posting))
    return f"要求{'、'.join(unsure)}，有没有还不知道", fields


def _shift_unknown(pair: Pair) -> Told | None:
    wishes = pair.worker.profile.wishes
    if pair.posting.shift is None and (wishes.no_night or wishes.no_shifts):
        wish = "worker.wishes.no_night" if wishes.no_night else "worker.wishes.no_shifts"
        return "班次没有写明，不知有没有夜班和倒班", (wish, "posting.shift")
    return None


def _shift_disputed(pair: Pair) -> Told | None:
    if not is_shift_disputed(pair.posting.profile):
        return None
    return _DISPUTED, (origins.of_shift(pair.posting),)


def _region_unknown(pair: Pair) -> Told | None:
    if pair.region is None and pair.worker.profile.wishes.regions:
        return "工作地点不清楚", ("worker.wishes.regions", "posting.region")
    return None


def _groups_unknown(pair: Pair) -> Told | None:
    if pair.posting.groups is None or pair.worker.profile.target_groups is not None:
        return None
    fields = ("worker.target_groups", origins.of_groups(pair.posting.profile))
    return "人员类别没有登记，不知能不能上公益性岗位", fields


def _sex_demand(pair: Pair) -> Told | None:
    demand = pair.posting.profile.sex_demand
    if demand in (None, Sex.ANY):
        return None
    name = SEX_NAMES[demand] if demand else ""
    told = f"招聘方写明只招{name}：法律不允许，系统没有采用，请提醒招聘方改正"
    return told, ("posting.sex_demand",)


def _unlawful(pair: Pair) -> Told | None:
    flags = [f for f in pair.posting.profile.legal_flags if f is not LegalFlag.SEX_LIMIT]
    if not flags:
        return None
    names = "、".join(LEGAL_FLAG_NAMES[flag] for flag in flags)
    return f"招聘内容有疑问：{names}，系统没有采用", ("posting.legal_flags",)


_REMARKS: dict[Callable[[Pair], Told | None], bool] = {
    _age_beyond: True,
    _ages_applied: False,
    _age_unknown: True,
    _papers_unknown: True,
    _strength_unknown: True,
    _shift_unknown: True,
    _shift_disputed: True,
    _region_unknown: True,
    _groups_unknown: True,
    _sex_demand: False,
    _unlawful: False,
}
"""What each remark comes from, and whether it must be asked before anybody is sent."""
