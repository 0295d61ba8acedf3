"""Legal retirement age since 2025-01-01: a function of sex, kind of work and month of birth.

Men 60 → 63, women cadres 55 → 58 (one month later per four months of birth), women workers
50 → 55 (one month per two). Earlier births keep the old age.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = 12


class RetirementKind(StrEnum):
    """Which of the three scales holds for a person."""

    MAN = "man"
    WOMAN_CADRE = "woman_cadre"
    WOMAN_WORKER = "woman_worker"


@dataclass(frozen=True, slots=True)
class _Scale:
    old_years: int
    base_year: int
    step_months: int
    most_months: int


_SCALES = {
    RetirementKind.MAN: _Scale(60, 1965, 4, 36),
    RetirementKind.WOMAN_CADRE: _Scale(55, 1970, 4, 36),
    RetirementKind.WOMAN_WORKER: _Scale(50, 1975, 2, 60),
}


def retirement_age_months(kind: RetirementKind, birth: date) -> int:
    """Give the legal retirement age in months of life for someone born in the month of *birth*."""
    scale = _SCALES[kind]
    since_base = (birth.year - scale.base_year) * _MONTHS + birth.month - 1
    delay = 0 if since_base < 0 else min(since_base // scale.step_months + 1, scale.most_months)
    return scale.old_years * _MONTHS + delay


def retirement_month(kind: RetirementKind, birth: date) -> date:
    """Give the first day of the month in which the person reaches the legal retirement age."""
    total = birth.year * _MONTHS + birth.month - 1 + retirement_age_months(kind, birth)
    return date(total // _MONTHS, total % _MONTHS + 1, 1)


def is_within_years_of_retirement(
    kind: RetirementKind, birth: date, day: date, *, years: int = 5
) -> bool:
    """Tell whether on *day* the legal retirement lies at most *years* ahead, or has passed."""
    month = retirement_month(kind, birth)
    return (month.year - day.year) * _MONTHS + month.month - day.month <= years * _MONTHS
