from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.web.forms.searches import SearchForm

if TYPE_CHECKING:
    from flask import Flask


def test_words_are_trimmed_and_bounded(app: Flask) -> None:
    with app.test_request_context():
        form = SearchForm(MultiDict({"q": " 会电焊 "}))
        assert form.validate()
        assert form.values() == {"text": "会电焊"}
        assert not SearchForm(MultiDict({"q": "焊" * 301})).validate()
        assert SearchForm(MultiDict()).values() == {"text": ""}


def test_a_number_of_a_person_is_refused_and_forgotten(app: Flask) -> None:
    with app.test_request_context():
        form = SearchForm(MultiDict({"q": "会电焊 138 0000 1234"}))
        assert not form.validate()
        assert form.values() == {"text": ""}
        assert "0000" not in str(form.q())
        assert SearchForm(MultiDict({"q": "18-45岁，3000-5000"})).validate()
