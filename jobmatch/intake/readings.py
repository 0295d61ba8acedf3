"""Drafts into values: each field from its own column first, then from what other texts say.

What is cut, impossible or contradictory becomes a problem and stays None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.domain import legality
from jobmatch.intake import demands, offers, pays, whereabouts
from jobmatch.intake.column_names import Role
from jobmatch.intake.readers import Reader

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from jobmatch.domain.ages import AgeRange, Ages
    from jobmatch.domain.kinds import (
        EmployerKind,
        Insurance,
        LegalFlag,
        PayUnit,
        Schooling,
        Sex,
        Shift,
    )
    from jobmatch.domain.places import Region
    from jobmatch.domain.wages import Pay, PayVariant
    from jobmatch.intake.drafts import Draft
    from jobmatch.intake.problems import Problem
    from jobmatch.intake.readers import PostingTables

_WORDED = (
    Role.TITLE,
    Role.PAY,
    Role.AGES,
    Role.SEX,
    Role.SCHOOLING,
    Role.CERTIFICATES,
    Role.SHIFT,
    Role.BOARDING,
    Role.LODGING,
    Role.INSURANCE,
    Role.WELFARE,
    Role.DEMANDS,
    Role.REMARK,
    Role.DUTIES,
)
_DESCRIBED = (Role.DUTIES, Role.DEMANDS, Role.WELFARE, Role.REMARK)


@dataclass(frozen=True, slots=True)
class PostingReading:
    """One posting as read; None where the sheet does not say. Amounts are yuan per pay_unit.

    Attributes:
        sheet: name of the sheet; None for csv.
        row: first row, 1-based.
        cells: raw text by field, of fields that a column or text gave.
        confidence: by field, 0 to 1.
        description: what the sheet says in words beside the fields.
    """

    sheet: str | None
    row: int
    employer: str | None = None
    kind: EmployerKind | None = None
    title: str | None = None
    places_min: int | None = None
    places_max: int | None = None
    places_open: bool = False
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_unit: PayUnit | None = None
    pay_negotiable: bool = False
    pay_base_only: bool = False
    piece_rate: bool = False
    probation_pay: Decimal | None = None
    pay_variants: tuple[PayVariant, ...] = ()
    ages: tuple[AgeRange, ...] = ()
    ages_soft: bool = False
    sex: Sex | None = None
    schooling: Schooling | None = None
    certificates: tuple[str, ...] = ()
    shift: Shift | None = None
    board: bool | None = None
    lodging: bool | None = None
    insurance: Insurance | None = None
    workplace: str | None = None
    contact: str | None = None
    phone: str | None = None
    deadline: date | None = None
    legal_flags: tuple[LegalFlag, ...] = ()
    description: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)


def read_draft(
    draft: Draft, *, file: str, today: date, tables: PostingTables, employer: str | None = None
) -> tuple[PostingReading, list[Problem]]:
    """Read every field of *draft*.

    Args:
        draft: the texts of one posting.
        file: name of the file, for its problems.
        today: the day of reading.
        tables: regions and minimum wages.
        employer: the employer where the sheet names none.
    """
    reader = Reader(draft, file, today, tables, employer)
    whereabouts.read_title(reader)
    beside = whereabouts.read_employer(reader)
    kind = whereabouts.read_kind(reader)
    demands.read_places(reader)
    pay = pays.read_pay(reader)
    found_ages = demands.read_ages(reader)
    sex = demands.read_sex(reader, found_ages)
    demands.read_schooling(reader)
    demands.read_certificates(reader)
    offers.read_shift(reader)
    offers.read_boarding(reader)
    offers.read_insurance(reader)
    whereabouts.read_workplace(reader, beside)
    whereabouts.read_contact(reader, beside)
    whereabouts.read_deadline(reader)
    flags = _flags(reader, sex=sex, ages=found_ages, pay=pay, kind=kind)
    reading = PostingReading(
        draft.sheet,
        draft.row,
        **reader.values,
        legal_flags=flags,
        description=_describe(draft),
        cells=reader.cells,
        confidence=reader.confidence,
    )
    return reading, reader.problems


def _flags(
    reader: Reader,
    *,
    sex: Sex | None,
    ages: Ages,
    pay: Pay,
    kind: EmployerKind | None,
) -> tuple[LegalFlag, ...]:
    cells = reader.draft.cells
    texts = [cell.text for role in _WORDED for cell in cells.get(role, ()) if _flagged(cell.text)]
    tables = reader.tables
    regions = (_region(tables, text) for text in whereabouts.region_texts(reader))
    figures = (tables.minimum_wages.find(tables.regions, one, reader.today) for one in regions)
    minimum = next((figure for figure in figures if figure is not None), None)
    refused = "pay_min" in reader.refused
    return legality.find_flags(
        texts, sex=sex, ages=ages, pay=None if refused else pay, minimum=minimum, kind=kind
    )


@lru_cache(maxsize=20_000)
def _flagged(text: str) -> bool:
    """Tell whether the wording of *text* raises any flag; most cells stand in many rows."""
    return bool(legality.find_wording(text))


@lru_cache(maxsize=5_000)
def _region(tables: PostingTables, place: str) -> Region | None:
    return tables.regions.find(place, near=tables.home)


def _describe(draft: Draft) -> str:
    parts = []
    for role in _DESCRIBED:
        for cell in draft.cells.get(role, ()):
            label = f"{cell.header}：" if cell.header else ""
            parts.append(label + cell.text)
    return "\n".join(dict.fromkeys(parts))
