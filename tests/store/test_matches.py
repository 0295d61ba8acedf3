from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.store import matches
from jobmatch.store.matches import MatchList, MatchRun, MatchSide
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _list(run: MatchRun, pairs: list[tuple[int, float]]) -> MatchList:
    return MatchList(
        run_id=run.id,
        side=MatchSide.WORKER,
        subject_id=7,
        ids=matches.pack_ids([row_id for row_id, _ in pairs]),
        scores=matches.pack_scores([score for _, score in pairs]),
    )


def test_a_list_comes_back_best_first(any_session: Session) -> None:
    run = MatchRun(scope="unemployed")
    any_session.add(run)
    any_session.flush()
    stored = _list(run, [(42, 0.75), (7, 0.5)])
    any_session.add(stored)
    any_session.flush()
    any_session.expire_all()
    assert stored.pairs() == [(42, 0.75), (7, 0.5)]


@given(st.lists(st.tuples(st.integers(1, 2**62), st.floats(0, 1, width=32)), max_size=60))
@settings(max_examples=30)
def test_packing_makes_the_round_trip(pairs: list[tuple[int, float]]) -> None:
    assert _list(MatchRun(id=1, scope="x"), pairs).pairs() == pairs


def test_a_worker_has_one_list(any_session: Session) -> None:
    run = MatchRun(scope="unemployed")
    any_session.add(run)
    any_session.flush()
    any_session.add(_list(run, []))
    any_session.flush()
    with refused(any_session, "uq_match_list_side_subject_id"):
        any_session.add(_list(run, []))


def test_ids_without_scores_are_refused(any_session: Session) -> None:
    run = MatchRun(scope="unemployed")
    any_session.add(run)
    any_session.flush()
    with refused(any_session, "ck_match_list_equal_lengths"):
        broken = _list(run, [(1, 0.5)])
        broken.scores = b""
        any_session.add(broken)


def test_scores_keep_single_precision() -> None:
    assert _list(MatchRun(id=1, scope="x"), [(1, 0.1)]).pairs()[0][1] == pytest.approx(0.1)
