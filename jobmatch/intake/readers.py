"""The state of reading one draft: values, raw cells, confidences and problems as they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jobmatch.domain.problems import Flaw, ProblemKind
from jobmatch.intake.facts import Facts
from jobmatch.intake.problems import Problem, letters

if TYPE_CHECKING:
    from datetime import date

    from jobmatch.domain.minimum_wages import MinimumWages
    from jobmatch.domain.places import Regions
    from jobmatch.intake.column_names import Role
    from jobmatch.intake.drafts import Cell, Draft
    from jobmatch.intake.facts import Source

_NOT_SAID = re.compile(
    r"^[\s/\\\-—_、.]*$|^(?:未知|不详|未填|待定|空|见备注|见附件|详见.{0,6}|#N/A|#REF!|#VALUE!|NULL|null|None|nan)$"
)
FROM_TEXT = 0.8
FROM_CAPTION = 0.7


@dataclass(frozen=True, slots=True)
class PostingTables:
    """The tables that reading needs: regions, minimum wages, the county the house stands in."""

    regions: Regions
    minimum_wages: MinimumWages
    home: str | None = None


@dataclass
class Reader:
    """Collects what is read from one draft.

    Attributes:
        draft: the texts.
        file: name of the file, for problems.
        today: the day of reading.
        tables: regions and minimum wages.
        employer: the employer where the sheet names none.
    """

    draft: Draft
    file: str
    today: date
    tables: PostingTables
    employer: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.facts = Facts(self.draft)
        self._told = {
            role: [cell for cell in cells if not _NOT_SAID.match(cell.text)]
            for role, cells in self.draft.cells.items()
        }

    @property
    def year(self) -> int:
        """Give the year of dates that name none."""
        return self.draft.caption.year or self.today.year

    def own(self, role: Role) -> str:
        """Give the text of the column *role*, "" where it says nothing (/, -, 见备注)."""
        cells = self._told.get(role)
        if not cells:
            return ""
        return cells[0].text if len(cells) == 1 else "，".join(cell.text for cell in cells)

    def told(self, role: Role) -> list[Cell]:
        """Give the cells of *role* that say something."""
        return self._told.get(role, [])

    def set(self, name: str, value: Any, role: Role, *, raw: str | None = None) -> None:
        """Keep *value*, read from the column *role*, with its raw cell and confidence."""
        self.values[name] = value
        self.cells[name] = raw if raw is not None else self.draft.text(role)
        self.confidence[name] = self.draft.confidence.get(role, 1.0)

    def set_from(self, name: str, value: Any, source: Source) -> None:
        """Keep *value*, read from a text that is not the field's own column."""
        self.values[name] = value
        self.cells.setdefault(name, source.text)
        self.confidence[name] = FROM_TEXT

    def set_caption(self, name: str, value: Any) -> None:
        """Keep *value*, read from a line around."""
        self.values[name] = value
        self.confidence[name] = FROM_CAPTION

    def refuse(self, name: str, flaw: Flaw, role: Role | None = None) -> None:
        """Report *flaw* of the field *name* once, and keep no value for it."""
        self.refused.add(name)
        self.values.pop(name, None)
        if role is not None and self.draft.text(role):
            self.cells[name] = self.draft.text(role)
        self.report(name, flaw, role)

    def report(self, name: str, flaw: Flaw, role: Role | None = None) -> None:
        """Report *flaw* of the field *name*; a value that was read stays."""
        column = letters(self.draft.column(role)) if role is not None else None
        place = (self.draft.sheet, self.draft.row, column)
        self.problems.append(Problem(self.file, *place, name, flaw.kind, flaw.sentence))

    def refuse_conflict(self, name: str, role: Role, sentence: str) -> None:
        """Report that column and text contradict each other about the field *name*."""
        self.refuse(name, Flaw(ProblemKind.CONFLICT, sentence), role)
