"""Ages that postings permit, by sex."""

from __future__ import annotations

import pytest

from jobmatch.domain.kinds import Sex
from jobmatch.matching import permitted_ages
from jobmatch.matching.permitted_ages import SEXES
from jobmatch.matching.profiles import AgeLimit, PostingProfile
from tests import matchmaking


@pytest.mark.parametrize(
    ("limit", "bounds"),
    [
        (AgeLimit(min=18, max=45), (18, 45)),
        (AgeLimit(max=60), (0, 60)),
        (AgeLimit(min=50), (50, permitted_ages.NO_AGE - 1)),
        (AgeLimit(min=18, max=45, soft=True), (13, 50)),
    ],
)
def test_age_bounds(limit: AgeLimit, bounds: tuple[int, int]) -> None:
    assert permitted_ages.age_bounds(limit) == bounds


def test_ages_by_sex_stand_in_one_table() -> None:
    index = matchmaking.index_of(
        PostingProfile(
            id=1,
            title="普工",
            ages=(AgeLimit(Sex.MALE, 18, 55), AgeLimit(Sex.FEMALE, 18, 50)),
        )
    )
    table = index.postings.age_permitted[0]
    male, female, unknown = (SEXES.index(sex) for sex in (Sex.MALE, Sex.FEMALE, None))
    assert table[male, 53]
    assert not table[female, 53]
    assert table[unknown, 53]
    assert table[:, permitted_ages.NO_AGE].all()
