from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.merges import MergeField
from jobmatch.web.forms.merges import MergeForm, OtherForm

if TYPE_CHECKING:
    from flask import Flask


def test_each_field_is_chosen_from_one_side(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = MergeForm(MultiDict({"reason": " 核对过 ", "take_name": "right"}))
        assert form.validate()
        assert form.values() == {"taken": (MergeField.NAME,), "reason": "核对过"}
        assert {form.choice(field).label.text for field in MergeField}
        assert not MergeForm(MultiDict({"reason": ""})).validate()
        assert not MergeForm(MultiDict({"reason": "x", "take_name": "both"})).validate()
        assert not OtherForm(MultiDict({"q": ""})).validate()
