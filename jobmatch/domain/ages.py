"""Age demands of postings: text to ranges in years, per sex where the text names one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jobmatch.domain import numbers
from jobmatch.domain.kinds import Sex
from jobmatch.domain.problems import Flaw, ProblemKind

YOUNGEST, OLDEST = 10, 99
SOFT_YEARS = 5

_CUT = Flaw(ProblemKind.TRUNCATED, "年龄像是被列宽截断了，请补全，例如“18-45”。")
_SWAPPED = Flaw(ProblemKind.INVALID, "年龄下限大于上限，请改成“小-大”，例如“20-50”。")
_UNREAD = Flaw(ProblemKind.INVALID, "看不懂这个年龄，请写成“18-45”“55以下”或“不限”。")

_YEARS = r"(?:周?岁)?"
_BELOW = r"(?:\(含\)|含|及|或)*(?:以下|以内|之内|之下|内|封顶|为止)"
_ABOVE = r"(?:\(含\)|含|及|或)*(?:以上|之上|起|\+)"
_EXPRESSION = re.compile(
    rf"(?P<low>\d{{1,3}}){_YEARS}(?:\(?含\)?)?(?:以上)?-(?P<high>\d{{1,3}}){_YEARS}"
    rf"|(?:≤|<=?|不超过|小于|低于|不大于|-)(?P<max1>\d{{1,3}}){_YEARS}"
    rf"|(?:≥|>=?|年?满|不低于|大于|不小于)(?P<min1>\d{{1,3}}){_YEARS}(?:{_ABOVE})?"
    rf"|(?P<max2>\d{{1,3}}){_YEARS}{_BELOW}"
    rf"|(?P<min2>\d{{1,3}}){_YEARS}{_ABOVE}"
    rf"|(?P<about>\d{{2}}){_YEARS}(?:左右|上下)"
    rf"|(?P<from>\d{{2}}){_YEARS}-(?!\d)"
    rf"|(?P<bare>\d{{1,3}})(?P<years>周?岁)?"
)
_ANYONE = re.compile(r"不限|无要求|均可|都可|不作要求|无限制|^[-/无]*$")
_PREFERRED = re.compile(r"优先")
_BY_SEX = re.compile(
    r"(?P<sex>男|女)(?:性|士|工|生|的|职工)?(?:[:：为在]|年龄)*(?=[≤≥<>满不年]*\d{1,3}(?!\d)(?![名人位个]))"
)
_SEX = {"男": Sex.MALE, "女": Sex.FEMALE}
_SOFT = re.compile(r"放宽|适当|左右|上下|可商量")


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages in full years, both ends included; None is open."""

    sex: Sex
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Ages:
    """The ranges of a posting; none means no demand, or not said. *soft* ones may be exceeded."""

    ranges: tuple[AgeRange, ...] = ()
    soft: bool = False
    flaw: Flaw | None = None


def read_ages(text: str, *, in_sentence: bool = False) -> Ages:
    """Read an age cell; in a sentence only numbers that say 岁, 以下, 以上 or 年龄 are ages."""
    plain = numbers.write_digits(numbers.flatten(text))
    plain = re.sub(r"(?<=\d)\.0+(?!\d)", "", plain)
    soft = bool(_SOFT.search(plain))
    plain = numbers.drop_clauses(plain, _PREFERRED)
    if in_sentence:
        plain = _ages_in(plain)
    marks = list(_BY_SEX.finditer(plain))
    if {mark["sex"] for mark in marks} == {"男", "女"} and len(marks) == 2:  # noqa: PLR2004 - men and women
        return _by_sex(plain, marks, soft=soft)
    low, high, flaw = _read_range(plain)
    if flaw is not None:
        return Ages(flaw=flaw)
    if low is None and high is None:
        unread = bool(re.search(r"\d", plain)) and not _ANYONE.search(plain) and not _zeros(plain)
        return Ages(flaw=_UNREAD if unread and not in_sentence else None)
    return Ages((AgeRange(Sex.ANY, low, high),), soft=soft)


def join_ages(min_text: str, max_text: str) -> Ages:
    """Read ages from a column of lower and one of upper bounds; 0 and blank mean no bound."""
    low, high = (_bound(text) for text in (min_text, max_text))
    if low is not None and high is not None and low > high:
        cut = high < YOUNGEST
        return Ages(flaw=_CUT if cut else _SWAPPED)
    if low is None and high is None:
        return Ages()
    return Ages((AgeRange(Sex.ANY, low, high),))


def _bound(text: str) -> int | None:
    found = re.search(r"\d{1,3}", numbers.flatten(text))
    value = int(found[0]) if found else 0
    return value if 0 < value <= OLDEST else None


def _zeros(plain: str) -> bool:
    return not re.search(r"[1-9]", plain)


_AGE_IN_SENTENCE = re.compile(
    r"年龄(?:要求|范围)?[:：]?(?:在|为)?[^,，。;；\n]{0,14}"
    r"|男(?:性|士|工)?\d{2}(?:周?岁)?[、,/;]?女(?:性|士|工)?\d{2}(?:周?岁)?(?:\(?含\)?|及|或)*以[上下内]"
    r"|(?:男|女)(?:性|士|工)?[≤≥满]?\d{2}(?:周?岁)?(?:-\d{1,2}|(?:\(?含\)?|及|或)*以[上下内])(?:周?岁)?"
    r"|(?:年?满|不超过|≤|≥)?(?<![\d.])\d{1,3}(?:周?岁)?-\d{1,2}周?岁(?:以[上下内])?"
    r"|(?:年?满|不超过|≤|≥)?(?<![\d.:])\d{1,2}周?岁(?:\(?含\)?|及|或)*(?:以[上下内]|之间|左右|上下|起|内)?"
    r"|(?<![\d.:])(?:[1-7]\d)(?:\(?含\)?|及|或)*以[下内](?!元|块)"
    r"|(?<![\d.:])(?:1[4-9]|[2-6]\d)-(?:[2-7]\d)(?![\d.]|[元块人名位个天小时号楼栋斤件/kKwW万千平米:：层厂单趟次公月日页年%])"
)


def _ages_in(plain: str) -> str:
    return ",".join(found[0] for found in _AGE_IN_SENTENCE.finditer(plain))


def _by_sex(plain: str, marks: list[re.Match[str]], *, soft: bool) -> Ages:
    """Read 男55女50以下: the bound of one sex holds for the other where that says only a number."""
    pieces = [plain[marks[0].end() : marks[1].start()], plain[marks[1].end() :]]
    if re.fullmatch(r"\d{2}(?:周?岁)?[,，、;；/]?", pieces[0]):
        bare = re.match(r"\d{2}(?:周?岁)?", pieces[0])
        tail = re.match(rf"\d{{2}}{_YEARS}((?:{_BELOW})|(?:{_ABOVE}))", pieces[1])
        pieces[0] = (bare[0] if bare else "") + (tail[1] if tail else "")
    found: list[AgeRange] = []
    for mark, piece in zip(marks, pieces, strict=True):
        low, high, flaw = _read_range(piece)
        if flaw is not None:
            return Ages(flaw=flaw)
        found.append(AgeRange(_SEX[mark["sex"]], low, high))
    ranges = tuple(one for one in found if one.min is not None or one.max is not None)
    if len(ranges) == 1:
        return Ages((replace(ranges[0], sex=Sex.ANY),), soft=soft)
    return Ages(ranges, soft=soft)


def _read_range(plain: str) -> tuple[int | None, int | None, Flaw | None]:
    """Read the first range, or a lower and an upper bound that stand apart (满18, 55以下)."""
    low: int | None = None
    high: int | None = None
    for found in _EXPRESSION.finditer(plain):
        new_low, new_high, flaw = _read_one(found)
        if flaw is not None:
            return None, None, flaw
        low = new_low if low is None else low
        high = new_high if high is None else high
        if low is not None and high is not None:
            break
    if low is not None and high is not None and low > high:
        return None, None, _SWAPPED
    return low, high, None


def _read_one(found: re.Match[str]) -> tuple[int | None, int | None, Flaw | None]:
    parts = {name: value for name, value in found.groupdict().items() if value and name != "years"}
    if "low" in parts:
        return _read_pair(parts["low"], parts["high"])
    name, digits = next(iter(parts.items()))
    value = int(digits)
    if not YOUNGEST <= value <= OLDEST:
        return None, None, None
    if name == "about":
        return value - SOFT_YEARS, value + SOFT_YEARS, None
    if name in ("max1", "max2"):
        return None, value, None
    if name in ("min1", "min2", "from"):
        return value, None, None
    return None, None, None


def _read_pair(low_digits: str, high_digits: str) -> tuple[int | None, int | None, Flaw | None]:
    low, high = int(low_digits), int(high_digits)
    if low == 0 or high == 0:
        usable = [value if YOUNGEST <= value <= OLDEST else None for value in (low, high)]
        return usable[0], usable[1], None
    if low < YOUNGEST or low > OLDEST or high > OLDEST:
        return None, None, _UNREAD
    if high < YOUNGEST:
        return None, None, _CUT
    if low > high:
        return None, None, _SWAPPED
    return low, high, None
