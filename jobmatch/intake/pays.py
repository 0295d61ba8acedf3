"""Pay of a draft: one or several columns, unit from a column or header, what other texts add."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.domain import numbers, wages
from jobmatch.domain.kinds import EmployerKind, PayUnit
from jobmatch.domain.problems import Flaw, ProblemKind
from jobmatch.intake import firms
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from jobmatch.domain.wages import Pay
    from jobmatch.intake.drafts import Cell
    from jobmatch.intake.facts import Source
    from jobmatch.intake.readers import Reader

_UNITS: tuple[tuple[str, PayUnit], ...] = (
    (r"[/每(](?:小?时|钟头)|时薪|小时工资|/h", PayUnit.HOUR),
    (r"[/每(](?:天|日)|日薪|日工资|日结", PayUnit.DAY),
    (r"[/每(]年|年薪|年收入", PayUnit.YEAR),
    (r"[/每(](?:月|人月)|月薪|月工资|月收入|/人/月", PayUnit.MONTH),
    (r"[/每][件个只条斤袋]|单价", PayUnit.PIECE),
)
_MOST = 5_000_000
_UNREAD = Flaw(ProblemKind.INVALID, "看不懂这个工资，请写成“4000-5500元/月”这样的形式。")
_NOTHING = re.compile(r"^(?:无|没有|见.*|详.*|同.*|/|-)$")
_SCALED = re.compile(r"(?P<scale>[万千])元|单位[:：]?(?P<other>[万千])元?")
_PLAIN_NUMBERS = re.compile(r"^[\d.\-~～—–至到\s]+$")
_BARE = re.compile(r"^[\d.\-~～—–至到\s]+元?$")
_GUESSED = 0.5
"""Confidence in a unit that nobody wrote: it follows from the amount alone."""
_SURELY_A_DAY = Decimal(300)
"""Nobody is paid less than this a month; from it on a day's pay and a month's look alike."""
_DAY_GUESSED = Flaw(ProblemKind.MISSING, "工资没写单位，看数目像是一天的，请写明“元/天”或“元/月”。")
_DAY_OR_MONTH = Flaw(ProblemKind.MISSING, "工资没写单位，分不清是一天还是一个月的，请写明单位。")


@lru_cache(maxsize=20_000)
def _read(text: str, unit: PayUnit | None) -> Pay:
    return wages.read_pay(text, unit=unit)


def read_pay(reader: Reader) -> Pay:
    """Read the pay of *reader*'s draft, set its fields and report its flaws."""
    text = _text_of(reader)
    unit = _unit_of_header(reader)
    own = _read(text, unit) if text and not _NOTHING.match(text) else None
    trial = _probation(reader, unit)
    others = list(reader.facts.all("pay", lambda remark: _told(remark.pay)))
    is_guess = own is not None and unit is None and own.unit is PayUnit.DAY and _BARE.match(text)
    own = _with_likely_unit(reader, own, others) if own is not None and is_guess else own
    pay = own if own is not None and (_told(own) or own.flaw) else None
    if pay is not None and (pay.max_yuan or pay.min_yuan or 0) > _MOST:
        reader.refuse("pay_min", _UNREAD, Role.PAY)
        return wages.Pay(flaw=_UNREAD)
    if pay is not None and pay.flaw is not None:
        reader.refuse("pay_min", pay.flaw, _column(reader))
        return pay
    if pay is not None:
        _keep(reader, pay, None, text)
        if is_guess:
            _doubt_unit(reader, pay)
        _compare(reader, pay, others)
    elif others:
        pay = others[0][0]
        _keep(reader, pay, others[0][1], "")
    elif own is not None and re.search(r"\d{3}", text):
        reader.refuse("pay_min", _UNREAD, Role.PAY)
    if trial is not None and trial.probation_yuan is not None:
        reader.set("probation_pay", trial.probation_yuan, Role.PAY_PROBATION)
        reader.values.setdefault("pay_unit", None)
    return pay or wages.Pay()


def _with_likely_unit(reader: Reader, own: Pay, others: list[tuple[Pay, Source]]) -> Pay:
    """Give a bare amount that looks like a day's pay the unit that is likely; a flaw for none."""
    size = own.min_yuan if own.min_yuan is not None else own.max_yuan
    elsewhere = {pay.unit for pay, _ in others if pay.min_yuan == own.min_yuan and pay.unit}
    if len(elsewhere) == 1:
        return replace(own, unit=elsewhere.pop())
    if size is None or size < _SURELY_A_DAY:
        return own
    # Committees and street offices fill public-welfare postings, paid by the month.
    if firms.is_public_body(reader.values.get("employer")):
        return replace(own, unit=PayUnit.MONTH)
    return wages.Pay(flaw=_DAY_OR_MONTH)


def _doubt_unit(reader: Reader, pay: Pay) -> None:
    reader.confidence["pay_unit"] = _GUESSED
    if pay.unit is PayUnit.DAY:
        reader.report("pay_unit", _DAY_GUESSED, _column(reader))


def _column(reader: Reader) -> Role:
    """Give the column that a problem of the pay points to."""
    roles = (Role.PAY, Role.PAY_MIN, Role.PAY_MAX)
    return next((role for role in roles if reader.draft.text(role)), Role.PAY)


def _told(pay: Pay) -> Pay | None:
    """Give *pay* when it says anything, flaws included."""
    some = pay.min_yuan is not None or pay.max_yuan is not None or pay.probation_yuan is not None
    return pay if some or pay.negotiable or pay.piece_rate or pay.flaw else None


def _text_of(reader: Reader) -> str:
    """Join the pay columns to one text, each with its unit."""
    low, high = (numbers.squeeze(reader.own(role)) for role in (Role.PAY_MIN, Role.PAY_MAX))
    cells = reader.told(Role.PAY)
    unit = reader.own(Role.PAY_UNIT)
    if cells:
        several = len(cells) > 1
        return "，".join(_with_unit(cell, unit, labelled=several) for cell in cells)
    bounds = [bound for bound in (low, high) if bound.strip("0.") and _PLAIN_NUMBERS.match(bound)]
    if bounds:
        return "-".join(bounds) + unit
    return low or high


def _with_unit(cell: Cell, unit: str, *, labelled: bool) -> str:
    text = cell.text
    scaled = _SCALED.search(numbers.squeeze(cell.header))
    bare = bool(_PLAIN_NUMBERS.match(text))
    if bare and unit:
        text += unit
    elif bare and scaled:
        text += (scaled["scale"] or scaled["other"]) + "元"
    return re.sub(r"[（(].*?[)）]", "", cell.header) + text if labelled else text


def _unit_of_header(reader: Reader) -> PayUnit | None:
    """Read the unit from the header (日工资, 元/天); a month needs none: it is the default."""
    texts = [cell.header for cell in reader.draft.cells.get(Role.PAY, ())]
    texts.append(reader.own(Role.PAY_UNIT))
    named = _named_unit("".join(texts))
    if named is not None:
        return named
    # Public-welfare postings are paid by the month in amounts that look like a day's pay.
    welfare = reader.values.get("kind") is EmployerKind.PUBLIC_WELFARE
    return PayUnit.MONTH if welfare else None


@lru_cache(maxsize=1_000)
def _named_unit(texts: str) -> PayUnit | None:
    named = numbers.squeeze(texts).lower()
    found = {unit for pattern, unit in _UNITS if re.search(pattern, named)}
    return found.pop() if len(found) == 1 else None


def _probation(reader: Reader, unit: PayUnit | None) -> Pay | None:
    text = reader.own(Role.PAY_PROBATION)
    if not text or not re.search(r"\d", text):
        return None
    return _read(f"试用期{text}", unit)


def _keep(reader: Reader, pay: Pay, source: Source | None, text: str) -> None:
    if pay.flaw is not None:
        reader.refuse("pay_min", pay.flaw, source.role if source else Role.PAY)
        return
    found = {
        "pay_min": pay.min_yuan,
        "pay_max": pay.max_yuan,
        "pay_unit": pay.unit if (pay.min_yuan, pay.max_yuan) != (None, None) else None,
        "pay_negotiable": pay.negotiable,
        "pay_base_only": pay.base_only,
        "piece_rate": pay.piece_rate,
        "probation_pay": pay.probation_yuan,
        "pay_variants": pay.variants,
    }
    for name, value in found.items():
        if value is None or value is False or value == ():
            continue
        if source is None:
            reader.set(name, value, Role.PAY, raw=text)
        else:
            reader.set_from(name, value, source)


def _compare(reader: Reader, own: Pay, others: list[tuple[Pay, Source]]) -> None:
    """Complete the column's pay from texts; a text that names another pay is a contradiction."""
    for other, source in others:
        if other.flaw is not None:
            continue
        if own.min_yuan is None and own.max_yuan is None:
            if other.min_yuan is not None and not other.base_only:
                negotiable = own.negotiable or other.negotiable
                _keep(reader, other, source, "")
                reader.values["pay_negotiable"] = negotiable
                return
        elif _contradicts(own, other):
            reader.refuse_conflict(
                "pay_min", Role.PAY, "工资一栏与文字说明里的工资对不上，请核实后只留一个。"
            )
            for name in ("pay_max", "pay_unit", "pay_base_only", "probation_pay"):
                reader.values.pop(name, None)
            return
        if other.probation_yuan is not None and reader.values.get("probation_pay") is None:
            reader.set_from("probation_pay", other.probation_yuan, source)


def _contradicts(own: Pay, other: Pay) -> bool:
    """Tell whether two pays of one unit lie apart; a base beside a total does not contradict it."""
    if own.unit is not other.unit or own.base_only or other.base_only or other.min_yuan is None:
        return False
    return _above(own.min_yuan, other.max_yuan) or _above(other.min_yuan, own.max_yuan)


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high
