"""The occupation classification of 2022, and how the table that we were given is cleaned.

The rules of cleaning were found by counting (see :func:`clean_rows`); they ran once into
``seeds/occupations.csv`` and stay here, tested, so that a newer table can go the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CODE = re.compile(r"[1-8]-\d\d-\d\d-\d\d")
_MARKS = re.compile(r"(?<=[^A-Za-z])(?:L/S|L|S)$")

OCCUPATION, GROUP = 4, 3
"""Levels: 1 大类, 2 中类, 3 小类, 4 职业."""
SAME_GROUP, SAME_FIELD = 0.4, 0.1
"""How far occupations of one 小类 and of one 中类 stand for each other."""
_GROUP, _FIELD = len("a-bb-cc"), len("a-bb")

_NAMES = {
    # Stands in the table with the name of the group after it.
    "4-04-03-00": "广播电视传输服务人员",
}
_ADDED = (
    # The row was there with the code and the name of the major group after it.
    (3, "5-02-03-00", "森林经营和管护人员", ()),
    # Missing; its alias stood at 保育师.
    (4, "4-10-01-02", "育婴员", ("育婴师",)),
)
_MOVED_ALIASES = {("4-10-01-03", "育婴师")}


@dataclass(frozen=True, slots=True)
class Occupation:
    """One row of the classification; *level* 4 is an occupation, 1 to 3 are groups."""

    code: str
    name: str
    level: int
    green: bool = False
    digital: bool = False
    aliases: tuple[str, ...] = ()


def group_of(code: str) -> str:
    """Give the three-level group ``a-bb-cc`` that *code* stands in."""
    return code[:7]


def clean_rows(rows: Iterable[Mapping[str, str]]) -> list[Occupation]:
    """Clean the rows (level, code, name, aliases) of the table as it was given.

    Invented rows with a part "99" go; one of each repeated code stays, the deepest level first;
    the marks L and S at the end of names become flags; blanks inside names go; an occupation
    ``-00`` beside others of its group is the group; two missing rows come in.
    """
    kept: dict[str, Occupation] = {}
    for row in rows:
        code = row["code"].strip()
        if not CODE.fullmatch(code) or "99" in code.split("-"):
            continue
        occupation = _occupation(code, row)
        before = kept.get(code)
        if before is None or before.level < occupation.level:
            kept[code] = occupation
    for level, code, name, aliases in _ADDED:
        kept.setdefault(code, Occupation(code, name, level, aliases=aliases))
    return sorted(_levelled(list(kept.values())), key=lambda each: (each.code, each.level))


def _occupation(code: str, row: Mapping[str, str]) -> Occupation:
    written = "".join(row["name"].split())
    marks = _MARKS.search(written)
    name = _NAMES.get(code, _MARKS.sub("", written))
    aliases = [alias.strip() for alias in (row.get("aliases") or "").split("|")]
    return Occupation(
        code,
        name,
        int(row["level"]),
        green=marks is not None and "L" in marks[0],
        digital=marks is not None and "S" in marks[0],
        aliases=tuple(dict.fromkeys(a for a in aliases if a and (code, a) not in _MOVED_ALIASES)),
    )


def _levelled(occupations: Sequence[Occupation]) -> list[Occupation]:
    members: dict[str, set[str]] = defaultdict(set)
    for each in occupations:
        if each.level == OCCUPATION:
            members[group_of(each.code)].add(each.code)
    return [
        replace(each, level=GROUP)
        if each.level == OCCUPATION
        and each.code.endswith("-00")
        and len(members[group_of(each.code)]) > 1
        else each
        for each in occupations
    ]


def neighbour_degree(one: str, other: str) -> float:
    """Give how far the occupation *one* satisfies the wish for *other*: E between occupations."""
    if one == other:
        return 1.0
    if one[:_GROUP] == other[:_GROUP]:
        return SAME_GROUP
    return SAME_FIELD if one[:_FIELD] == other[:_FIELD] else 0.0
