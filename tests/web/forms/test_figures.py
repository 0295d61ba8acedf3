from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from jobmatch.web.forms.figures import DayForm

if TYPE_CHECKING:
    from flask import Flask

USUAL = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "day", "address"),
    [
        ("", USUAL, {}),
        ("2023-06-30", date(2023, 6, 30), {"on": "2023-06-30"}),
        ("30.6.2023", USUAL, {}),
        ("2023-02-30", USUAL, {}),
    ],
)
def test_a_day_is_taken_or_the_usual_one(
    app: Flask, typed: str, day: date, address: object
) -> None:
    with app.test_request_context():
        form = DayForm(MultiDict({"on": typed}))
        assert form.day(USUAL) == day
        assert form.address() == address
