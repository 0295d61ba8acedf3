"""Cards: one posting as a small form of names and values, several below or beside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.intake import captions, columns, tables
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft

if TYPE_CHECKING:
    from jobmatch.intake.captions import Caption
    from jobmatch.intake.grids import Grid

_LONGEST_KEY = 8
_LEAST_ROWS = 3
_CARD_SHARE = 0.6
_SURE = 0.75


def _key(text: str) -> Role | None:
    """Give what a key names; None when the text is no key."""
    name = columns.plain_name(text)
    if not name or len(name) > _LONGEST_KEY or re.search(r"\d", name):
        return None
    guess = columns.guess_name(text)
    return guess.role if guess.confidence >= _SURE else None


def _pairs(grid: Grid, row: int) -> list[tuple[Role, Cell]]:
    """Read *row* as key, value, key, value …; [] when it does not begin with a known key.

    A later name that is not known is a key all the same where a key is due.
    """
    pairs: list[tuple[Role, Cell]] = []
    column = 1
    while column <= grid.width:
        text = grid.text(row, column)
        after = _after(grid, row, column)
        role = _key(text) if text else None
        if text and role is None:
            if not pairs or not _may_be_key(text):
                return pairs
            role = Role.IGNORED
        if role is None:
            column = after
            continue
        if after > grid.width:
            break
        pairs.append((role, Cell(grid.filled(row, after), after, text)))
        column = _after(grid, row, after)
    return pairs


def _may_be_key(text: str) -> bool:
    return len(text) <= _LONGEST_KEY and not re.search(r"[\d，。,:：]", text)


def _after(grid: Grid, row: int, column: int) -> int:
    merge = grid.merge_at(row, column)
    return (merge.right if merge is not None else column) + 1


def find_cards(grid: Grid) -> list[tuple[int, list[tuple[Role, Cell]]]]:
    """Give (row, pairs) of a sheet made of cards; [] when it is none."""
    found = []
    wide = 0
    for row in range(1, grid.height + 1):
        cells = tables.own_cells(grid, row)
        if len(cells) < 2:  # noqa: PLR2004 - a pair takes two
            continue
        wide += 1
        pairs = _pairs(grid, row)
        if pairs and len(pairs) * 2 >= len(cells):
            found.append((row, pairs))
    roles = {role for _, pairs in found for role, _ in pairs}
    enough = len(found) >= max(_LEAST_ROWS, _CARD_SHARE * wide)
    return found if enough and Role.TITLE in roles and len(roles) >= _LEAST_ROWS else []


def draft_cards(grid: Grid, outer: Caption) -> list[Draft]:
    """Make a draft of every card: a new one begins where a key comes again."""
    drafts: list[Draft] = []
    seen: set[Role] = set()
    first_key: Role | None = None
    for row, pairs in find_cards(grid):
        roles = [role for role, _ in pairs]
        begins = roles[0] == first_key or (roles[0] in seen and roles[0] is not Role.REMARK)
        if not drafts or begins:
            drafts.append(Draft(grid.sheet, row, caption=outer))
            seen = set()
            first_key = first_key or roles[0]
        seen |= set(roles)
        for role, cell in pairs:
            drafts[-1].add(role, cell)
    return [draft for draft in drafts if _holds(draft)]


def _holds(draft: Draft) -> bool:
    told = set(draft.cells) - {Role.SERIAL, Role.IGNORED, Role.EMPLOYER, Role.WORKPLACE}
    return Role.TITLE in told or len(told) >= _LEAST_ROWS


def find_transposed(grid: Grid) -> tuple[int, list[Role]] | None:
    """Give (first row, role per row) of a table whose names stand in the first column."""
    roles: list[Role] = []
    first = 0
    for row in range(1, grid.height + 1):
        cells = tables.own_cells(grid, row)
        if len(cells) < 2 or cells[0][0] != 1:  # noqa: PLR2004 - a name and a value
            if roles:
                break
            continue
        role = _key(cells[0][1])
        if role is None:
            return None
        first = first or row
        roles.append(role)
    several = grid.width > 2 and len(roles) >= _LEAST_ROWS and Role.TITLE in roles  # noqa: PLR2004 - names and two postings
    titles = (
        [text for index, text in tables.own_cells(grid, first + roles.index(Role.TITLE))]
        if several
        else []
    )
    alike = len(titles) > 2 and not any(_key(text) for text in titles[1:])  # noqa: PLR2004 - the name and two titles
    return (first, roles) if several and alike else None


def draft_transposed(grid: Grid, first: int, roles: list[Role], outer: Caption) -> list[Draft]:
    """Make a draft of every value column of a transposed table."""
    drafts = []
    for column in range(2, grid.width + 1):
        draft = Draft(grid.sheet, first + roles.index(Role.TITLE), caption=outer)
        for offset, role in enumerate(roles):
            draft.add(role, Cell(grid.filled(first + offset, column), column))
        if Role.TITLE in draft.cells:
            drafts.append(draft)
    return drafts


def card_caption(grid: Grid, until: int) -> Caption:
    """Read the lines above the first card."""
    texts = []
    for row in range(1, until):
        cells = tables.own_cells(grid, row)
        if len(cells) == 1:
            texts.append(cells[0][1])
    return captions.read_lines(texts)
