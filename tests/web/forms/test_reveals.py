from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.reveals import RevealField, RevealReason
from jobmatch.web.forms.reveals import RevealForm

if TYPE_CHECKING:
    from flask import Flask


def test_a_number_and_a_reason_are_asked_for(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = RevealForm(MultiDict({"field": "phone", "reason": "call"}))
        assert form.validate()
        assert form.values() == {
            "field": RevealField.PHONE,
            "reason": RevealReason.CALL,
            "words": "",
        }
        assert not RevealForm(MultiDict({"field": "phone"})).validate()
        assert not RevealForm(MultiDict({"field": "bank_card", "reason": "call"})).validate()
        other = RevealForm(MultiDict({"field": "phone", "reason": "other", "words": " "}))
        assert not other.validate()
        assert "写明" in other.words.errors[0]
