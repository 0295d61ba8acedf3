"""Which ages postings permit, sex by sex, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.kinds import Sex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.factors import Array
    from jobmatch.matching.profiles import AgeLimit, PostingProfile

NO_AGE = 101
"""Column of "age not known" in the table of permitted ages."""
SOFT_YEARS = 5
"""How far 左右 stretches an age range at both ends (domain knowledge 6.3)."""
ADULT_AGE, WORKING_AGE = 18, 16
SEXES = (None, Sex.MALE, Sex.FEMALE)


def age_table(profiles: Sequence[PostingProfile]) -> Array:
    """Tell per posting, sex and age whether it is permitted (n × SEXES × NO_AGE + 1)."""
    table = np.zeros((len(profiles), len(SEXES), NO_AGE + 1), dtype=bool)
    table[:, :, NO_AGE] = True
    for row, profile in enumerate(profiles):
        for index, sex in enumerate(SEXES):
            limits = [a for a in profile.ages if sex is None or a.sex in (Sex.ANY, sex)]
            if not limits:
                table[row, index, :] = True
            for limit in limits:
                low, high = age_bounds(limit)
                table[row, index, low : high + 1] = True
    return table


def age_bounds(limit: AgeLimit) -> tuple[int, int]:
    """Give the first and last permitted age of *limit*, stretched when it is soft."""
    stretch = SOFT_YEARS if limit.soft else 0
    low = 0 if limit.min is None else max(0, limit.min - stretch)
    high = NO_AGE - 1 if limit.max is None else min(NO_AGE - 1, limit.max + stretch)
    return low, high
