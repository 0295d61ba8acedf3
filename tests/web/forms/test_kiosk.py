from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.web import keypads
from jobmatch.web.forms.kiosk import TypedForm, WordsForm

if TYPE_CHECKING:
    from flask import Flask


def test_a_question_is_trimmed_and_cut(app: Flask) -> None:
    with app.test_request_context():
        assert WordsForm(MultiDict({"q": "  缝纫 "})).text() == "缝纫"
        assert WordsForm(MultiDict({"q": "焊" * 500})).text() == "焊" * 100
        assert WordsForm(MultiDict()).text() == ""


def test_a_number_of_a_person_is_no_question(app: Flask) -> None:
    with app.test_request_context():
        assert WordsForm(MultiDict({"q": " 保洁 "})).sound_text() == "保洁"
        assert WordsForm(MultiDict({"q": "保洁，138 0000 1234"})).sound_text() == ""


def test_a_browser_is_told_to_remember_nothing(app: Flask) -> None:
    with app.test_request_context():
        assert 'autocomplete="off"' in str(WordsForm(formdata=None).q())


def test_what_is_typed_is_cut(app: Flask) -> None:
    with app.test_request_context():
        assert TypedForm(MultiDict({"typed": "x" * 99})).text() == "x" * keypads.MOST
