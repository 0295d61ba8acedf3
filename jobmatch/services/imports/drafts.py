"""What a person corrects and decides about a file before it is written; kept with its batch.

The file stays as it came: a corrected cell is a fix laid over it, a decision names a row. So a
wizard that was left can be gone on with, and what was changed by hand can be told from the file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from jobmatch.domain.imports import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobmatch.intake.grids import CellPlace

RowPlace = tuple[str | None, int, int]
"""Where a record stands: sheet, 1-based row, and its number among the records of that row."""


class Placed(Protocol):
    """What stands in a row of a sheet: a reading."""

    @property
    def sheet(self) -> str | None:
        """Give the name of the sheet; None for csv."""

    @property
    def row(self) -> int:
        """Give the 1-based row."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one record: the *choice*, and which record a chosen update changes."""

    choice: Choice
    subject_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything said by hand about one file.

    Attributes:
        fixes: cell → text that stands there instead.
        decisions: record → what becomes of it; the others go as the program sees them.
        remember: whether the columns of this sender are remembered at the commit.
    """

    fixes: Mapping[CellPlace, str] = field(default_factory=dict)
    decisions: Mapping[RowPlace, Decision] = field(default_factory=dict)
    remember: bool = True

    def with_fixes(self, fixes: Mapping[CellPlace, str]) -> Draft:
        """Give the draft with more cells corrected; a later fix of a cell wins."""
        return replace(self, fixes={**self.fixes, **fixes})

    def with_decisions(self, decisions: Mapping[RowPlace, Decision | None]) -> Draft:
        """Give the draft with more decisions; None takes one back."""
        joined = {**self.decisions, **decisions}
        return replace(self, decisions={place: one for place, one in joined.items() if one})

    def to_text(self) -> str:
        """Write the draft as JSON."""
        told = {
            "fixes": [[*place, text] for place, text in self.fixes.items()],
            "decisions": [
                [*place, one.choice.value, one.subject_id] for place, one in self.decisions.items()
            ],
            "remember": self.remember,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str | None) -> Draft:
        """Read what to_text() wrote; an empty text is a draft without a word."""
        if not text:
            return cls()
        told = json.loads(text)
        return cls(
            fixes={(sheet, row, column): said for sheet, row, column, said in told["fixes"]},
            decisions={
                (sheet, row, nth): Decision(Choice(choice), subject_id)
                for sheet, row, nth, choice, subject_id in told["decisions"]
            },
            remember=told["remember"],
        )


def places_of(readings: Iterable[Placed]) -> list[RowPlace]:
    """Give the place of every reading, in their order."""
    seen: dict[tuple[str | None, int], int] = defaultdict(int)
    places = []
    for reading in readings:
        key = (reading.sheet, reading.row)
        seen[key] += 1
        places.append((*key, seen[key]))
    return places
