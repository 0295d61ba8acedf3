from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.kinds import EmployerKind
from jobmatch.queries.employers import EmployerFilter
from jobmatch.web.forms.employers import EmployerFilterForm

if TYPE_CHECKING:
    from flask import Flask


def test_what_is_chosen_narrows_and_stands_in_the_address(app: Flask) -> None:
    with app.test_request_context():
        form = EmployerFilterForm(MultiDict({"q": " 华锦 ", "kind": "workshop"}))
        assert form.validate()
        assert form.values() == EmployerFilter("华锦", EmployerKind.WORKSHOP)
        assert form.address() == {"q": " 华锦 ", "kind": "workshop"}
        assert EmployerFilterForm(MultiDict()).values() == EmployerFilter()


def test_what_does_not_exist_is_refused(app: Flask) -> None:
    with app.test_request_context():
        assert not EmployerFilterForm(MultiDict({"kind": "nonsense"})).validate()
