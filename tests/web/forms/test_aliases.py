from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.web.forms.aliases import ChoiceForm, LessonForm

if TYPE_CHECKING:
    from flask import Flask


def test_a_choice_is_a_phrase_words_and_a_code(app: Flask) -> None:
    with app.test_request_context("/"):
        parts = {"phrase": "捣鼓锅铲", "q": "厨师", "code": "4-03-02-01"}
        form = ChoiceForm(MultiDict(parts))
        assert form.validate()
        assert form.data == parts
        form = ChoiceForm(MultiDict({"q": "厨" * 61}))
        assert not form.validate()
        assert form.q.errors == ["写得太长了，请写几个字"]


def test_a_lesson_needs_an_occupation(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"phrase": "捣鼓锅铲"}):
        form = LessonForm()
        assert not form.validate()
        assert form.code.errors == ["请在列出的职业里选一个"]
    with app.test_request_context("/", method="POST", data={"code": "4-03-02-01"}):
        form = LessonForm()
        assert form.validate()
        assert form.values() == {"code": "4-03-02-01"}
