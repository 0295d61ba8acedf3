"""Equal workers stand in an order that nobody owns."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import lots

IDS = st.lists(st.integers(0, 2**62), min_size=1, max_size=50, unique=True)


@given(IDS, st.integers(0, 2**62))
def test_a_lot_hangs_on_the_pair_alone(ids: list[int], posting: int) -> None:
    together = lots.lots(np.array(ids), posting).tolist()
    assert together == [lots.lot(each, posting) for each in ids]
    assert all(0 <= each < 2**63 for each in together)


def test_everybody_is_first_equally_often() -> None:
    """Of forty people each is first at about 200 of 8,000 postings (five deviations are 70)."""
    ids = np.arange(1, 41)
    first = Counter(int(ids[lots.lots(ids, posting).argmin()]) for posting in range(1, 8001))
    assert set(first) == set(range(1, 41))
    assert all(130 < count < 270 for count in first.values())


def test_the_lots_never_change() -> None:
    """Stored lists hold them: other lots are a new version of the score."""
    assert [lots.lot(1, 1), lots.lot(2, 1), lots.lot(1, 2)] == LOTS


LOTS = [8430369225095084303, 6804074658870690613, 8085905411993364802]
