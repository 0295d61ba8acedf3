"""Columns told by what stands in them: for sheets without a header, and headers nobody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain import households, identity, numbers
from jobmatch.intake.rosters import headers
from jobmatch.intake.rosters.headers import RosterField as F
from jobmatch.intake.rosters.layout import BodyRow, Column, Context

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobmatch.intake.grids import Grid

_MOST = 0.6
_KINDS: tuple[tuple[F, re.Pattern[str]], ...] = (
    (F.SEX, re.compile(r"^[男女]$")),
    (F.PHONE, re.compile(r"^1\d{10}$")),
    (
        F.SCHOOLING,
        re.compile(
            r"^(?:文盲(?:或半文盲)?|小学(?:及以下)?|初中|高中|中专(?:中技)?|中技|大专|本科(?:及以上)?)$"
        ),
    ),
    (F.CAPACITY, re.compile(r"^(?:普通|技能|弱|丧失|无|半).*劳动力$")),
    (F.HEALTH, re.compile(r"^(?:健康|残疾|大病|长期慢性病|患有大病)$")),
    (F.COMMUNITY, re.compile(r"^[一-龥]{2,6}社区$")),
    (F.BUILDING, re.compile(r"^[A-Za-z]?\d{1,3}(?:栋|幢|号楼)$")),
)
_LONGEST_ID = 24
_ID_SHAPE = re.compile(r"^\d{17}[\dXx]$")
_NAME = re.compile(r"^[一-龥]{2,4}$")


def guess_by_content(values: Sequence[str]) -> F | None:
    """Tell what a column holds by its cells; None when most of them show nothing."""
    filled = [numbers.squeeze(value) for value in values if value]
    if not filled:
        return None
    if _share(filled, _looks_like_id) >= _MOST:
        return F.ID_NUMBER
    if _share(filled, lambda text: households.read_relation(text) is not None) >= _MOST:
        return F.RELATION
    for field, pattern in _KINDS:
        if sum(bool(pattern.match(text)) for text in filled) >= _MOST * len(filled):
            return field
    return None


def _share(filled: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(text)) for text in filled) / len(filled)


def _looks_like_id(text: str) -> bool:
    plain = numbers.squeeze(text)
    if len(plain) > _LONGEST_ID:  # a paragraph that names one is prose
        return False
    return identity.read_identity(plain).number is not None or bool(_ID_SHAPE.match(plain))


def bodies_without_header(grid: Grid) -> list[BodyRow]:
    """Give the rows of a sheet that is a table without a header: one column must hold IDs."""
    columns = [[row[place] for row in grid.rows] for place in range(grid.width)]
    fields = [guess_by_content(column) for column in columns]
    if F.ID_NUMBER not in fields:
        return []
    names = [
        place
        for place, column in enumerate(columns)
        if fields[place] is None
        and _share([text for text in column if text] or [""], _NAME.match) >= _MOST
    ]
    if names:
        fields[names[0]] = F.NAME
    found = tuple(Column(place + 1, "", field) for place, field in enumerate(fields) if field)
    place = fields.index(F.ID_NUMBER)
    return [
        BodyRow(row, found, Context())
        for row, cells in enumerate(grid.rows, 1)
        if _looks_like_id(cells[place])
        or (names and cells[names[0]] and headers.field_of(cells[names[0]]) is None)
    ]
