from __future__ import annotations

import pytest

from jobmatch.domain.recommendations import (
    REASON_NAMES,
    OutcomeReason,
    ReasonMissingError,
    RecommendationState,
)
from jobmatch.domain.talks import (
    AGREED,
    ENDED,
    OUTCOME_NAMES,
    REASONS_OF,
    RECOMMENDED_AS,
    TalkOutcome,
    kept_reason,
)


def test_every_outcome_has_a_name_and_either_agrees_or_ends() -> None:
    assert set(OUTCOME_NAMES) == set(TalkOutcome) == {*AGREED, *ENDED}
    assert not set(AGREED) & set(ENDED)
    assert set(REASON_NAMES) == set(OutcomeReason)
    # Nothing said in a square is a placement, and nobody's health is asked there.
    assert RecommendationState.PLACED not in RECOMMENDED_AS.values()
    assert all(OutcomeReason.FITNESS not in whys for whys in REASONS_OF.values())


@pytest.mark.parametrize("outcome", AGREED)
def test_who_agrees_needs_no_reason(outcome: TalkOutcome) -> None:
    assert kept_reason(outcome, OutcomeReason.PAY) is None


@pytest.mark.parametrize(
    ("outcome", "own", "alien"),
    [
        (TalkOutcome.REFUSED, OutcomeReason.SKILL, OutcomeReason.FAR),
        (TalkOutcome.DECLINED, OutcomeReason.FAR, OutcomeReason.SKILL),
    ],
)
def test_an_end_has_a_reason_of_its_own_side(
    outcome: TalkOutcome, own: OutcomeReason, alien: OutcomeReason
) -> None:
    assert kept_reason(outcome, own) is own
    for why in (None, alien):
        with pytest.raises(ReasonMissingError):
            kept_reason(outcome, why)
