from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jobmatch.domain.kinds import PayUnit, Shift, WorkRegion
from jobmatch.matching import parts
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.matching.frames import PostingFrame
    from jobmatch.matching.profiles import PostingProfile

SETTING = parts.Setting((), date(2026, 3, 15))
PROTECTED = ("sex", "age", "capacity", "target_groups")


@pytest.mark.parametrize("trait", PROTECTED)
def test_no_part_names_a_protected_trait(trait: str) -> None:
    """A part cannot score what it never reads."""
    assert f"profile.{trait}" not in inspect.getsource(parts)


def frame(*profiles: PostingProfile) -> PostingFrame:
    return matchmaking.index_of(*profiles).postings


def test_pay_comfort_grows_with_the_middle_of_the_range() -> None:
    postings = frame(
        matchmaking.posting("普工", 1, pay=(3000, 4000)),
        matchmaking.posting("普工", 2, pay=(5000, 6000)),
        matchmaking.posting("普工", 3),
    )
    low, high, untold = parts.pay_values([None], postings, SETTING).tolist()
    assert low < high
    assert untold == parts.PAY_UNKNOWN_COMFORT


def test_freshness_halves_in_a_month_and_never_exceeds_one() -> None:
    today = date(2026, 3, 15)
    postings = frame(
        matchmaking.posting("普工", 1, fresh_on=today),
        matchmaking.posting("普工", 2, fresh_on=date(2026, 2, 13)),
        matchmaking.posting("普工", 3, fresh_on=date(2026, 4, 1)),
    )
    assert parts.freshness_values([None], postings, SETTING).tolist() == [1.0, 0.5, 1.0]
    untold = parts.Setting((), None)
    assert set(parts.freshness_values([None], postings, untold).tolist()) == {parts.NOT_TOLD}


def test_a_doorstep_counts_as_near_for_its_own_people_alone() -> None:
    postings = frame(
        matchmaking.posting("普工", 1, region=WorkRegion.IN_COMMUNITY, community="旺家社区")
    )
    asked = [(True, "旺家社区"), (True, "龙生社区"), (False, None)]
    near = parts.near_values(asked, postings, SETTING)[:, 0]
    assert near.tolist() == [
        parts.NEAR_FACTORS[WorkRegion.IN_COMMUNITY],
        parts.NEAR_FACTORS[WorkRegion.IN_COUNTY],
        1.0,
    ]


def test_each_row_stands_for_its_class_alone() -> None:
    postings = frame(*(matchmaking.posting("普工", n, shift=s) for n, s in enumerate(Shift)))
    together = parts.night_values([True, False], postings, SETTING)
    assert np.array_equal(together[0], parts.night_values([True], postings, SETTING)[0])
    assert together[1].tolist() == [1.0] * len(Shift)


def test_pay_with_an_upper_end_alone_may_reach_what_is_asked() -> None:
    upper = {"pay_max": Decimal(6000), "pay_unit": PayUnit.MONTH}
    postings = frame(matchmaking.posting("普工", 1, **upper))
    asked = [None, Decimal(3000), Decimal(7000)]
    values = parts.pay_asked_values(asked, postings, SETTING)[:, 0].tolist()
    assert values == [1.0, pytest.approx(parts.PAY_UPPER[1]), parts.PAY_OUT_OF_REACH]
