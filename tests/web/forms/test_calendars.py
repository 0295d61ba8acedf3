"""The form of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.web.forms.calendars import DayForm

if TYPE_CHECKING:
    from flask import Flask


def test_a_day_is_worked_or_free(app: Flask) -> None:
    for kind, is_workday in (("worked", True), ("free", False)):
        sent = {"day": "2027-02-08", "kind": kind, "name": " 春节 "}
        with app.test_request_context(method="POST", data=sent):
            form = DayForm()
            assert form.validate_on_submit()
            given = {"day": date(2027, 2, 8), "is_workday": is_workday, "name": "春节"}
            assert form.values() == given
    with app.test_request_context(method="POST", data={"day": "x"}):
        form = DayForm()
        assert not form.validate_on_submit()
        assert set(form.errors) == {"day", "kind"}
