from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from jobmatch.queries.workers import WorkerFilter
from jobmatch.store.districts import SettlementCommunity
from jobmatch.web.forms.workers import NumberForm, WorkerFilterForm

if TYPE_CHECKING:
    from flask import Flask


def test_an_empty_form_narrows_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict())
        assert form.validate()
        assert form.values() == WorkerFilter()
        assert form.address() == {}


def test_what_is_chosen_narrows_and_stands_in_the_address(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"q": " 杨 ", "community": "3", "employed": "no"}))
        form.offer([SettlementCommunity(id=3, name="旺家社区")])
        assert form.validate()
        assert form.values() == WorkerFilter(text="杨", community_id=3, employed=False)
        assert form.address() == {"q": " 杨 ", "community": "3", "employed": "no"}


def test_a_community_of_somebody_else_is_refused(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"community": "4"}))
        form.offer([SettlementCommunity(id=3, name="旺家社区")])
        assert not form.validate()


def test_a_whole_number_does_not_belong_into_the_address(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"q": "13800005678"}))
        assert not form.validate()
        assert "按完整号码查" in form.q.errors[0]


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("13800005678", True), (" 99000019850504123X ", True), ("5678", False), ("", False)],
)
def test_a_whole_number_is_asked_for(app: Flask, typed: str, fits: bool) -> None:  # noqa: FBT001 - a table
    with app.test_request_context(method="POST", data={"typed": typed}):
        form = NumberForm()
        assert form.validate_on_submit() == fits
        assert form.values() == {"typed": typed.strip()}
