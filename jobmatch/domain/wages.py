"""Pay as it is written in postings: text to range, unit and basis.

Amounts are yuan per unit (Decimal). What is cut or contradictory gives a Flaw and no number.
The rules of combination: a total beats its parts, regular pay beats probation pay, an estimate
per month or day beats a piece price, variants (novice and skilled, two shifts) span from the
lowest to the highest. How single amounts are found in the text stands in amounts.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jobmatch.domain import amounts
from jobmatch.domain.amounts import Amount, Part
from jobmatch.domain.kinds import PayUnit
from jobmatch.domain.problems import Flaw, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORK_DAYS_PER_MONTH = Decimal("21.75")
HOURS_PER_DAY = Decimal(8)

_CUT = Flaw(ProblemKind.TRUNCATED, "工资上限像是被列宽截断了，请补全，例如“5000-10000”。")
_SWAPPED = Flaw(ProblemKind.INVALID, "工资下限大于上限，请改成“小-大”，例如“4000-6000”。")
_NO_UNIT = Flaw(ProblemKind.INVALID, "工资数目太小又没有单位，请写明“元/小时”“千”或“万”。")

_ODD = Flaw(ProblemKind.INVALID, "按周、半天或季度的工资请换算成“元/月”“元/天”或“元/小时”。")

_ODD_UNIT = re.compile(r"(?:/|每|一)(?:半天|半日|周(?!岁|末)|星期|礼拜|季|半年)|周薪|半天\d")
_NEGOTIABLE = re.compile(
    r"面议|面谈|面商|详谈|电议|详议|可议|商议|neg(?![a-z])|negotiable", re.IGNORECASE
)
_PIECE_WORDS = re.compile(r"计件|按件|多劳多得|按量|包件|论件")
_HOURLY_BELOW, _DAILY_BELOW = Decimal(50), Decimal(600)
_HOURLY_FROM = Decimal(8)


@dataclass(frozen=True, slots=True)
class PayVariant:
    """One of several pays in a cell (生手, 熟手, 两班, 试用期 …), yuan per *unit*."""

    label: str
    min_yuan: Decimal | None
    max_yuan: Decimal | None
    unit: PayUnit | None = None


@dataclass(frozen=True, slots=True)
class Pay:
    """What a posting pays; amounts are yuan per *unit*, None where the text does not say.

    *base_yuan* is the guaranteed part where one is named, also beside a total: the minimum wage
    is compared with it.
    """

    min_yuan: Decimal | None = None
    max_yuan: Decimal | None = None
    unit: PayUnit | None = None
    negotiable: bool = False
    base_only: bool = False
    base_yuan: Decimal | None = None
    probation_yuan: Decimal | None = None
    piece_rate: bool = False
    approximate: bool = False
    open_ended: bool = False
    variants: tuple[PayVariant, ...] = ()
    flaw: Flaw | None = None


def read_pay(text: str, *, unit: PayUnit | None = None) -> Pay:
    """Read a pay text; *unit* is what the column's header says, if it does.

    A number column with a unit column beside it is read as one text ("6-8" + "万/年").
    """
    plain = amounts.prepare(text)
    base = Pay(
        negotiable=bool(_NEGOTIABLE.search(plain)), piece_rate=bool(_PIECE_WORDS.search(plain))
    )
    found = [one for one in amounts.find_amounts(plain) if one.part is not Part.EXTRA]
    if len(found) == 1 and _ODD_UNIT.search(plain):
        return replace(base, flaw=_ODD)
    for one in found:
        if one.low is not None and one.high is not None and one.high < one.low:
            return replace(base, flaw=_CUT if one.cut else _SWAPPED)
    return _combine(base, found, unit)


def _combine(base: Pay, found: Sequence[Amount], unit: PayUnit | None) -> Pay:
    """Choose the amounts that count and set what stands beside them."""
    trial = [one for one in found if one.part is Part.TRIAL]
    rest = [one for one in found if one.part is not Part.TRIAL]
    guaranteed = [one for one in rest if one.part is Part.BASE]
    chosen = _choose(rest)
    if not chosen:
        if not trial:
            return base
        return _settle(base, [], trial, guaranteed, unit)
    return _settle(base, chosen, trial, guaranteed, unit)


def _choose(rest: Sequence[Amount]) -> list[Amount]:
    """Give the amounts of the best basis in the text, in the order told above."""
    timed = [one for one in rest if one.unit is not PayUnit.PIECE]
    groups: tuple[Callable[[Amount], bool], ...] = (
        lambda one: one.part is Part.FORMAL,
        lambda one: one.part is Part.TOTAL,
        lambda one: one.part is Part.VARIANT,
        lambda one: one.part is Part.PLAIN and one.unit in (PayUnit.MONTH, PayUnit.YEAR, None),
        lambda one: one.part is Part.PLAIN and one.unit is PayUnit.DAY,
        lambda one: one.part is Part.PLAIN,
        lambda one: one.part is Part.BASE,
    )
    for belongs in groups:
        group = [one for one in timed if belongs(one)]
        if group:
            unit = next((one.unit for one in group if one.unit), None)
            same = [one for one in group if one.unit in (unit, None)]
            return same if group[0].part in (Part.VARIANT, Part.FORMAL) else same[:1]
    return [one for one in rest if one.unit is PayUnit.PIECE]


def _settle(
    base: Pay,
    chosen: Sequence[Amount],
    trial: Sequence[Amount],
    guaranteed: Sequence[Amount],
    unit: PayUnit | None,
) -> Pay:
    lows = [one.low for one in chosen if one.low is not None]
    highs = [one.high for one in chosen if one.high is not None]
    low = min(lows) if lows else None
    is_base = low is not None and all(one.part is Part.BASE for one in chosen)
    open_ended = any(one.high is None for one in chosen)
    high = None if is_base else max(highs, default=None)
    if high is not None and any(one.high is None and (one.low or high) >= high for one in chosen):
        high = None
    known = next((one.unit for one in (chosen or trial) if one.unit), None) or unit
    size = low if low is not None else high
    if known is None and size is None:
        size = trial[0].low
    if known is None and size is not None:
        known = guess_unit(size)
        if known is None:
            return replace(base, flaw=_NO_UNIT)
    return replace(
        base,
        min_yuan=low,
        max_yuan=high,
        unit=known,
        base_only=is_base,
        base_yuan=min((one.low for one in guaranteed if one.low is not None), default=None),
        probation_yuan=min((one.low for one in trial if one.low is not None), default=None),
        piece_rate=base.piece_rate or known is PayUnit.PIECE,
        approximate=any(one.approximate for one in chosen),
        open_ended=open_ended and not is_base,
        variants=tuple(
            PayVariant(one.label, one.low, one.high, one.unit or known) for one in (*trial, *chosen)
        )
        if len(chosen) > 1 or trial
        else (),
    )


def guess_unit(yuan: Decimal) -> PayUnit | None:
    """Give the unit of an amount that names none: a month, unless no month is paid so little."""
    if yuan >= _DAILY_BELOW:
        return PayUnit.MONTH
    if yuan >= _HOURLY_BELOW:
        return PayUnit.DAY
    return PayUnit.HOUR if yuan >= _HOURLY_FROM else None


def per_month(pay: Pay) -> tuple[Decimal | None, Decimal | None]:
    """Give the pay per month in yuan: day × 21.75, hour × 8 × 21.75, year ÷ 12; piece unknown."""
    factor = _MONTHLY.get(pay.unit) if pay.unit else None
    if factor is None:
        return None, None
    low, high = pay.min_yuan, pay.max_yuan
    return (None if low is None else low * factor), (None if high is None else high * factor)


_MONTHLY = {
    PayUnit.MONTH: Decimal(1),
    PayUnit.DAY: WORK_DAYS_PER_MONTH,
    PayUnit.HOUR: WORK_DAYS_PER_MONTH * HOURS_PER_DAY,
    PayUnit.YEAR: Decimal(1) / Decimal(12),
}
