"""Cells of a sheet as a clerk puts them right, and what was sent back.

A cell that holds a number of a person is shown masked and can only be typed anew: left empty it
stays as it is. A cell is named by the place of its sheet, its row and its column; what names no
cell that was shown changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain.imports import Choice
from jobmatch.intake.grids import column_letters, column_number
from jobmatch.services.imports.drafts import Decision
from jobmatch.web.filters import hide_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from jobmatch.intake.grids import CellPlace
    from jobmatch.queries.batches import ProblemRow, RowRead
    from jobmatch.services.imports.drafts import Draft, RowPlace
    from jobmatch.services.imports.outlines import Outline, OutlinedSheet
    from jobmatch.store.imports import ImportProblem

    Standing = Mapping[tuple[str | None, int], Sequence[RowRead]]

LONGEST = 2_000
"""Characters of a cell; longer ones are no cells of a posting or a person."""
_CONTEXT = 3
_CELL = re.compile(r"cell:(\d{1,3}):(\d{1,7}):(\d{1,4})")
_ROW = re.compile(r"row:(\d{1,3}):(\d{1,7})")
_COLUMNS_OF: dict[str, tuple[str, ...]] = {
    "places_min": ("places", "places_male", "places_female"),
    "pay_min": ("pay", "pay_min", "pay_max"),
    "ages": ("ages", "age_min", "age_max", "ages_male", "ages_female"),
    "board": ("board", "boarding"),
    "lodging": ("lodging", "boarding"),
    "phone": ("phone", "contact"),
    "birth_on": ("birth_on", "id_number"),
}
"""Which columns give a field, where that is not the one of its own name."""
_UNREAD = frozenset({"ignored", "serial"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the name of its input, what stands above it, what stands in it."""

    name: str
    label: str
    letter: str
    text: str
    is_secret: bool
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row to put right: what is wrong, the cells to type into, what else stands in the row."""

    key: str
    sheet: str | None
    row: int
    sentences: tuple[str, ...]
    cells: tuple[Cell, ...]
    context: str
    is_skipped: bool
    seq: int | None


def grid_of(
    outline: Outline, rows: Iterable[ProblemRow], standing: Standing, draft: Draft
) -> list[GridRow]:
    """Give the rows of a page of problems; only what is wrong can be typed into."""
    return [
        _row(outline, one.sheet, one.row, standing, draft, problems=one.problems) for one in rows
    ]


def whole_row(
    outline: Outline, sheet: str | None, row: int, standing: Standing, draft: Draft
) -> GridRow:
    """Give one row of which every cell can be typed into."""
    return _row(outline, sheet, row, standing, draft, problems=())


def _row(
    outline: Outline,
    name: str | None,
    row: int,
    standing: Standing,
    draft: Draft,
    *,
    problems: Sequence[ImportProblem],
) -> GridRow:
    sheet = outline.sheet(name)
    at = outline.sheets.index(sheet) if sheet else 0
    texts = texts_of(outline, name, row, standing) or ()
    records = standing.get((name, row), ())
    wrong = _wrong_columns(sheet, problems)
    shown = wrong or _all_columns(sheet, texts)
    cells = tuple(
        _cell(at, row, column, sheet, texts, is_wrong=column in wrong)
        for column in sorted(shown)
        if column <= len(texts)
    )
    hidden = shown | _unread_columns(sheet)
    others = [hide_numbers(text) for at, text in enumerate(texts, 1) if text and at not in hidden]
    decided = [draft.decisions.get(record.place) for record in records]
    return GridRow(
        key=f"row:{at}:{row}",
        sheet=name,
        row=row,
        sentences=tuple(dict.fromkeys(problem.sentence for problem in problems)),
        cells=cells,
        context=" · ".join(dict.fromkeys(others[: _CONTEXT + 1])),
        is_skipped=any(one is not None and one.choice is Choice.SKIP for one in decided),
        seq=records[0].seq if records else None,
    )


def texts_of(
    outline: Outline, sheet: str | None, row: int, standing: Standing
) -> Sequence[str] | None:
    """Give the texts of a row that is known: one with a problem, or one that gave a record."""
    records = standing.get((sheet, row), ())
    return outline.texts(sheet, row) or (records[0].texts if records else None)


def _wrong_columns(sheet: OutlinedSheet | None, problems: Sequence[ImportProblem]) -> set[int]:
    """Give the columns to type into: where each problem stands, else where its field comes from."""
    found = set()
    for problem in problems:
        if problem.column:
            found.add(column_number(problem.column))
            continue
        roles = _COLUMNS_OF.get(problem.field, (problem.field,))
        columns = sheet.columns if sheet else ()
        found |= {column_number(one.letter) for one in columns if one.role in roles}
    return found


def _unread_columns(sheet: OutlinedSheet | None) -> set[int]:
    columns = sheet.columns if sheet else ()
    return {column_number(one.letter) for one in columns if one.role in _UNREAD}


def _all_columns(sheet: OutlinedSheet | None, texts: Sequence[str]) -> set[int]:
    read = {
        column_number(one.letter)
        for one in (sheet.columns if sheet else ())
        if one.role not in _UNREAD
    }
    return read or {at for at, text in enumerate(texts, 1) if text}


def _cell(
    at: int,
    row: int,
    column: int,
    sheet: OutlinedSheet | None,
    texts: Sequence[str],
    *,
    is_wrong: bool,
) -> Cell:
    letter = column_letters(column)
    headers = [one.header for one in (sheet.columns if sheet else ()) if one.letter == letter]
    text = texts[column - 1]
    return Cell(
        name=f"cell:{at}:{row}:{column}",
        label=headers[0] if headers and headers[0] else f"{letter} 列",
        letter=letter,
        text=hide_numbers(text),
        is_secret=is_secret(text),
        is_wrong=is_wrong,
    )


def is_secret(text: str) -> bool:
    """Tell whether a cell holds a number of a person."""
    return hide_numbers(text) != text


def asked_rows(outline: Outline, sent: Mapping[str, Any]) -> set[tuple[str | None, int]]:
    """Give the rows of which the form that was *sent* shows cells or a tick."""
    found = set()
    for name in sent:
        match = _CELL.fullmatch(name) or _ROW.fullmatch(name)
        if match and int(match[1]) < len(outline.sheets):
            found.add((outline.sheets[int(match[1])].name, int(match[2])))
    return found


def fixes_of(outline: Outline, standing: Standing, sent: Mapping[str, Any]) -> dict[CellPlace, str]:
    """Give the cells whose text was changed in the form that was *sent*."""
    fixes: dict[CellPlace, str] = {}
    for name, value in sent.items():
        match = _CELL.fullmatch(name)
        if match is None or int(match[1]) >= len(outline.sheets):
            continue
        sheet, row, column = outline.sheets[int(match[1])].name, int(match[2]), int(match[3])
        texts = texts_of(outline, sheet, row, standing)
        if texts is None or not 1 <= column <= len(texts):
            continue
        old, new = texts[column - 1], str(value).strip()[:LONGEST]
        if new == old or (not new and is_secret(old)):
            continue
        fixes[sheet, row, column] = new
    return fixes


def skips_of(
    outline: Outline, standing: Standing, sent: Mapping[str, Any], draft: Draft
) -> dict[RowPlace, Decision | None]:
    """Give which records are to be left out from now on, and which no more."""
    found: dict[RowPlace, Decision | None] = {}
    for name in sent:
        match = _ROW.fullmatch(name)
        if match is None or int(match[1]) >= len(outline.sheets):
            continue
        place = (outline.sheets[int(match[1])].name, int(match[2]))
        is_ticked = f"skip:{match[1]}:{match[2]}" in sent
        for record in standing.get(place, ()):
            found.update(_changed(record.place, draft, is_ticked=is_ticked))
    return found


def _changed(
    place: RowPlace, draft: Draft, *, is_ticked: bool
) -> Iterator[tuple[RowPlace, Decision | None]]:
    present = draft.decisions.get(place)
    is_skipped = present is not None and present.choice is Choice.SKIP
    if is_ticked != is_skipped:
        yield place, Decision(Choice.SKIP) if is_ticked else None
