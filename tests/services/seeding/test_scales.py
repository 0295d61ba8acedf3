from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.services.seeding import scales
from jobmatch.services.seeding.scales import SIZES, Scale
from tests import factories

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@pytest.mark.parametrize("scale", list(Scale))
def test_sizes_leave_room_for_an_employed_worker_in_every_household(scale: Scale) -> None:
    size = SIZES[scale]
    assert size.households <= size.employed < size.workers
    assert size.cleared[0] + size.watched[0] <= size.households
    assert size.posting_rows <= size.places


def test_the_whole_district_has_the_published_size() -> None:
    size = SIZES[Scale.DISTRICT]
    assert (size.households, size.workers, size.employed) == (10_819, 26_799, 25_378)
    assert (size.cleared, size.watched) == ((100, 442), (119, 500))
    assert (size.housekeepers, size.emptied, size.fairs, size.placed) == (130, 40, 5, 257)


def test_the_scale_of_a_database_is_known_by_its_district(small_session: Session) -> None:
    assert scales.loaded_scale(small_session) is Scale.SMALL


def test_an_empty_database_and_a_real_district_are_no_demonstration(session: Session) -> None:
    assert scales.loaded_scale(session) is None
    factories.make_district(session)
    assert scales.loaded_scale(session) is None
