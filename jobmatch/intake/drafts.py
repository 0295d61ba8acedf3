"""Drafts: what one posting's cells say, before any of it is read as a value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jobmatch.intake.captions import Caption

if TYPE_CHECKING:
    from jobmatch.intake.column_names import Role


LONGEST_TEXT = 2_000
"""Longer cells are no cells of a posting; what stands behind is not read."""
_CIRCLED = re.compile(r"[①-⑳]")


def _as_number(found: re.Match[str]) -> str:
    """Write ② as "2、" on a line of its own: as a mere digit it would run into the next number."""
    return f"\n{ord(found[0]) - ord('①') + 1}、"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it stands: 1-based column (0: none) and the name above it."""

    text: str
    column: int = 0
    header: str = ""


@dataclass
class Draft:
    """One posting to be: where it stands and its texts by what their columns are taken for.

    Attributes:
        sheet: name of the sheet; None for csv.
        row: first row, 1-based as a spreadsheet shows it.
        cells: texts by role; several columns of one role keep their order.
        caption: what lines around say.
        confidence: of the guess that made a column this role.
    """

    sheet: str | None
    row: int
    cells: dict[Role, list[Cell]] = field(default_factory=dict)
    caption: Caption = field(default_factory=Caption)
    confidence: dict[Role, float] = field(default_factory=dict)

    def add(self, role: Role, cell: Cell, confidence: float = 1.0) -> None:
        """Add a text; blank ones are not kept."""
        if cell.text:
            if len(cell.text) > LONGEST_TEXT:
                cell = replace(cell, text=cell.text[:LONGEST_TEXT])
            if _CIRCLED.search(cell.text):
                cell = replace(cell, text=_CIRCLED.sub(_as_number, cell.text).strip())
            self.cells.setdefault(role, []).append(cell)
            self.confidence[role] = min(confidence, self.confidence.get(role, 1.0))

    def text(self, role: Role) -> str:
        """Give the texts of *role* as one; "" when there is none."""
        cells = self.cells.get(role)
        if not cells:
            return ""
        return cells[0].text if len(cells) == 1 else "，".join(cell.text for cell in cells)

    def column(self, role: Role) -> int:
        """Give the column of the first text of *role*; 0 when there is none."""
        cells = self.cells.get(role)
        return cells[0].column if cells else 0
