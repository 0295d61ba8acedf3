"""Conditions of work that people ask for in plain words, and how postings offer them.

The table is seeds/conditions.tsv: key, name, asked (pattern over what a person says), offered
(pattern over a posting's words), codes (prefixes of occupations that offer it by nature) and rule
(what typed fields say about it). A condition moves the score; it never blocks.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import PayUnit, PhysicalDemand, Shift

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OTHER_WORK_IN_FACTORY, HALF = 0.3, 0.5
_PRODUCTION = re.compile(r"普工|操作[工员]|流水线|组装")
_BUILT = ("6-29", "6-30", "6-16", "6-31-01")
_PLAIN_PRODUCTION = ("6-01", "6-02", "6-04", "6-05", "6-07", "6-11", "6-14", "6-17", "6-24", "6-25")
"""Kinds of production that people begin at once and learn at the machine."""
_LEARNED = re.compile(
    r"师傅|技师|熟练|独立|[两二三四五六七八九十\d]年(?:以上)?(?:经验)?|机长|班长|组长"
)
"""Words of production work that nobody begins with."""
PLAIN = "plain"
"""Key of what is shown first to people who name no work: work that anybody may begin."""
NAMED_BELOW = 0.9
"""How far a condition is offered that stands in the description, not in the title."""
BY_NATURE = 0.7
"""How far an occupation offers a condition that its posting does not name."""
_DANGEROUS = re.compile(
    r"易燃|易爆|有毒|高空|高处|外墙|登高|井下|爆破|烟花|炸药|[硫盐硝]酸|危险|危化|化工|农药|高温|熔|炼|锅炉|带电|电镀|屠宰"
)
"""Words of titles for work that nobody is sent to who did not ask for it."""
_NO_AGE_WRITTEN = 0.4
_OLDEST = ((65, 0.9), (60, 0.75), (55, 0.5))
"""How far work is for older people that takes them up to an age."""
_TAUGHT = re.compile(r"包教|包会|可学|学徒|生手|新手|(?:无|不)(?:需|要)?经验|零基础|培训")
_TAUGHT_WORK, _OTHER_OPEN_WORK, _WEARING, _NOT_FOR_ALL = 0.7, 0.4, 0.25, 0.1
"""How far work is for anybody that is taught at the place, that may be learned there, that is heavy
or for some people only, that is skilled, dangerous or wants a paper."""
_REFUSED = re.compile(r"(?:不想|不要|不愿意?|莫|别|不)(?:再|要|想|去|做)*$")


@dataclass(frozen=True, slots=True)
class OfferedWork:
    """What the rules of conditions look at in a posting."""

    title: str
    words: str
    codes: tuple[str, ...]
    shift: Shift | None
    demand: PhysicalDemand | None
    pay_unit: PayUnit | None
    guarded: bool = False
    """Skilled work, or work that wants a paper that takes long to get."""
    hazards: str = ""
    """Names of what is dangerous in it for the young, some of it for anybody."""
    reserved: bool = False
    """Kept for some groups of people (公益性岗位)."""
    oldest: int | None = None
    """The highest age that is asked, where one is."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of the table."""

    key: str
    name: str
    asked: re.Pattern[str]
    offered: re.Pattern[str]
    codes: tuple[str, ...]
    rule: str


def _light(work: OfferedWork) -> float:
    if work.demand is None:
        return HALF
    return {PhysicalDemand.LIGHT: 0.75, PhysicalDemand.MEDIUM: HALF}.get(work.demand, 0.0)


def _flexible(work: OfferedWork) -> float:
    return {Shift.FLEXIBLE: 0.9, Shift.DAY: 0.35}.get(work.shift or Shift.NIGHT, 0.0)


def _day_pay(work: OfferedWork) -> float:
    return 0.6 if work.pay_unit is PayUnit.DAY else 0.0


def _factory(work: OfferedWork, *, named: bool) -> float:
    """Tell plain production from trades, and both from guards, cooks and drivers of a factory."""
    if _PRODUCTION.search(work.words):
        return 1.0
    code = work.codes[0] if work.codes else ""
    if code.startswith("6-") and not code.startswith(_BUILT):
        plain = code.startswith(_PLAIN_PRODUCTION) and not _LEARNED.search(work.words)
        return BY_NATURE if named or plain else HALF
    return OTHER_WORK_IN_FACTORY if named else 0.0


def _plain(condition: Condition, work: OfferedWork) -> float:
    """Tell how far anybody may begin at once, without a trade, a paper or danger."""
    if work.guarded or _DANGEROUS.search(f"{work.title}，{work.hazards}"):
        return _NOT_FOR_ALL
    if work.demand is PhysicalDemand.HEAVY or work.reserved:
        return _WEARING
    if condition.offered.search(work.title):
        return 1.0
    if _main_is(condition, work):
        return NAMED_BELOW
    return _TAUGHT_WORK if _TAUGHT.search(work.words) else _OTHER_OPEN_WORK


def _main_is(condition: Condition, work: OfferedWork) -> bool:
    return bool(condition.codes and work.codes and work.codes[0].startswith(condition.codes))


def _senior(work: OfferedWork) -> float:
    """Ages that reach far are a word too; where none are written somebody has to ask."""
    if work.oldest is None:
        return _NO_AGE_WRITTEN
    return next((degree for age, degree in _OLDEST if work.oldest >= age), 0.0)


def _heavy(work: OfferedWork) -> float:
    """Hard work pays: who fears none finds it first, and nothing is shut out."""
    if work.demand is None or _DANGEROUS.search(work.title):
        return HALF
    return {PhysicalDemand.HEAVY: 1.0, PhysicalDemand.MEDIUM: BY_NATURE}.get(work.demand, HALF)


_RULES: dict[str, Callable[[OfferedWork], float]] = {
    "light": _light,
    "flexible": _flexible,
    "day_pay": _day_pay,
    "heavy": _heavy,
    "senior": _senior,
}


def load_conditions(text: str) -> tuple[Condition, ...]:
    """Read the text of seeds/conditions.tsv."""
    return tuple(
        Condition(
            key=row["key"],
            name=row["name"],
            asked=re.compile(row["asked"]),
            offered=re.compile(row["offered"]),
            codes=tuple(code for code in row["codes"].split(";") if code),
            rule=row["rule"],
        )
        for row in csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def degree(condition: Condition, work: OfferedWork) -> float:
    """Tell how far *work* offers *condition*, 0 to 1: by word, by nature, by typed field."""
    named = condition.offered.search(work.words) is not None
    if condition.rule == "negative":
        return 0.0 if named else 1.0
    if condition.rule == "factory":
        return _factory(work, named=named)
    if condition.rule == PLAIN:
        return _plain(condition, work)
    best = 0.0
    if named:
        best = 1.0 if condition.offered.search(work.title) else NAMED_BELOW
    if _main_is(condition, work):
        best = max(best, BY_NATURE)
    rule = _RULES.get(condition.rule)
    return max(best, rule(work)) if rule else best


def find_asked(text: str, conditions: Sequence[Condition]) -> list[tuple[Condition, str]]:
    """Give the conditions that *text* asks for, with each of the words that ask."""
    return [
        (condition, match.group())
        for condition in conditions
        for match in condition.asked.finditer(text)
        if match.group() and not _REFUSED.search(text[: match.start()])
    ]
