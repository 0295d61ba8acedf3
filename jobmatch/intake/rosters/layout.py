"""Where people stand on a sheet: header rows, bodies, section lines, prose; what holds for them.

A roster is walked from top to bottom. A header row (also of two levels, also repeated) names the
columns for the rows below it; title lines and section lines (a household, a building) say what
holds for the rows that follow; everything else is a person's row, a line of prose, or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.intake import columns as names
from jobmatch.intake.rosters import headers, values
from jobmatch.intake.rosters.headers import RosterField as F

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobmatch.intake.grids import Grid

_LONG_DIGITS = re.compile(r"\d{6,}|[*]{3,}")
_BY_NAME = 0.9
_MAX_LEVELS = 3
_MAX_LABEL = 24
_LONGEST_LABEL = 12
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总人数|合共|本页|以上)|^共\d+[人户]")
_NOTE = re.compile(r"^(?:备?注|说明|注意|填表说明)[:：]|^(?:制表|审核|填表|经办|负责)人?[:：]")
_SECTION_LABEL = re.compile(
    r"(?:所在|家庭|现|搬迁|安置|居住|所属)*(?:社区|小区|安置点|住址|地址|居住地|楼栋|楼号|栋号|栋"
    r"|单元|房号|房间号|门牌号|户编号|户籍编号|户号|编号|户主|户主姓名|姓名|户主电话|联系电话|电话"
    r"|家庭人口|人口数?|家庭人口数|户人口)(?:名称)?[:：]?"
)
_PAIR = re.compile(r"([一-龥]{1,8})\s*[:：]\s*([^\s:：;；,，]+)")
_BLOCK_FIELDS = frozenset({F.HOUSEHOLD_NO, F.HEAD_NAME})
_HOUSEHOLD_LINE = re.compile(
    r"^(?:第[\d一二三四五六七八九十百]+户|[\d一二三四五六七八九十百]+、?户主)"
)
_LOOKING = re.compile(
    r"想找工作|找工作|求职(?:人员|登记|名单|花名册|台账)|有(?:就业)?意愿|想就业|愿意就业|要找活"
)
_OUT_OF_WORK = re.compile(r"失业|未就业|无业|待业|零就业")
_IN_WORK = re.compile(
    r"已就业|在岗(?:人员|名单|花名册)|务工人员(?:名单|花名册|台账)|在外务工|稳定就业人员|就业人员(?:名单|花名册|台账)"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a body: 1-based number, header as written, what it was taken for."""

    number: int
    header: str
    field: F | None
    path: str = ""
    """The key under which a confirmed guess is remembered."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What title and section lines say about the rows below them."""

    community: str | None = None
    building: str | None = None
    unit: str | None = None
    room_no: str | None = None
    household_no: str | None = None
    block: int = 0
    """Number of the household block that the row stands in; 0 outside of one."""
    employed: bool | None = None
    willing: bool | None = None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of a table that may hold a person."""

    row: int
    columns: tuple[Column, ...]
    context: Context
    header: tuple[int, int] | None = None
    """First and last row of the header in force."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of prose."""

    row: int
    text: str
    cells: int
    context: Context


@dataclass(slots=True)
class _Walk:
    """Where the walk is: the header in force, the title's context, the section's context."""

    columns: tuple[Column, ...] = ()
    header: tuple[int, int] | None = None
    title: Context = Context()
    section: Context = Context()
    blocks: int = 0


def walk(grid: Grid, remembered: Mapping[str, str]) -> Iterator[BodyRow | Line]:
    """Give the rows of people and the lines of prose of a sheet, top to bottom.

    Args:
        grid: the sheet.
        remembered: header (columns.path_name) → field name, as confirmed for this sender before.
    """
    state = _Walk()
    row = 1
    while row <= grid.height:
        found = read_header(grid, row, remembered)
        if found:
            state.columns, last = found
            state.header = (row, last)
            row = last + 1
            continue
        yield from _read_row(grid, row, state)
        row += 1


def _read_row(grid: Grid, row: int, state: _Walk) -> Iterator[BodyRow | Line]:
    filled = [(number, text) for number, text in enumerate(grid.rows[row - 1], 1) if text]
    if not filled:
        return
    texts = [text for _, text in filled]
    first = numbers.squeeze(texts[0])
    if _TOTAL.match(first) or (_NOTE.match(first) and not re.search(r"\d{15}", first)):
        return
    if _is_section(texts, first):
        _enter_section(state, texts, first)
    elif state.columns and _names_somebody(grid, row, state.columns):
        context = merge(state.title, state.section)
        for group in split_groups(state.columns):
            yield BodyRow(row, group, context, state.header)
    elif len(texts) == 1 or not state.columns:
        _read_line(state, "　".join(texts))
        yield Line(row, "，".join(texts), len(texts), merge(state.title, state.section))


def _names_somebody(grid: Grid, row: int, columns: tuple[Column, ...]) -> bool:
    own = (
        {F.NAME, F.ID_NUMBER}
        if any(c.field in {F.NAME, F.ID_NUMBER} for c in columns)
        else {F.HEAD_NAME}
    )
    return any(grid.text(row, column.number) for column in columns if column.field in own)


def merge(outer: Context, inner: Context) -> Context:
    """Give what holds inside *inner* within *outer*: the inner word counts where there is one."""
    return Context(
        community=inner.community or outer.community,
        building=inner.building or outer.building,
        unit=inner.unit or outer.unit,
        room_no=inner.room_no or outer.room_no,
        household_no=inner.household_no or outer.household_no,
        block=inner.block or outer.block,
        employed=outer.employed if inner.employed is None else inner.employed,
        willing=outer.willing if inner.willing is None else inner.willing,
    )


def read_header(
    grid: Grid, row: int, remembered: Mapping[str, str]
) -> tuple[tuple[Column, ...], int] | None:
    """Give (columns, last row of the header) when a header starts at *row*, else None."""
    texts = grid.filled_row(row)
    if not _may_be_header(texts):
        return None
    last = row
    while last - row < _MAX_LEVELS - 1 and _continues(grid, row, last + 1):
        last += 1
    columns = tuple(
        column
        for number in range(1, grid.width + 1)
        if (column := _column(grid, row, last, number, remembered)) is not None
    )
    fields = {column.field for column in columns if column.field}
    if not fields & {F.NAME, F.ID_NUMBER} and not {F.HEAD_NAME, F.PHONE} <= fields:
        return None
    return (columns, last) if len(fields) > 1 else None


def has_header(grid: Grid, remembered: Mapping[str, str]) -> bool:
    """Tell whether a header of people stands anywhere on the sheet."""
    return any(read_header(grid, row, remembered) for row in range(1, grid.height + 1))


def _may_be_header(texts: list[str]) -> bool:
    labels = [text for text in dict.fromkeys(texts) if text]
    if len(labels) < 2 or any(_LONG_DIGITS.search(numbers.squeeze(text)) for text in labels):  # noqa: PLR2004 - one label is a title
        return False
    known = sum(headers.known_as(text)[0] for text in labels)
    return known >= 2 and known * 3 >= len(labels)  # noqa: PLR2004 - one known word may be a value


def _continues(grid: Grid, top: int, row: int) -> bool:
    """Tell whether *row* is a further level of the header that starts at *top*."""
    texts = grid.rows[row - 1] if row <= grid.height else []
    filled = [(number, text) for number, text in enumerate(texts, 1) if text]
    if not filled or any(_LONG_DIGITS.search(text) or len(text) > _MAX_LABEL for _, text in filled):
        return False
    for number, _ in filled:
        above = grid.merge_at(top, number)
        field = headers.field_of(grid.filled(top, number))
        if field in {F.NAME, F.ID_NUMBER} and above is None:
            return False
    wide = [
        number for number, _ in filled if (m := grid.merge_at(top, number)) and m.right > m.left
    ]
    open_above = [number for number, _ in filled if not grid.text(top, number)]
    return (
        len(wide) + len(open_above) > 0
        and len(filled) < sum(map(bool, grid.filled_row(top))) + len(filled) / 2
        and (any(headers.known_as(text)[0] for _, text in filled))
    )


def _column(
    grid: Grid, top: int, last: int, number: int, remembered: Mapping[str, str]
) -> Column | None:
    levels = [grid.filled(row, number) for row in range(top, last + 1)]
    if last > top and not levels[0]:
        levels[0] = _label_to_the_left(grid, top, number)
    labels = list(dict.fromkeys(label for label in levels if label))
    if not labels:
        return None
    header = "/".join(numbers.squeeze(label) for label in labels)
    key = names.path_name(labels)
    if key in remembered:
        name = remembered[key]
        chosen = F(name) if name in set(F) and name != F.IGNORED else None
        return Column(number, header, chosen, key)
    for label in (labels[-1], "".join(labels)):
        known, field = headers.known_as(label)
        if known:
            return Column(number, header, field, key, _BY_NAME)
    return Column(number, header, None, key, 0.0)


def _label_to_the_left(grid: Grid, row: int, number: int) -> str:
    """Give the label that spreads over an empty header cell without being merged."""
    return next(
        (text for column in range(number - 1, 0, -1) if (text := grid.text(row, column))), ""
    )


def split_groups(columns: tuple[Column, ...]) -> list[tuple[Column, ...]]:
    """Split the columns of a layout that sets several people side by side; else one group."""
    starts = [place for place, column in enumerate(columns) if column.field is F.NAME]
    ids = sum(column.field is F.ID_NUMBER for column in columns)
    if len(starts) < 2 or ids != len(starts):  # noqa: PLR2004 - one person a row
        return [columns]
    lead = starts[0]
    bounds = [start - lead for start in starts[1:]]
    return [columns[a:b] for a, b in zip([0, *bounds], [*bounds, len(columns)], strict=True)]


def _is_section(texts: list[str], first: str) -> bool:
    if _HOUSEHOLD_LINE.match(first) or (len(texts) == 1 and _tells_household(texts[0])):
        return True
    labels = sum(_is_section_label(text) for text in texts)
    return labels > 1 and len(texts) <= 2 * labels + 2


def _tells_household(text: str) -> bool:
    """Tell whether one cell holds pairs of a household (户编号：… 户主：…), no person's number."""
    labels = [label for label, _ in _PAIR.findall(numbers.tidy(text))]
    fields = {headers.field_of(label) for label in labels if _is_section_label(label)}
    if len(fields - {None}) < 2 or F.NAME in fields:  # noqa: PLR2004 - one pair is a caption
        return False
    return bool(fields & _BLOCK_FIELDS) and all(
        headers.field_of(label) is not F.ID_NUMBER for label in labels
    )


def _is_section_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and _matches_label(text)


@lru_cache(maxsize=4_096)
def _matches_label(text: str) -> bool:
    return bool(_SECTION_LABEL.fullmatch(numbers.squeeze(text)))


def _enter_section(state: _Walk, texts: list[str], first: str) -> None:
    """Take a section line of labels and values: a household, its address, its number."""
    found = _pairs(texts)
    home = values.read_home(found.get("address", "") or " ".join(texts))
    outer = replace(state.section, household_no=None, room_no=None, unit=None)
    if _HOUSEHOLD_LINE.match(first) or "household_no" in found:
        state.blocks += 1
    state.section = Context(
        community=values.read_community(found.get("community", ""))
        or home.community
        or outer.community,
        building=values.read_building(found.get("building", "")) or home.building or outer.building,
        unit=found.get("unit") or home.unit,
        room_no=found.get("room_no") or home.room_no,
        household_no=found.get("household_no"),
        block=state.blocks,
    )


def _pairs(texts: list[str]) -> dict[str, str]:
    """Give field → value of "label | value" cells and of "label：value" inside cells."""
    found: dict[str, str] = {}
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        if _is_section_label(text):
            field = headers.field_of(text)
            if field and following and not _is_section_label(following):
                found.setdefault(field.value, numbers.squeeze(following))
        for label, value in _PAIR.findall(numbers.tidy(text)):
            field = headers.field_of(label)
            if field:
                found.setdefault(field.value, value)
    return found


def _read_line(state: _Walk, text: str) -> None:
    """Take what a title or a line between rows says about the people below it."""
    if re.search(r"\d{15,}", text):
        return
    found = _pairs([text])
    home = values.read_home(text)
    buildings = {
        m.group(0) for m in re.finditer(r"[A-Za-z]?\d{1,3}(?:栋|号楼|幢)", numbers.squeeze(text))
    }
    said = Context(
        community=home.community,
        building=values.read_building(found.get("building", ""))
        or (home.building if len(buildings) == 1 else None),
        unit=home.unit,
        household_no=found.get("household_no"),
        employed=_employment_of(text),
        willing=True if _LOOKING.search(text) else None,
    )
    if not state.columns and said.household_no is None:
        state.title = merge(state.title, said)
        return
    if said.household_no:
        state.blocks += 1
        said = replace(said, block=state.blocks)
    if said != Context():
        kept = state.section.community if not said.community else None
        state.section = replace(said, community=said.community or kept)


def _employment_of(text: str) -> bool | None:
    if _OUT_OF_WORK.search(text):
        return False
    return True if _IN_WORK.search(text) else None
