"""Reads the raw cells of demonstration postings by the very code that reads incoming sheets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jobmatch.domain import wages
from jobmatch.domain.minimum_wages import MinimumWages
from jobmatch.domain.places import Regions
from jobmatch.domain.wages import Pay
from jobmatch.intake import readings
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.readers import PostingTables
from jobmatch.services import seeds
from jobmatch.services.seeding.firms import COUNTY

if TYPE_CHECKING:
    from jobmatch.intake.problems import Problem
    from jobmatch.intake.readings import PostingReading
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.offers import Offer

SHEET = "演示岗位表"
_ROLES = {
    "岗位名称": Role.TITLE,
    "招聘人数": Role.PLACES,
    "岗位职责": Role.DUTIES,
    "性别": Role.SEX,
    "年龄": Role.AGES,
    "学历": Role.SCHOOLING,
    "技能证书": Role.CERTIFICATES,
    "薪资待遇": Role.PAY,
    "工作班次": Role.SHIFT,
    "食宿": Role.BOARDING,
    "社会保险": Role.INSURANCE,
    "工作地点": Role.WORKPLACE,
    "联系人": Role.CONTACT,
    "联系电话": Role.PHONE,
    "备注": Role.REMARK,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: the columns of its posting, the reading itself, what was wrong."""

    columns: dict[str, Any]
    reading: PostingReading
    problems: tuple[Problem, ...]


def read(firm: Firm, offer: Offer, row: int) -> Row:
    """Read the cells of *offer*, which stands in *row* of its firm's sheet."""
    draft = Draft(SHEET, row)
    for column, (header, text) in enumerate(offer.cells.items(), start=1):
        draft.add(_ROLES[header], Cell(text, column, header))
    reading, problems = readings.read_draft(
        draft,
        file=SHEET,
        today=offer.published_on,
        tables=_tables(),
        employer=firm.name,
    )
    return Row(_columns(reading), reading, tuple(problems))


def _columns(reading: PostingReading) -> dict[str, Any]:
    pay = Pay(min_yuan=reading.pay_min, max_yuan=reading.pay_max, unit=reading.pay_unit)
    month_low, month_high = (_whole_fen(yuan) for yuan in wages.per_month(pay))
    return {
        "title": reading.title,
        "description": reading.description or None,
        "places_min": reading.places_min,
        "places_max": reading.places_max,
        "places_open": reading.places_open,
        "pay_min": reading.pay_min,
        "pay_max": reading.pay_max,
        "pay_unit": reading.pay_unit,
        "pay_negotiable": reading.pay_negotiable,
        "pay_base_only": reading.pay_base_only,
        "pay_piece_rate": reading.piece_rate,
        "probation_pay": reading.probation_pay,
        "month_pay_min": month_low,
        "month_pay_max": month_high,
        "sex": reading.sex,
        "ages_soft": reading.ages_soft,
        "schooling": reading.schooling,
        "shift": reading.shift,
        "board": reading.board,
        "lodging": reading.lodging,
        "insurance": reading.insurance,
        "workplace": reading.workplace,
        "contact_name": reading.contact,
        "contact_phone": reading.phone,
        # The phone has a sealed column of its own; its raw cell would stand beside it in the open.
        "cells": {name: text for name, text in reading.cells.items() if text and name != "phone"},
        "confidence": reading.confidence,
        "source_sheet": reading.sheet,
        "source_row": reading.row,
    }


def _whole_fen(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else yuan.quantize(Decimal("0.01"))


@lru_cache
def _tables() -> PostingTables:
    return PostingTables(
        Regions.from_rows(seeds.rows("regions.csv")),
        MinimumWages.from_rows(seeds.rows("wages.csv")),
        home=COUNTY,
    )
