from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.postings import PostingState
from jobmatch.queries.postings import PostingFilter
from jobmatch.web.forms.postings import PostingFilterForm

if TYPE_CHECKING:
    from flask import Flask


def test_an_empty_form_narrows_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = PostingFilterForm(MultiDict())
        assert form.validate()
        assert form.values() == PostingFilter()
        assert form.address() == {}


def test_what_is_chosen_narrows_and_stands_in_the_address(app: Flask) -> None:
    asked = {"q": "平车", "kind": "workshop", "state": "published", "flagged": "y"}
    with app.test_request_context():
        form = PostingFilterForm(MultiDict(asked))
        assert form.validate()
        assert form.values() == PostingFilter(
            "平车", EmployerKind.WORKSHOP, PostingState.PUBLISHED, flagged=True
        )
        assert form.address() == asked


def test_what_does_not_exist_is_refused(app: Flask) -> None:
    with app.test_request_context():
        assert not PostingFilterForm(MultiDict({"state": "nonsense"})).validate()
