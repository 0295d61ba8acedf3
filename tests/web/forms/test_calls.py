"""The forms of calls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.calls import CallPurpose, CallResult
from jobmatch.web.forms.calls import VISIT, CallFilterForm, CallForm

if TYPE_CHECKING:
    from flask import Flask


def test_a_call_needs_its_result(app: Flask) -> None:
    sent = {"purpose": "outcome", "result": "later", "promised_on": "2026-03-20"}
    with app.test_request_context(method="POST", data=sent):
        form = CallForm()
        assert form.validate_on_submit()
        assert form.values() == {
            "purpose": CallPurpose.OUTCOME,
            "result": CallResult.LATER,
            "on": None,
            "promised_on": date(2026, 3, 20),
            "note": "",
        }
    with app.test_request_context(method="POST", data={"purpose": "outcome"}):
        form = CallForm()
        assert not form.validate_on_submit()
        assert list(form.errors) == ["result"]


def test_the_list_is_narrowed_to_one_purpose_or_to_visits(app: Flask) -> None:
    for chosen, purpose, visits in (
        ("", None, False),
        ("arrival", CallPurpose.ARRIVAL, False),
        (VISIT, None, True),
    ):
        with app.test_request_context():
            form = CallFilterForm(MultiDict({"purpose": chosen}))
            assert form.validate()
            assert (form.values(), form.visits) == (purpose, visits)
