from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.employers import ComplaintKind
from jobmatch.domain.kinds import EmployerKind
from jobmatch.queries.employers import EmployerFilter
from jobmatch.web.forms.employers import ComplaintForm, EmployerFilterForm

if TYPE_CHECKING:
    from flask import Flask

TODAY = date(2026, 3, 15)


def test_what_is_chosen_narrows_and_stands_in_the_address(app: Flask) -> None:
    asked = {"q": " 华锦 ", "kind": "workshop", "due": "y"}
    with app.test_request_context():
        form = EmployerFilterForm(MultiDict(asked))
        assert form.validate()
        assert form.values(on=TODAY) == EmployerFilter("华锦", EmployerKind.WORKSHOP, TODAY)
        assert form.address() == asked
        assert EmployerFilterForm(MultiDict()).values(on=TODAY) == EmployerFilter()


def test_what_does_not_exist_is_refused(app: Flask) -> None:
    with app.test_request_context():
        assert not EmployerFilterForm(MultiDict({"kind": "nonsense"})).validate()


def test_a_complaint_needs_its_words_and_a_known_kind(app: Flask) -> None:
    good = {"kind": "fees", "words": "收了200元押金"}
    with app.test_request_context():
        form = ComplaintForm(MultiDict(good))
        assert form.validate()
        assert form.values() == {"kind": ComplaintKind.FEES, "words": "收了200元押金"}
        for bad in ({"words": ""}, {"kind": "nonsense"}):
            assert not ComplaintForm(MultiDict(good | bad)).validate()
