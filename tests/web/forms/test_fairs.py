from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.services.fairs import FairDetails
from jobmatch.web.forms.fairs import FairForm, InviteForm

if TYPE_CHECKING:
    from flask import Flask

TYPED = {"name": " 春风行动 ", "address": "文化广场", "starts_on": "2026-03-15"}
DAY = date(2026, 3, 15)


def test_a_fair_of_one_day_needs_three_fields(app: Flask) -> None:
    with app.test_request_context():
        form = FairForm(MultiDict(TYPED))
        assert form.validate(), form.errors
        assert form.values() == FairDetails(
            name="春风行动", starts_on=DAY, ends_on=DAY, address="文化广场"
        )


def test_days_in_the_wrong_order_are_said(app: Flask) -> None:
    late = TYPED | {"ends_on": "2026-03-14", "book_until": "2026-03-16"}
    with app.test_request_context():
        form = FairForm(MultiDict(late))
        assert not form.validate()
        assert form.errors == {
            "ends_on": ["最后一天不能早于举办日期"],
            "book_until": ["截止日不能晚于举办日期"],
        }


def test_what_is_missing_is_said(app: Flask) -> None:
    with app.test_request_context():
        form = FairForm(MultiDict({}))
        assert not form.validate()
        assert set(form.errors) == {"name", "address", "starts_on"}


def test_part_of_a_name_is_looked_for(app: Flask) -> None:
    with app.test_request_context():
        assert InviteForm(MultiDict({"q": " 华锦 "})).values() == "华锦"
        assert InviteForm(MultiDict({})).values() == ""
