"""Rules of the exposure report: groups, parity, and what is too small to be shown.

The report compares what a group gets with what its share of the *qualified pool* would give: the
workers whom no limit of a posting excludes. It is a report and never an input: nothing here is
read by anything that scores, ranks or allocates.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_SHOWN = 10
"""Groups with fewer people are not shown: a small number points at somebody."""
FOUR_FIFTHS = 0.8
"""Below this share of parity a group is marked for a look; a mark, no verdict."""
AGE_BANDS = ((24, "24岁及以下"), (34, "25-34岁"), (44, "35-44岁"), (54, "45-54岁"))
"""Last age and name of each band; who is older belongs to OLDEST_BAND."""
OLDEST_BAND = "55岁及以上"
NOT_KNOWN = "未登记"


class Dimension(StrEnum):
    """By what the workers are grouped."""

    SEX = "sex"
    AGE = "age"
    DISABILITY = "disability"
    HEALTH = "health"
    FORMERLY_POOR = "formerly_poor"
    MONITORED = "monitored"
    ZERO_EMPLOYMENT = "zero_employment"
    COMMUNITY = "community"


DIMENSION_NAMES = {
    Dimension.SEX: "性别",
    Dimension.AGE: "年龄",
    Dimension.DISABILITY: "残疾",
    Dimension.HEALTH: "健康状况",
    Dimension.FORMERLY_POOR: "脱贫户",
    Dimension.MONITORED: "监测户",
    Dimension.ZERO_EMPLOYMENT: "零就业家庭",
    Dimension.COMMUNITY: "社区",
}


def age_band(age: int | None) -> str:
    """Give the name of the band that whole years of *age* belong to."""
    if age is None:
        return NOT_KNOWN
    return next((name for last, name in AGE_BANDS if age <= last), OLDEST_BAND)


def hidden_groups(sizes: Sequence[int]) -> frozenset[int]:
    """Give the positions of groups of one dimension that must not be shown.

    A single hidden group would follow from the total, so the smallest shown one is hidden with
    it. Empty groups give nothing away and count for nothing.
    """
    small = {at for at, size in enumerate(sizes) if 0 < size < LEAST_SHOWN}
    if len(small) == 1 and len(sizes) > 1:
        others = [(size, at) for at, size in enumerate(sizes) if size >= LEAST_SHOWN]
        if others:
            small.add(min(others)[1])
    return frozenset(small)


def parity(got: float, expected: float) -> float | None:
    """Give *got* as a multiple of what the qualified pool leads one to expect; None of nothing."""
    return got / expected if expected > 0 else None


def needs_a_look(ratio: float | None) -> bool:
    """Tell whether *ratio* to parity is so low that somebody should look for the reason."""
    return ratio is not None and ratio < FOUR_FIFTHS
