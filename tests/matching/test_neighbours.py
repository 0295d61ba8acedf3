from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from jobmatch.matching.neighbours import Neighbours, features

TEXTS = ["电工", "电焊工", "焊工", "叉车司机", "货车司机", "保洁员"]
KNOWN = Neighbours(TEXTS, np.ones(len(TEXTS)))


def test_a_known_text_is_its_own_nearest() -> None:
    for place, text in enumerate(TEXTS):
        near = KNOWN.similarities(text)
        assert near[place] == pytest.approx(1)
        assert int(np.argmax(near)) == place


def test_nothing_in_common_is_zero() -> None:
    assert not KNOWN.similarities("种菜").any()
    assert not KNOWN.similarities("").any()
    assert not KNOWN.explain(KNOWN.similarities("种菜")).any()


def test_the_borders_of_a_text_count() -> None:
    assert features("工")["\x02工"] == 1
    near = KNOWN.similarities("司机")
    assert near[3] > near[0]


def test_what_is_seen_often_is_surer_and_copies_do_not_outvote() -> None:
    once = Neighbours(["焊工", "电工"], np.array([1.0, 1.0]))
    often = Neighbours(["焊工", "电工"], np.array([30.0, 1.0]))
    sure_once = once.explain(once.similarities("焊工"))[0]
    sure_often = often.explain(often.similarities("焊工"))[0]
    assert sure_once < sure_often < 1.01


def test_the_regression_agrees_with_the_exact_solver() -> None:
    near = KNOWN.similarities("焊接工")
    members = np.flatnonzero(near > 0)
    rows = np.array([KNOWN.similarities(TEXTS[place])[members] for place in members])
    exact = np.linalg.solve(rows + 0.7 * np.eye(len(members)), near[members])
    assert KNOWN.explain(near)[members] == pytest.approx(exact, abs=1e-6)


def test_no_known_texts_at_all() -> None:
    empty = Neighbours([], np.zeros(0))
    assert empty.similarities("电工").size == 0
    assert empty.explain(np.zeros(0)).size == 0


@given(st.text(max_size=30))
def test_any_text_has_cosines(text: str) -> None:
    near = KNOWN.similarities(text)
    assert near.shape == (len(TEXTS),)
    assert bool(((near >= 0) & (near < 1 + 1e-9)).all())
    assert bool(np.isfinite(KNOWN.explain(near)).all())


def test_more_texts_leave_the_likeness_of_the_known_ones_as_it_is() -> None:
    known = Neighbours(["缝纫工", "电焊工"], np.ones(2))
    more = known.extended(["绣花普工", "刺绣"], np.ones(2))
    assert more.size == 4
    assert np.array_equal(more.similarities("缝纫学徒工")[:2], known.similarities("缝纫学徒工"))
    assert more.similarities("缝纫")[3] == 0.0
    alone = known.instead(["绣花普工", "刺绣"], np.ones(2))
    assert np.array_equal(alone.similarities("缝纫学徒工"), more.similarities("缝纫学徒工")[2:])


def test_groups_of_texts_read_as_wholes() -> None:
    shares = sparse.csr_matrix(
        [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]
    )
    profiles = KNOWN.profiles(shares)
    likeness = KNOWN.likeness("焊接工", profiles)
    assert 0 < likeness[0] < likeness[1] < 1
    assert KNOWN.likeness("电工", profiles)[0] == pytest.approx(1)
    assert not KNOWN.likeness("种菜", profiles).any()
