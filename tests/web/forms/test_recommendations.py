"""The form of a result: a no has the why of the side that said it, a day is not to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from jobmatch.domain.recommendations import OutcomeReason
from jobmatch.web.forms.recommendations import RecommendationFilterForm, ResultForm

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"action": "place"}, None),
        ({"action": "decline", "why": "far"}, None),
        ({"action": "decline", "why": "skill"}, "why"),
        ({"action": "refuse"}, "why"),
        ({"action": "refuse", "why": "other", "words": "再看看"}, None),
        ({"action": "send"}, "action"),
        ({}, "action"),
        ({"action": "come", "on": "2099-01-01"}, "on"),
        ({"action": "come", "on": "2026-03-01"}, None),
        ({"action": "come", "words": "长" * 201}, "words"),
    ],
)
def test_a_result_is_whole(app: Flask, sent: dict[str, str], wrong: str | None) -> None:
    with app.test_request_context(method="POST", data=sent):
        form = ResultForm()
        form.validate_on_submit()
        assert (next(iter(form.errors), None)) == wrong


def test_a_why_counts_for_a_no_alone(app: Flask) -> None:
    for action, why in (("decline", OutcomeReason.FAR), ("place", None)):
        sent = {"action": action, "why": "far"}
        with app.test_request_context(method="POST", data=sent):
            form = ResultForm()
            assert form.validate_on_submit()
            assert form.values()["why"] is why


def test_an_address_reproduces_the_list(app: Flask) -> None:
    with app.test_request_context():
        form = RecommendationFilterForm(MultiDict({"q": " 杨 ", "stage": "hired"}))
        assert form.validate()
        assert form.address() == {"q": " 杨 ", "stage": "hired"}
        assert form.values().text == "杨"
