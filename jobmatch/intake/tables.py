"""Where the tables of a sheet stand: header rows of one to three levels, bands, bodies.

Rows are read from the top. A row that looks like a header starts a table, unless it repeats the one
in force; rows with one text are lines (titles, sections, notes), the rest is body. What lines mean
is read elsewhere (captions.py).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobmatch.intake import columns
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobmatch.intake.grids import Grid

_KNOWN_SHARE = 0.6
_MIN_ROLES = 3
_MAX_LEVELS = 3
_LONG_NAME = 20
_SUB_NAME = 10
_LONGEST_LINE = 500
_DIGITS = re.compile(r"\d{3,}|\d+[-~—]\d+")
_KEYED = re.compile(r"[:：].+")
_FIRM = re.compile(r".{3,}(公司|集团|厂|合作社|经营部|商行)$")
_TOTAL = re.compile(
    r"^(合计|小计|总计|共计|累计|总数|合计人数|本页小计|汇总)(?![\u4e00-\u9fff]{4})"
)
_TOTAL_CELL = re.compile(r"^(合计|小计|总计|共计|合计人数|本页小计)[:：]?$")
_TOTAL_SIGNS = frozenset("合小总共累本汇")
_FIRST_CELLS = 3
_FOOTER = re.compile(
    r"^[※*★（(【]*(备?注|说明|温馨提示|提示|填表|填报|审核|制表|制单|审批|负责人签|单位负责|经办|以上|"
    r"咨询|报名|监督|联系方式|有意者|特此|附[:：件])"
)
_BLANK_MARKS = frozenset({"", "/", "-", "—", "——", "\\"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its 1-based index on the sheet, header levels, and what it is."""

    index: int
    levels: tuple[str, ...]
    guess: columns.Guess

    @property
    def role(self) -> Role:
        """Give what the column is taken for."""
        return self.guess.role


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is one text."""

    row: int
    text: str


@dataclass
class Table:
    """A header with the rows below it.

    Attributes:
        header: first and last header row.
        bands: columns of each posting that stands in one row; one band is the normal case.
        preface: lines above the header, below the table before.
        body: rows that may hold postings.
        sections: (row, text) of lines between body rows.
    """

    header: tuple[int, int]
    bands: tuple[tuple[Column, ...], ...]
    preface: list[Line] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    sections: list[Line] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give the columns of all bands in sheet order, each once."""
        found = {column.index: column for band in self.bands for column in band}
        return tuple(found[index] for index in sorted(found))

    @property
    def roles(self) -> frozenset[Role]:
        """Give what its columns are taken for."""
        return frozenset(column.role for column in self.columns)


def own_cells(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Give (column, text) of the cells of *row* that hold a text themselves."""
    return [(index, text) for index, text in enumerate(grid.rows[row - 1], 1) if text]


def find_tables(
    grid: Grid, *, remembered: Mapping[str, str] | None = None
) -> tuple[list[Table], list[Line]]:
    """Find the tables of *grid* in order, and the lines that stand in none (below the last one).

    Args:
        grid: the sheet.
        remembered: confirmed guesses of this sender, header path to role.
    """
    tables: list[Table] = []
    lines: list[Line] = []
    row = 1
    while row <= grid.height:
        cells = own_cells(grid, row)
        if looks_like_header(cells):
            last = _last_header_row(grid, row)
            bands = _bands(_read_columns(grid, row, last, remembered))
            if tables and _same_header(tables[-1], bands):
                tables[-1].sections += lines
            else:
                tables.append(Table((row, last), bands, preface=lines))
            lines = []
            row = last + 1
            continue
        if cells:
            _sort_row(grid, row, cells, tables, lines)
        row += 1
    return tables, lines


def _sort_row(
    grid: Grid, row: int, cells: list[tuple[int, str]], tables: list[Table], lines: list[Line]
) -> None:
    """Put *row* where it belongs: line, body, or nowhere (totals)."""
    text = "　".join(dict.fromkeys(cell for _, cell in cells))[:_LONGEST_LINE]
    if not tables:
        lines.append(Line(row, text))
        return
    table = tables[-1]
    kind = _kind_of_row(grid, row, cells, table)
    if kind == "line":
        lines.append(Line(row, text))
    elif kind == "body":
        table.sections += lines
        lines.clear()
        table.body.append(row)


def _kind_of_row(grid: Grid, row: int, cells: list[tuple[int, str]], table: Table) -> str:
    first = re.sub(r"\s+", "", cells[0][1])
    if _is_total(cells):
        return "total"
    roles = {column.index: column.role for column in table.columns}
    titles = [index for index, text in cells if roles.get(index) is Role.TITLE]
    if len(cells) == 1:
        column = cells[0][0]
        merge = grid.merge_at(row, column)
        wide = merge is not None and merge.right > merge.left
        alone = titles and not wide and _reads_like_title(first)
        return "body" if alone or _goes_on(grid, row, roles) else "line"
    if not _FOOTER.match(first):
        return "body"
    labels = all(text == cells[0][1] or text[-1] in ":：" for _, text in cells)
    return "line" if labels or (_KEYED.search(first) and not titles) else "body"


def _is_total(cells: list[tuple[int, str]]) -> bool:
    """Tell whether a row is a sum: one of its first cells begins so, or any cell says just that."""
    for at, (_, text) in enumerate(cells):
        if text[0] not in _TOTAL_SIGNS:
            continue
        plain = re.sub(r"\s+", "", text)
        if _TOTAL_CELL.match(plain) or (at < _FIRST_CELLS and _TOTAL.match(plain)):
            return True
    return False


def _goes_on(grid: Grid, row: int, roles: Mapping[int, Role]) -> bool:
    """Tell whether the title of *row* is that of the row above, merged downwards."""
    merges = (grid.merge_at(row, index) for index, role in roles.items() if role is Role.TITLE)
    return any(merge is not None and merge.top < row for merge in merges)


def _reads_like_title(text: str) -> bool:
    """Tell whether a lone text in the title column may be a title: short, no label, no firm."""
    if len(text) > _LONG_NAME or re.search(r"[:：。]", text) or _FOOTER.match(text):
        return False
    return not (
        _FIRM.match(text) or re.match(r"[一二三四五六七八九十]{1,3}、|第[一二三四五]", text)
    )


def looks_like_header(cells: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the cells of a row are names of columns."""
    names = [text for _, text in cells]
    if any(name.isdigit() for name in names):
        return False  # a number is data; most body rows end here
    if len(names) < 2 or any(len(columns.plain_name(name)) > _LONG_NAME * 2 for name in names):  # noqa: PLR2004 - one name is a line
        return False
    guesses = [_guess_header_cell(name) for name in names]
    known = [guess.role for guess in guesses if guess.confidence]
    if len(known) < _KNOWN_SHARE * len(names):
        return False
    roles = set(known) - {Role.IGNORED, Role.SERIAL}
    exact = {guess.role for guess in guesses if guess.confidence == 1.0}
    both = {Role.TITLE, Role.EMPLOYER} <= exact
    if len(roles) < min(_MIN_ROLES, len(names)) and not both:
        return Counter(known)[Role.ROSTER] >= _MIN_ROLES
    anchors = {Role.TITLE, Role.EMPLOYER, Role.ROSTER}
    return bool(roles & anchors)


def _guess_header_cell(name: str) -> columns.Guess:
    plain = re.sub(r"\s+", "", name)
    if len(plain) > _LONG_NAME + 10 or _KEYED.search(plain) or _FIRM.match(plain):
        return columns.UNKNOWN
    bare = re.sub(r"[（(].*?[)）]", "", plain)
    if _DIGITS.search(bare):
        return columns.UNKNOWN
    guess = columns.guess_name(name)
    sure = guess.confidence == 1.0 or not re.search(r"\d", bare)
    return guess if sure else columns.UNKNOWN


def _last_header_row(grid: Grid, first: int) -> int:
    """Give the last row of the header that begins in row *first*."""
    last = first
    for column in range(1, grid.width + 1):
        merge = grid.merge_at(first, column)
        if merge is not None and merge.top == first:
            last = max(last, min(merge.bottom, first + _MAX_LEVELS - 1))
    while last + 1 <= min(grid.height, first + _MAX_LEVELS - 1) and _is_sublevel(grid, last + 1):
        last += 1
    return last


def _is_sublevel(grid: Grid, row: int) -> bool:
    """Tell whether *row* names parts of the groups in the row above."""
    cells = own_cells(grid, row)
    if len(cells) < 2 or any(  # noqa: PLR2004 - a lone text below a header is a section line
        len(text) > _SUB_NAME or _DIGITS.search(text) or re.search(r"\d", text) for _, text in cells
    ):
        return False
    above = grid.rows[row - 2]
    for column, _ in cells:
        merge = grid.merge_at(row - 1, column)
        grouped = merge is not None and merge.right > merge.left
        last_column = max(index for index, _ in cells)
        opens = column < last_column and column < grid.width and not above[column]
        if not (grouped or not above[column - 1] or opens):
            return False
    names = [columns.guess_name(text) for _, text in cells]
    parts = [text for _, text in cells if re.match(r"[男女姓吃住]|试用|转正|小计|合计", text)]
    return len([one for one in names if one.confidence]) + len(parts) >= _KNOWN_SHARE * len(cells)


def _read_columns(
    grid: Grid, first: int, last: int, remembered: Mapping[str, str] | None
) -> list[Column]:
    found = []
    for index in range(1, grid.width + 1):
        levels = _levels(grid, first, last, index)
        if any(levels):
            found.append(Column(index, levels, columns.guess_path(levels, remembered)))
    return found


def _levels(grid: Grid, first: int, last: int, index: int) -> tuple[str, ...]:
    """Give the names above column *index*; a group without a merged range reaches to the right."""
    names = []
    for row in range(_group_row(grid, first), last + 1):
        name = grid.filled(row, index)
        below = any(grid.text(lower, index) for lower in range(row + 1, last + 1))
        if not name and below and row < last:
            name = next(
                (grid.filled(row, at) for at in range(index, 0, -1) if grid.filled(row, at)), ""
            )
        names.append(name)
    return tuple(names)


def _group_row(grid: Grid, first: int) -> int:
    """Give the row of group names above a header whose top level did not look like one."""
    above = first - 1
    if above < 1:
        return first
    cells = own_cells(grid, above)
    merges = [grid.merge_at(above, column) for column, _ in cells]
    grouped = [one for one in merges if one and one.left < one.right and one.bottom == above]
    wide = any(one.right - one.left + 1 >= grid.width for one in grouped)
    short = all(len(text) <= _SUB_NAME for _, text in cells)
    return above if len(cells) > 1 and len(grouped) > 1 and short and not wide else first


def _bands(found: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """Split columns that repeat side by side; columns left of the first repeat belong to each."""
    names = [columns.path_name(column.levels) for column in found]
    titles = [at for at, column in enumerate(found) if column.role is Role.TITLE]
    repeated = [at for at in titles if names.count(names[at]) > 1]
    if len(repeated) < 2:  # noqa: PLR2004 - a repeat takes two
        return (tuple(found),)
    period = repeated[1] - repeated[0]
    start = repeated[0]
    while (
        start > 0
        and start - 1 + period < len(names)
        and names[start - 1] == names[start - 1 + period]
    ):
        start -= 1
    shared = tuple(found[:start])
    starts = range(start, len(found), period)
    return tuple(shared + tuple(found[at : at + period]) for at in starts)


def _same_header(table: Table, bands: tuple[tuple[Column, ...], ...]) -> bool:
    before = [(column.index, columns.path_name(column.levels)) for column in table.columns]
    found = {column.index: columns.path_name(column.levels) for band in bands for column in band}
    same = sum(found.get(index) == name for index, name in before)
    return same >= _KNOWN_SHARE * max(len(before), len(found))
