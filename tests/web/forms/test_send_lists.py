"""The result form of a list: filled from what was read, read back line by line."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from jobmatch.domain.list_answers import read_answers
from jobmatch.domain.recommendations import OutcomeReason, RecommendationState
from jobmatch.store.recommendations import Recommendation
from jobmatch.web.forms.send_lists import filled, results_of

LINES = [
    Recommendation(uuid="a", list_number=1, state=RecommendationState.SENT),
    Recommendation(uuid="b", list_number=2, state=RecommendationState.CAME),
    Recommendation(uuid="c", list_number=3, state=RecommendationState.PLACED),
]


def test_what_was_read_fills_the_lines_that_wait() -> None:
    told = read_answers("1录用，2年龄大了不要，3没来", {1, 2, 3})
    given = filled(LINES, told.answers)
    assert given["action:a"] == "place"
    assert (given["action:b"], given["why:b"]) == ("refuse", "age")
    assert "action:c" not in given


def test_lines_without_a_choice_go_on_waiting_and_settled_ones_stay() -> None:
    sent = MultiDict({"action:b": "refuse", "why:b": "age", "action:c": "lose"})
    results, wrong = results_of(LINES, sent)
    assert wrong == {}
    assert set(results) == {"b"}
    assert results["b"]["why"] is OutcomeReason.AGE


def test_a_why_of_the_other_side_is_told_by_number() -> None:
    results, wrong = results_of(LINES, MultiDict({"action:a": "refuse", "why:a": "far"}))
    assert results == {}
    assert "1 号" in wrong["a"]
