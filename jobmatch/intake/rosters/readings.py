"""What a roster says: one frozen reading per person, beside the raw cells and a confidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex
    from jobmatch.intake.postings import SheetReading
    from jobmatch.intake.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerReading:
    """One person of a roster; None (or an empty tuple) wherever the sheet does not say.

    Attributes:
        sheet: name of the sheet, None for a csv file.
        row: first row of the person, 1-based as a spreadsheet shows it.
        monthly_income: yuan a month.
        cells: field → raw cell text, as it stood.
        confidence: field → 0 to 1; lower where a title line, an address or prose gave the value.
    """

    sheet: str | None
    row: int
    name: str | None = None
    id_number: str | None = None
    sex: Sex | None = None
    birth_on: date | None = None
    household_no: str | None = None
    relation_to_head: str | None = None
    phone: str | None = None
    schooling: Schooling | None = None
    health: str | None = None
    labour_capacity: LabourCapacity | None = None
    skills: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    employed: bool | None = None
    employer: str | None = None
    workplace: str | None = None
    monthly_income: Decimal | None = None
    willing_to_work: bool | None = None
    wishes: tuple[str, ...] = ()
    community: str | None = None
    building: str | None = None
    unit: str | None = None
    room_no: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict, repr=False)
    confidence: Mapping[str, float] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """What a roster file says.

    Attributes:
        workers: in the order of the file.
        problems: what was reported and not guessed.
        sheets: how each sheet was read, what each column was taken for (role = RosterField).
        doubts: (place in workers, Chinese sentence): worth a look, nothing was changed for them.
        is_blank: nothing to read: an empty file, or headers without a row below.
    """

    workers: tuple[WorkerReading, ...] = ()
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SheetReading, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()
    is_blank: bool = False
