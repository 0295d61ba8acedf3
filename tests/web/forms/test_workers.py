from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.store.districts import SettlementCommunity
from jobmatch.web.forms.workers import WorkerFilterForm

if TYPE_CHECKING:
    from flask import Flask


def test_an_empty_form_narrows_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict())
        assert form.validate()
        assert (form.typed, form.values()) == ("", {"community_id": None, "employed": None})
        assert form.address() == {}


def test_what_is_chosen_narrows_and_what_is_typed_stands_in_no_address(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"q": " 杨 ", "community": "3", "employed": "no"}))
        form.offer([SettlementCommunity(id=3, name="旺家社区")])
        assert form.validate()
        assert form.typed == "杨"
        assert form.values() == {"community_id": 3, "employed": False}
        assert form.address() == {"community": "3", "employed": "no"}


def test_a_community_of_somebody_else_is_refused(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"community": "4"}))
        form.offer([SettlementCommunity(id=3, name="旺家社区")])
        assert not form.validate()


def test_a_whole_page_is_no_name(app: Flask) -> None:
    with app.test_request_context():
        form = WorkerFilterForm(MultiDict({"q": "杨" * 61}))
        assert not form.validate()
        assert "太长" in form.q.errors[0]
