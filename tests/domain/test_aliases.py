from __future__ import annotations

import pytest

from jobmatch.domain import aliases
from jobmatch.domain.accounts import Area
from jobmatch.domain.imports import AliasState


@pytest.mark.parametrize(
    ("times", "people", "state"),
    [
        (0, 0, AliasState.WITHDRAWN),
        (1, 1, AliasState.CANDIDATE),
        (2, 1, AliasState.CANDIDATE),
        (2, 2, AliasState.LIVE),
        (3, 1, AliasState.LIVE),
    ],
)
def test_an_alias_counts_for_all_after_a_second_person_or_three_times(
    times: int, people: int, state: AliasState
) -> None:
    assert aliases.state_of(times=times, people=people) is state


def test_accounts_of_one_area_share_a_centre() -> None:
    one = aliases.centre_of(Area(community_ids=frozenset({2, 1})))
    assert one == aliases.centre_of(Area(community_ids=frozenset({1, 2})))
    others = {
        aliases.centre_of(Area()),
        aliases.centre_of(Area(building_ids=frozenset({1, 2}))),
        aliases.centre_of(Area(community_ids=frozenset({12}))),
        aliases.centre_of(Area(employer_id=1)),
    }
    assert len(others | {one}) == 5
