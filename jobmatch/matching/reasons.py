"""Why a match is a match, in plain Chinese, from the very parts that made the score.

Every sentence names a fact of a profile. What speaks for it, what is missing and what nobody
knows are three lists. Limits that break are told in barriers.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import (
    EMPLOYER_KIND_NAMES,
    SCHOOLING_NAMES,
    SHIFT_NAMES,
    WORK_REGION_NAMES,
)
from jobmatch.matching.phrasing import amount_text, pay_text
from jobmatch.matching.scoring import Part, neighbour_degree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobmatch.matching.barriers import Pair
    from jobmatch.matching.profiles import Want

GOOD_FROM, FAIR_FROM = 0.8, 0.45


class Side(StrEnum):
    """Which list a sentence stands in."""

    MATCHED = "matched"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence about one part of the score, with the part's value 0 to 1."""

    part: Part
    value: float
    side: Side
    sentence: str


def find_reasons(pair: Pair, values: Mapping[Part, float]) -> tuple[Reason, ...]:
    """Give the sentences of all parts that have something to say, in the order of Part."""
    found = []
    for part, tell in _TELLERS.items():
        told = tell(pair, values[part])
        if told is not None:
            found.append(Reason(part, values[part], *told))
    return tuple(found)


def best_want(pair: Pair) -> tuple[Want, str, float] | None:
    """Give the want that the posting meets best by occupation, that occupation, how far."""
    best: tuple[Want, str, float] | None = None
    for want in pair.worker.wants:
        for code, weight in want.occupations:
            for other, degree in pair.posting.occupations:
                value = want.weight * weight * degree * neighbour_degree(code, other)
                if best is None or value > best[2]:
                    best = (want, other, value)
    return best


def _work(pair: Pair, value: float) -> tuple[Side, str] | None:
    if not pair.worker.wants:
        return None
    asked = any(want.asked for want in pair.worker.wants)
    found = best_want(pair)
    title = pair.posting.profile.title
    if found is None or found[2] < FAIR_FROM:
        phrases = "、".join(dict.fromkeys(want.phrase for want in pair.worker.wants))
        held = [w.phrase for w in pair.worker.wants if w.phrase in title]
        if held or value >= GOOD_FROM:
            return Side.MATCHED, f"岗位写有“{(held or [phrases])[0]}”"
        return Side.MISSING, f"“{title}”和{'想做的' if asked else '会的'}“{phrases}”不太对口"
    want, code, degree = found
    name = pair.knowledge.names.get(code, title)
    verb = "想做" if want.asked else "会"
    if degree >= GOOD_FROM * want.weight:
        return Side.MATCHED, f"{verb}“{want.phrase}”，这是{name}的活"
    return Side.MATCHED, f"{verb}“{want.phrase}”，和{name}相近"


def _entry(pair: Pair, value: float) -> tuple[Side, str] | None:
    del pair
    return (Side.MISSING, "这份活要有技术，登记里没有写会什么") if value < 1 else None


def _conditions(pair: Pair, value: float) -> tuple[Side, str] | None:
    del value
    asked = pair.worker.profile.wishes.conditions
    rows = {each.key: row for row, each in enumerate(pair.knowledge.conditions)}
    known = [key for key in asked if key in rows]
    names = {each.key: each.name for each in pair.knowledge.conditions}
    met = [names[key] for key in known if pair.posting.offers[rows[key]] >= FAIR_FROM]
    if met:
        return Side.MATCHED, f"合您的要求：{'、'.join(met)}"
    return (Side.MISSING, f"没有写：{'、'.join(names[key] for key in known)}") if known else None


def _kind(pair: Pair, value: float) -> tuple[Side, str] | None:
    kinds = pair.worker.profile.wishes.kinds
    if not kinds:
        return None
    wanted = "、".join(EMPLOYER_KIND_NAMES[kind] for kind in sorted(kinds))
    return (Side.MATCHED, f"是{wanted}") if value >= 1 else (Side.MISSING, f"不是{wanted}")


def _place(pair: Pair, value: float) -> tuple[Side, str] | None:
    if not pair.worker.profile.wishes.places:
        return None
    where = pair.posting.profile.workplace or "没有写明的地方"
    if value >= 1:
        return Side.MATCHED, f"工作地点在{where}"
    return Side.MISSING, f"工作地点在{where}，不是想去的地方"


def _pay_asked(pair: Pair, value: float) -> tuple[Side, str] | None:
    asked = pair.worker.profile.wishes.min_pay
    if asked is None:
        return None
    pay, wanted = pay_text(pair.posting.profile), f"每月{amount_text(asked)}元"
    if pair.posting.profile.pay_min is None and pair.posting.profile.pay_max is None:
        return Side.UNKNOWN, f"工资没有写明，请问清够不够{wanted}"
    if value >= FAIR_FROM:
        return Side.MATCHED, f"{pay}，{'够' if value >= 1 else '做得好能到'}{wanted}"
    return Side.MISSING, f"{pay}，不到{wanted}"


def _offer(asked: str, offered: str, name: str) -> Callable[[Pair, float], tuple[Side, str] | None]:
    def tell(pair: Pair, value: float) -> tuple[Side, str] | None:
        del value
        if not getattr(pair.worker.profile.wishes, asked):
            return None
        told: bool | None = getattr(pair.posting.profile, offered)
        if told is None:
            return Side.UNKNOWN, f"没有写{name}不{name}"
        return (Side.MATCHED, name) if told else (Side.MISSING, f"不{name}")

    return tell


def _near(pair: Pair, value: float) -> tuple[Side, str] | None:
    if not pair.worker.profile.wishes.near_home or pair.region is None:
        return None
    where = WORK_REGION_NAMES[pair.region]
    return (Side.MATCHED if value >= GOOD_FROM else Side.MISSING), f"在{where}"


def _distance(pair: Pair, value: float) -> tuple[Side, str] | None:
    del value
    if pair.region is None:
        return Side.UNKNOWN, "工作地点没有写明"
    if pair.worker.profile.wishes.near_home:
        return None
    return Side.MATCHED, f"在{WORK_REGION_NAMES[pair.region]}"


def _night(pair: Pair, value: float) -> tuple[Side, str] | None:
    if not pair.worker.profile.wishes.night_only:
        return None
    return (Side.MATCHED, "是夜班") if value >= 1 else (Side.MISSING, "不是专门的夜班")


def _schooling(pair: Pair, value: float) -> tuple[Side, str] | None:
    asked, has = pair.posting.profile.schooling, pair.worker.profile.schooling
    if asked is None or asked.rank == 0:
        return None
    if has is None:
        return Side.UNKNOWN, f"要求{SCHOOLING_NAMES[asked]}，文化程度没有登记"
    if value >= 1:
        return Side.MATCHED, f"文化程度够（要求{SCHOOLING_NAMES[asked]}）"
    return Side.MISSING, f"要求{SCHOOLING_NAMES[asked]}，登记是{SCHOOLING_NAMES[has]}"


def _shift(pair: Pair, value: float) -> tuple[Side, str] | None:
    del value
    shift = pair.posting.shift
    return None if shift is None else (Side.MATCHED, SHIFT_NAMES[shift])


def _papers(pair: Pair, value: float) -> tuple[Side, str] | None:
    asked = pair.posting.profile.certificates
    if value < 1 or not asked:
        return None
    return Side.MATCHED, f"证书用得上（要求{'、'.join(asked)}）"


def _pay(pair: Pair, value: float) -> tuple[Side, str] | None:
    del value
    if pair.worker.profile.wishes.min_pay is not None:
        return None
    return Side.MATCHED, pay_text(pair.posting.profile)


def _freshness(pair: Pair, value: float) -> tuple[Side, str] | None:
    del value
    day = pair.posting.profile.fresh_on
    return None if day is None else (Side.MATCHED, f"{day.month}月{day.day}日发布")


_TELLERS: dict[Part, Callable[[Pair, float], tuple[Side, str] | None]] = {
    Part.WORK: _work,
    Part.ENTRY: _entry,
    Part.CONDITIONS: _conditions,
    Part.KIND: _kind,
    Part.PLACE: _place,
    Part.PAY_ASKED: _pay_asked,
    Part.BOARD: _offer("board", "board", "包吃"),
    Part.LODGING: _offer("lodging", "lodging", "包住"),
    Part.NEAR: _near,
    Part.NIGHT: _night,
    Part.SCHOOLING: _schooling,
    Part.PAPERS: _papers,
    Part.PAY: _pay,
    Part.DISTANCE: _distance,
    Part.SHIFT: _shift,
    Part.FRESHNESS: _freshness,
}
