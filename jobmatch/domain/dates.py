"""Dates as they stand in cells: ISO, Chinese, with dots and slashes, Excel serial numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from jobmatch.domain import numbers
from jobmatch.domain.problems import Flaw, ProblemKind

_EPOCH = date(1899, 12, 30)  # day 0 of Excel's 1900 system, its leap-year error included
_SERIAL_FROM, _SERIAL_TO = 20_000, 80_000  # 1954 to 2119
_NO_SUCH_DAY = Flaw(ProblemKind.INVALID, "没有这一天，请改正日期，例如“2026-04-30”。")
_UNREAD = Flaw(ProblemKind.INVALID, "看不懂这个日期，请写成“2026-04-30”或“长期”。")

_OPEN = re.compile(
    r"长期|常年|招满|不限|随时|^[-/无]*$|永久|人满|即日起$|^(?:有效期)?[\d一二两三四五六半]+(?:个月|天|周|年)内?$"
)
_FULL = re.compile(r"(?P<y>(?:19|20)\d{2})[-./年](?P<m>\d{1,2})[-./月](?P<d>\d{1,2})")
_PACKED = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_TURNED = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>20\d{2})(?!\d)")
_MONTH_END = re.compile(r"(?:(?P<y>20\d{2})[-./年])?(?P<m>\d{1,2})月(?P<d>底|末)")
_SHORT = re.compile(r"(?<![\d.])(?P<m>\d{1,2})(?:月|[./-])(?P<d>\d{1,2})(?!\d|[.%])[日号]?")
_SERIAL = re.compile(r"^(?P<n>\d{5})(?:\.\d+)?$")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day, or None: with a flaw where one was meant, without where none is said (长期)."""

    value: date | None = None
    flaw: Flaw | None = None


def read_date(text: str, *, year: int | None = None) -> ReadDate:
    """Read a date; of a span the last day. Without a year it takes *year*, else it is unknown."""
    plain = numbers.flatten(text)
    serial = _SERIAL.match(plain)
    if serial is not None:
        return _from_serial(int(serial["n"]))
    turned = _TURNED.search(plain)
    if turned is not None:
        return _from_turned(turned)
    for pattern in (_FULL, _PACKED):
        found = list(pattern.finditer(plain))
        if found:
            return _last_of(found, plain, year)
    short = list(_MONTH_END.finditer(plain)) or list(_SHORT.finditer(plain))
    if short:
        return _from_parts(short[-1], year)
    if not plain or _OPEN.search(plain):
        return ReadDate()
    return ReadDate(flaw=_UNREAD)


def _last_of(found: list[re.Match[str]], plain: str, year: int | None) -> ReadDate:
    """Take the end of a span; the end may lack the year (2026年3月9日-3月20日)."""
    last = found[-1]
    tail = (
        _SHORT.search(plain, last.end())
        if plain[last.end() : last.end() + 2].lstrip("日号").startswith("-")
        else None
    )
    if tail is not None:
        return _from_parts(tail, int(last["y"]))
    return _from_parts(last, year)


def _from_parts(found: re.Match[str], year: int | None) -> ReadDate:
    parts = found.groupdict()
    stated = int(parts["y"]) if parts.get("y") else year
    month = int(parts["m"])
    if not 1 <= month <= _MONTHS:
        return ReadDate(flaw=_NO_SUCH_DAY)
    if stated is None:
        return ReadDate()
    if not parts["d"].isdigit():
        following = date(stated + month // _MONTHS, month % _MONTHS + 1, 1)
        return ReadDate(following - timedelta(days=1))
    try:
        return ReadDate(date(stated, month, int(parts["d"])))
    except ValueError:
        return ReadDate(flaw=_NO_SUCH_DAY)


def _from_turned(found: re.Match[str]) -> ReadDate:
    """Read 31/3/2026 and 3/31/2026; 3/4/2026 could be either day and is none."""
    one, two, year = int(found["a"]), int(found["b"]), int(found["y"])
    if one <= _MONTHS and two <= _MONTHS and one != two:
        return ReadDate(flaw=_UNREAD)
    month, day = (two, one) if one > _MONTHS else (one, two)
    try:
        return ReadDate(date(year, month, day))
    except ValueError:
        return ReadDate(flaw=_NO_SUCH_DAY)


def _from_serial(days: int) -> ReadDate:
    if _SERIAL_FROM <= days <= _SERIAL_TO:
        return ReadDate(_EPOCH + timedelta(days=days))
    return ReadDate(flaw=_UNREAD)
