"""How values are written on pages: money, dates, masked numbers, names of closed vocabularies."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from jobmatch.clock import SHANGHAI
from jobmatch.domain import (
    accounts,
    allocations,
    booths,
    calls,
    fairs,
    imports,
    jobs,
    kinds,
    postings,
    problems,
    recommendations,
    reveals,
    service_records,
    workers,
)
from jobmatch.domain.identity import age_on
from jobmatch.domain.masks import mask_numbers
from jobmatch.matching.readings import ReadKind
from jobmatch.services import second_factors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask import Flask

    from jobmatch.store.households import Household

T = TypeVar("T")

UNKNOWN = "不清楚"
_SPACED = re.compile(
    r"(?<!\d)(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx])(?![\dXx])"
)
"""Mobile phones and ID numbers written with gaps."""
_SURENESS = ((0.9, "有把握"), (0.7, "基本可信"), (0.0, "请核对"))

NAMES: dict[type, dict[Any, str]] = {
    kinds.Sex: kinds.SEX_NAMES,
    kinds.PayUnit: kinds.PAY_UNIT_NAMES,
    kinds.Schooling: kinds.SCHOOLING_NAMES,
    kinds.Shift: kinds.SHIFT_NAMES,
    kinds.Insurance: kinds.INSURANCE_NAMES,
    kinds.EmployerKind: kinds.EMPLOYER_KIND_NAMES,
    kinds.LabourCapacity: kinds.LABOUR_CAPACITY_NAMES,
    kinds.PhysicalDemand: kinds.PHYSICAL_DEMAND_NAMES,
    kinds.WorkRegion: kinds.WORK_REGION_NAMES,
    kinds.LegalFlag: kinds.LEGAL_FLAG_NAMES,
    accounts.Role: accounts.ROLE_NAMES,
    allocations.UnplacedKind: allocations.UNPLACED_NAMES,
    booths.BoothState: booths.MACHINE.state_names,
    fairs.FairState: fairs.MACHINE.state_names,
    jobs.JobState: jobs.MACHINE.state_names,
    postings.PostingState: postings.MACHINE.state_names,
    postings.Freshness: postings.FRESHNESS_NAMES,
    postings.VerifiedHow: postings.VERIFIED_HOW_NAMES,
    recommendations.RecommendationState: recommendations.MACHINE.state_names,
    recommendations.OutcomeReason: recommendations.REASON_NAMES,
    service_records.ServiceKind: service_records.SERVICE_KIND_NAMES,
    calls.CallPurpose: calls.CALL_PURPOSE_NAMES,
    calls.CallResult: calls.CALL_RESULT_NAMES,
    problems.ProblemKind: problems.PROBLEM_NAMES,
    imports.ImportState: imports.MACHINE.state_names,
    imports.ImportKind: {
        imports.ImportKind.POSTINGS: "招工表",
        imports.ImportKind.WORKERS: "劳动力花名册",
    },
    reveals.RevealField: reveals.REVEAL_FIELD_NAMES,
    reveals.RevealReason: reveals.REVEAL_REASON_NAMES,
    workers.TargetGroup: workers.TARGET_GROUP_NAMES,
    workers.EmploymentChannel: workers.EMPLOYMENT_CHANNEL_NAMES,
    workers.CareKind: workers.CARE_KIND_NAMES,
    ReadKind: {
        ReadKind.WORK: "想做的活",
        ReadKind.SKILL: "会做的活",
        ReadKind.LIMIT: "硬性要求",
        ReadKind.WISH: "希望",
        ReadKind.PERSON: "本人",
        ReadKind.EXPERIENCE: "经验",
        ReadKind.PAPER: "证书",
        ReadKind.PLACE: "地点",
        ReadKind.CORRECTION: "按读音改正",
        ReadKind.LEFTOVER: "没有读懂",
    },
    workers.Source: {
        workers.Source.IMPORT: "来自导入",
        workers.Source.OPERATOR: "经办人登记",
        workers.Source.SELF: "本人说的",
        workers.Source.DEMO: "演示数据",
    },
}


def yuan(amount: Decimal | float | None) -> str:
    """Write yuan without needless zeros and with thin groups: 4200 → "4,200"."""
    if amount is None:
        return UNKNOWN
    exact = Decimal(str(amount)).normalize()
    return f"{exact:,f}"


def whole(amount: Decimal | None) -> int | None:
    """Round an amount that was worked out, so that it does not look exact."""
    return None if amount is None else round(amount)


def day(value: date | datetime | None) -> str:
    """Write a date as people here do: 2023-06-30 → "2023年6月30日"; an instant by Shanghai."""
    if value is None:
        return UNKNOWN
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """Write an instant by the clock of Shanghai: "2023年6月30日 09:05"."""
    if value is None:
        return UNKNOWN
    return f"{day(value)} {value.astimezone(SHANGHAI):%H:%M}"


def percent(share: float | None) -> str:
    """Write a share from 0 to 1: 0.834 → "83%"."""
    return UNKNOWN if share is None else f"{round(share * 100)}%"


def named(value: object) -> str:
    """Write a member of a closed vocabulary in Chinese; True and False as 是 and 否."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "是" if value else "否"
    return NAMES.get(type(value), {}).get(value, str(value))


def or_unknown(value: object) -> object:
    """Write 不清楚 for what is empty, anything else as it is."""
    return UNKNOWN if value is None or value == "" else value


def age(born_on: date | None, today: date) -> str:
    """Write an age in whole years on *today*: "38 岁"."""
    return UNKNOWN if born_on is None else f"{age_on(born_on, today)} 岁"


def tail(last4: str | None) -> str:
    """Write what may be seen of a sealed number: its last four characters."""
    return f"尾号 {last4}" if last4 else "没有登记"


def home(household: Household | None) -> str:
    """Write where a household lives: community, building, unit, room."""
    if household is None:
        return UNKNOWN
    parts = [
        household.community.name if household.community else "",
        household.building.name if household.building else "",
        f"{household.unit}" if household.unit else "",
        f"{household.room_no}" if household.room_no else "",
    ]
    return " ".join(part for part in parts if part) or UNKNOWN


def regions(values: Iterable[str]) -> str:
    """Write a list of work regions kept as values, nearest first."""
    wanted = set(values)
    return "、".join(
        kinds.WORK_REGION_NAMES[region] for region in kinds.WorkRegion if region.value in wanted
    )


def hide_numbers(text: str) -> str:
    """Give a raw text with every ID number, card and mobile phone reduced to its last four."""
    closed = _SPACED.sub(lambda found: re.sub("[ -]", "", found[0]), text)
    return mask_numbers(closed)


def first_of(found: Mapping[str, T] | None, keys: Iterable[str]) -> T | None:
    """Give the value under the first of *keys* that is there: cells of joined columns."""
    return next((found[key] for key in keys if found and key in found), None)


def sureness(confidence: float | None) -> str:
    """Write how sure the reader was, in words a clerk can act on."""
    if confidence is None:
        return ""
    for least, words in _SURENESS:
        if confidence >= least:
            return f"{words}（{percent(confidence)}）"
    return UNKNOWN


def groups(text: str) -> str:
    """Write a long key in groups of four, as it is typed off a screen."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def install(app: Flask) -> None:
    """Give the templates of *app* these filters."""
    app.jinja_env.tests["owing_a_phone"] = second_factors.is_due
    app.jinja_env.filters.update(
        yuan=yuan,
        whole=whole,
        day=day,
        moment=moment,
        percent=percent,
        named=named,
        or_unknown=or_unknown,
        age=age,
        tail=tail,
        home=home,
        regions=regions,
        first_of=first_of,
        sureness=sureness,
        hide_numbers=hide_numbers,
        groups=groups,
    )
