from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.postings import PostingState
from jobmatch.queries.postings import PostingFilter
from jobmatch.web.forms.postings import PostingFilterForm

if TYPE_CHECKING:
    from flask import Flask

TODAY = date(2026, 3, 15)


def test_an_empty_form_narrows_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = PostingFilterForm(MultiDict())
        assert form.validate()
        assert form.values(on=TODAY) == PostingFilter()
        assert form.address() == {}


def test_what_is_chosen_narrows_and_stands_in_the_address(app: Flask) -> None:
    asked = {"q": "平车", "kind": "workshop", "state": "published", "flagged": "y", "due": "y"}
    with app.test_request_context():
        form = PostingFilterForm(MultiDict(asked))
        assert form.validate()
        assert form.values(on=TODAY) == PostingFilter(
            "平车", EmployerKind.WORKSHOP, PostingState.PUBLISHED, flagged=True, due_on=TODAY
        )
        assert form.address() == asked


def test_what_does_not_exist_is_refused(app: Flask) -> None:
    with app.test_request_context():
        assert not PostingFilterForm(MultiDict({"state": "nonsense"})).validate()
