"""The shape of a sheet, and the drafts in it: table, cards, transposed table, running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain.errors import InputError
from jobmatch.intake import bodies, captions, cards, chats, columns, contents, firms, tables
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobmatch.domain.kinds import EmployerKind
    from jobmatch.intake.drafts import Draft
    from jobmatch.intake.grids import Grid
    from jobmatch.intake.tables import Column, Line, Table

_NOT_POSTINGS = re.compile(r"字典|说明|下拉|选项|参数|码表|代码表|示例|样例|数据源|有效性|枚举")
_SUMMARY = re.compile(r"汇总|合计|统计")
_OF_POSTINGS = frozenset(
    {
        Role.EMPLOYER,
        Role.PLACES,
        Role.PAY,
        Role.PAY_MIN,
        Role.PHONE,
        Role.DEMANDS,
        Role.REMARK,
        Role.AGES,
        Role.WORKPLACE,
        Role.BOARDING,
        Role.WELFARE,
    }
)
_LEAST_ROLES = 2
_LEAST_ROSTER = 2


class SheetMissingError(InputError):
    """The workbook has no sheet of the name asked for."""

    def __init__(self, asked: str, names: Sequence[str | None]) -> None:
        """Take the name *asked* for and those there are."""
        there = "、".join(f"“{name}”" for name in names if name) or "（没有名字）"
        super().__init__(f"这个文件里没有工作表“{asked}”，只有：{there}。")


@dataclass(frozen=True)
class Layout:
    """What was found on one sheet.

    Attributes:
        grid: the sheet.
        shape: table, cards, transposed, text, roster, header_only, other or empty.
        drafts: postings to be.
        tables: tables found, columns settled.
    """

    grid: Grid
    shape: str
    drafts: list[Draft]
    tables: list[Table]


def choose_sheets(grids: Sequence[Grid], asked: str | None) -> list[Grid]:
    """Give the sheets to read: the one *asked* for, else all that may hold postings.

    Raises:
        SheetMissingError: there is no sheet of that name.
    """
    if asked is None:
        return [grid for grid in grids if not (grid.sheet and _NOT_POSTINGS.search(grid.sheet))]
    found = [grid for grid in grids if grid.sheet == asked]
    if not found:
        raise SheetMissingError(asked, [grid.sheet for grid in grids])
    return found


def is_summary(grid: Grid) -> bool:
    """Tell whether a sheet is by its name a summary of the others."""
    return bool(grid.sheet and _SUMMARY.search(grid.sheet))


def read_layout(grid: Grid, *, remembered: Mapping[str, str] | None = None) -> Layout:
    """Find the shape of *grid* and draft its postings."""
    if grid.is_empty:
        return Layout(grid, "empty", [], [])
    made = _read_cards(grid)
    if made is not None:
        return made
    found, below = tables.find_tables(grid, remembered=remembered)
    found = [contents.settle(grid, table) for table in found]
    if not found:
        return _read_headerless(grid)
    if any(_is_roster(table) for table in found):
        return Layout(grid, "roster", [], found)
    postings = [table for table in found if _is_of_postings(table)]
    drafts = _draft_tables(grid, postings, below)
    if drafts:
        return Layout(grid, "table", drafts, postings)
    blank = bool(postings) and not any(_told(grid, table) for table in postings)
    return Layout(grid, "header_only" if blank else "other", [], found)


def _read_headerless(grid: Grid) -> Layout:
    """Read a sheet without a header: columns by content alone, else running text."""
    guessed = contents.guess_table(grid)
    if guessed is not None:
        return Layout(grid, "table", bodies.draft_rows(grid, guessed, Caption()), [guessed])
    drafts = chats.draft_lines(grid)
    return Layout(grid, "text" if drafts else "other", drafts, [])


def _read_cards(grid: Grid) -> Layout | None:
    transposed = cards.find_transposed(grid)
    if transposed is not None:
        first, roles = transposed
        drafts = cards.draft_transposed(grid, first, roles, cards.card_caption(grid, first))
        return Layout(grid, "transposed", drafts, []) if drafts else None
    pairs = cards.find_cards(grid)
    if not pairs:
        return None
    drafts = cards.draft_cards(grid, cards.card_caption(grid, pairs[0][0]))
    return Layout(grid, "cards", drafts, []) if drafts else None


def _is_roster(table: Table) -> bool:
    """Tell whether a table lists people: their names and numbers, no places to fill."""
    names = [column.role for column in table.columns].count(Role.ROSTER)
    return names >= _LEAST_ROSTER and Role.PLACES not in table.roles


def _is_of_postings(table: Table) -> bool:
    return Role.TITLE in table.roles and len(table.roles & _OF_POSTINGS) >= _LEAST_ROLES - (
        len(table.columns) <= _LEAST_ROLES
    )


def _told(grid: Grid, table: Table) -> bool:
    """Tell whether a body row of *table* holds more than its number."""
    serial = {column.index for column in table.columns if column.role is Role.SERIAL}
    return any(
        index not in serial for row in table.body for index, _ in tables.own_cells(grid, row)
    )


def _draft_tables(grid: Grid, found: list[Table], below: list[Line]) -> list[Draft]:
    drafts: list[Draft] = []
    caption = Caption()
    for number, table in enumerate(found):
        _part_firms(table)
        notes = below if number == len(found) - 1 else []
        caption = _caption_of(table, notes, grid.sheet, caption)
        drafts += bodies.draft_rows(grid, table, caption)
    return drafts


def _part_firms(table: Table) -> None:
    """Where each firm has its own block, make the lines of the first one a section like the others.

    What stands in them, its address and telephone number, holds for that firm alone.
    """
    firms_below = any(captions.read_section(line.text).employer for line in table.sections)
    if _has(table, Role.EMPLOYER) or not firms_below:
        return
    named = [at for at, line in enumerate(table.preface) if captions.read_line(line.text).employer]
    if named:
        table.sections[:0] = table.preface[named[-1] :]
        del table.preface[named[-1] :]


def _caption_of(table: Table, notes: list[Line], sheet: str | None, before: Caption) -> Caption:
    """Read what stands above and below *table*; the year of an earlier table holds on."""
    above = captions.read_lines(line.text for line in table.preface)
    if table.preface and above.employer is None and not _has(table, Role.EMPLOYER):
        above = captions.read_section(table.preface[-1].text).over(above)
    told = captions.read_lines(line.text for line in notes)
    offers = Caption(
        offers=told.offers,
        workplace=told.workplace,
        contact=told.contact if not _has(table, Role.PHONE) else None,
        phone=told.phone if not _has(table, Role.PHONE) else None,
        deadline=told.deadline,
    )
    kind = firms.kind_of_words(sheet or "") or _kind_of_header(table)
    outer = Caption(year=before.year, kind=kind).over(offers)
    return above.over(outer)


def _has(table: Table, role: Role) -> bool:
    return role in table.roles


def _kind_of_header(table: Table) -> EmployerKind | None:
    for column in table.columns:
        if column.role is Role.EMPLOYER:
            return firms.kind_of_words("".join(column.levels))
    return None


def column_path(column: Column) -> str:
    """Give the name under which the guess for *column* is remembered."""
    return columns.path_name(column.levels)
