from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.recommendations import RecommendationState
from jobmatch.store.recommendations import Recommendation
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_pair_has_one_live_recommendation(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    posting = factories.make_posting(any_session, title="普工")
    pair = {"worker_id": worker.id, "posting_id": posting.id}
    any_session.add(Recommendation(**pair, state=RecommendationState.DECLINED))
    any_session.add(Recommendation(**pair))
    any_session.flush()
    with refused(any_session, "uq_recommendation_one_live_per_pair"):
        any_session.add(Recommendation(**pair, state=RecommendationState.INTENDED))
    other = factories.make_posting(any_session, title="保安")
    any_session.add(Recommendation(worker_id=worker.id, posting_id=other.id))
    any_session.flush()


def test_who_was_sent_to_the_employer_still_waits(any_session: Session) -> None:
    worker = factories.make_worker(any_session, name="某人")
    posting = factories.make_posting(any_session, title="普工")
    pair = {"worker_id": worker.id, "posting_id": posting.id}
    any_session.add(Recommendation(**pair, state=RecommendationState.SENT))
    any_session.add(Recommendation(**pair, state=RecommendationState.NO_ANSWER))
    any_session.flush()
    with refused(any_session, "uq_recommendation_one_live_per_pair"):
        any_session.add(Recommendation(**pair, state=RecommendationState.CAME))
