"""Headcounts: how many people a posting asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobmatch.domain import numbers
from jobmatch.domain.problems import Flaw, ProblemKind

MOST = 100_000

_MISSING = Flaw(ProblemKind.MISSING, "只写了“人”，没有人数，请填数字或“若干”。")
_INVALID = Flaw(ProblemKind.INVALID, "人数看不明白，请填数字、“10-20”或“若干”。")
_ZERO = Flaw(ProblemKind.INVALID, "人数是0，请填要招的人数或“若干”。")
_CUT = Flaw(ProblemKind.TRUNCATED, "人数像是被截断了，请补全，例如“10-20”。")
_OPEN = re.compile(
    r"若干|不限|数[名人个位]|多名|多人|大量|批量|长期招|招满为止|几[名人个位]|^长期$|无上限"
)
_UNSAID = re.compile(r"^(?:不详|待定|未定|暂无|未说明|另定|详谈|面议|电议)$")
_NUMBER = re.compile(
    r"(?P<low>\d+)(?:\.0+)?(?:-(?P<high>\d+)(?:\.0+)?)?[人名个位员]*(?P<more>以上|\+(?!\d))?"
)
_BY_SEX = re.compile(r"[男女](?:性|工)?[:：]?(\d{1,4})[人名个]?")
_NEIGHBOURS = re.compile(
    r"(?<![\d十百第])(?P<low>[一二两三四五六七八1-8])[-、至到]?(?P<high>[二三四五六七八九2-9])(?=[人名个位])"
)
_COUNTERS = re.compile(
    r"[人名个位员口约共招限计需要男女工各岗在左右上下+、,，:：/\s.]|编制|岗位|以内|以上|大概|暂招"
)


@dataclass(frozen=True, slots=True)
class Headcount:
    """People asked for; *open* for 若干, 不限, 数名 (then both ends are None)."""

    min: int | None = None
    max: int | None = None
    open: bool = False
    flaw: Flaw | None = None


def read_headcount(text: str) -> Headcount:
    """Read a headcount cell: 12, 12人, 12人人, 3-5名, 五十名, 若干, 不限, 人 (a missing number)."""
    plain = numbers.write_digits(_NEIGHBOURS.sub(_spread, numbers.flatten(text)))
    plain = re.sub(r"\([^)]*\)", "", plain) or plain
    if plain.strip("-/无") == "" or _UNSAID.match(plain):
        return Headcount()
    if _OPEN.search(plain) and not re.search(r"\d", plain):
        return Headcount(open=True)
    plain = _single_numeral(plain)
    by_sex = _BY_SEX.findall(plain)
    if len(by_sex) == 2 and not re.search(r"\d", _BY_SEX.sub("", plain)):  # noqa: PLR2004 - men and women
        return _checked(sum(map(int, by_sex)), None, more=False)
    found = _NUMBER.search(plain)
    if found is None:
        return Headcount(flaw=_MISSING if not _COUNTERS.sub("", plain) else _INVALID)
    rest = _COUNTERS.sub("", plain[: found.start()] + plain[found.end() :])
    if re.search(r"\d", rest) or re.search(r"[.\-]\d", plain[found.end() : found.end() + 2]):
        return Headcount(flaw=_INVALID)
    high = int(found["high"][:7]) if found["high"] else None
    return _checked(int(found["low"][:7]), high, more=bool(found["more"]))


def _spread(found: re.Match[str]) -> str:
    """Write 三四个 and 3、4人 as a range: a count told with two neighbouring digits."""
    low, high = (_value(found[name]) for name in ("low", "high"))
    told = found[0].isdigit() or high != low + 1  # 34人 is a number
    return found[0] if told else f"{low}-{high}"


def _value(sign: str) -> int:
    return int(sign) if sign.isdigit() else int(numbers.read_numeral("零" + sign) or 0)


def _single_numeral(plain: str) -> str:
    """Write 两名, 三个, 十 as digits: in a headcount cell a numeral is always a count."""
    found = re.fullmatch(
        r"(?:招|约|共)?([一二两三四五六七八九十][一二三四五六七八九十百千]*)(?:[人名个位员]*)",
        plain,
    )
    value = numbers.read_numeral(found[1]) if found else None
    if value is None and found is not None:
        value = numbers.read_numeral("零" + found[1])
    return plain if value is None else str(value)


def _checked(low: int, high: int | None, *, more: bool) -> Headcount:
    if low == 0 and not high:
        return Headcount(flaw=_ZERO)
    if max(low, high or 0) > MOST:
        return Headcount(flaw=_INVALID)
    if high is not None and high < low:
        return Headcount(flaw=_CUT if len(str(high)) < len(str(low)) else _INVALID)
    if more:
        return Headcount(low, None)
    return Headcount(low, low if high is None else high)
