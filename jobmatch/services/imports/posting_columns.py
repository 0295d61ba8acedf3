"""A posting as read to the columns and parts of a posting row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jobmatch.domain import legality, masks, places, wages
from jobmatch.domain.wages import Pay
from jobmatch.services.imports.effects import clip
from jobmatch.services.imports.incoming import posting_tables
from jobmatch.services.seeds import HOME_COUNTY

if TYPE_CHECKING:
    from jobmatch.intake.postings import PostingReading

_FEN = Decimal("0.01")
_PARTS_OF_A_FEN = Decimal("0.0001")

NAMES = {
    "kind": "单位类型",
    "title": "岗位名称",
    "description": "岗位描述",
    "places_min": "最少人数",
    "places_max": "人数",
    "places_open": "人数不限",
    "pay_min": "最低工资",
    "pay_max": "最高工资",
    "pay_unit": "工资单位",
    "pay_negotiable": "面议",
    "pay_base_only": "只写底薪",
    "pay_piece_rate": "计件",
    "probation_pay": "试用期工资",
    "sex": "性别",
    "ages_soft": "年龄可放宽",
    "schooling": "学历",
    "shift": "班次",
    "board": "包吃",
    "lodging": "包住",
    "insurance": "保险",
    "workplace": "工作地点",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "deadline_on": "截止日期",
}
"""Columns that a changed file may change, with the names that a clerk reads."""


def columns_of(reading: PostingReading) -> dict[str, Any]:
    """Give the columns that the reading tells, under the names of the posting table.

    Phones stand sealed in their own column; in texts and raw cells, which lie open, they are
    masked. The cells as they came are kept sealed with the row of the import.
    """
    low, high = _in_order(_exact(reading.pay_min), _exact(reading.pay_max))
    least, most = _in_order(reading.places_min, reading.places_max)
    return {
        "kind": reading.kind,
        "title": _open_text(reading.title),
        "description": masks.mask_numbers(reading.description) or None,
        "places_min": least,
        "places_max": most,
        "places_open": reading.places_open,
        "pay_min": low,
        "pay_max": high,
        "pay_unit": reading.pay_unit,
        "pay_negotiable": reading.pay_negotiable,
        "pay_base_only": reading.pay_base_only,
        "pay_piece_rate": reading.piece_rate,
        "probation_pay": _exact(reading.probation_pay),
        "sex": reading.sex,
        "ages_soft": reading.ages_soft,
        "schooling": reading.schooling,
        "shift": reading.shift,
        "board": reading.board,
        "lodging": reading.lodging,
        "insurance": reading.insurance,
        "workplace": _open_text(reading.workplace),
        "contact_name": clip(reading.contact, 60),
        "contact_phone": reading.phone,
        "deadline_on": reading.deadline,
    }


def told_beside(reading: PostingReading) -> dict[str, Any]:
    """Give the columns that follow from others: pay per month, region, cells, confidence."""
    pay = Pay(min_yuan=reading.pay_min, max_yuan=reading.pay_max, unit=reading.pay_unit)
    low, high = _in_order(*(_rounded(yuan) for yuan in wages.per_month(pay)))
    regions = posting_tables().regions
    found = regions.find(reading.workplace, near=HOME_COUNTY) if reading.workplace else None
    return {
        "month_pay_min": low,
        "month_pay_max": high,
        "region_code": found.code if found else None,
        "work_region": places.work_region(regions, home=HOME_COUNTY, place=found),
        "cells": {name: masks.mask_numbers(cell) for name, cell in reading.cells.items()},
        "confidence": dict(reading.confidence),
    }


def parts_of(reading: PostingReading) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of the parts, by the name of the posting's relationship."""
    variants = [
        (one, *_in_order(_exact(one.min_yuan), _exact(one.max_yuan)))
        for one in reading.pay_variants
    ]
    return {
        "pay_variants": [
            {
                "label": clip(one.label, 40),
                "pay_min": low,
                "pay_max": high,
                "pay_unit": one.unit or reading.pay_unit,
            }
            for one, low, high in variants
        ],
        "ages": [
            {"sex": one.sex, "min_age": low, "max_age": high}
            for one in reading.ages
            for low, high in [_in_order(one.min, one.max)]
        ],
        "certificates": [{"name": name[:200]} for name in reading.certificates],
        "flags": [
            {
                "flag": flag,
                "severity": legality.RULES[flag].severity.value,
                "law": clip(legality.RULES[flag].law, 200),
            }
            for flag in reading.legal_flags
        ],
    }


def _open_text(text: str | None) -> str | None:
    """Give a text for a column that lies open: cut to its length, phones masked."""
    return clip(masks.mask_numbers(text or ""), 200)


def is_blocked(reading: PostingReading) -> bool:
    """Tell whether a demand of the posting must be struck out before anybody sees it."""
    return any(
        legality.RULES[flag].severity is legality.Severity.BLOCK for flag in reading.legal_flags
    )


def _in_order(low: Any, high: Any) -> tuple[Any, Any]:
    """Give both bounds, or neither when they contradict each other."""
    if low is not None and high is not None and low > high:
        return None, None
    return low, high


def _exact(yuan: Decimal | None) -> Decimal | None:
    """Give pay in the four places that the store holds."""
    return None if yuan is None else yuan.quantize(_PARTS_OF_A_FEN).normalize() + 0


def _rounded(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else yuan.quantize(_FEN)
