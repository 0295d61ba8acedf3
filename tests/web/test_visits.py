from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, session

from jobmatch.web import visits

if TYPE_CHECKING:
    import pytest
    from flask import Flask


def test_a_visit_is_the_one_that_its_browser_began_last(app: Flask) -> None:
    with app.test_request_context():
        assert not visits.is_present("")
        first = visits.begin()
        assert visits.is_present(first)
        second = visits.begin()
        assert not visits.is_present(first)
        assert visits.is_present(second)
    with app.test_request_context():
        assert not visits.is_present(second)


def test_a_person_is_known_in_one_visit_and_not_for_long(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.test_request_context():
        visits.begin()
        assert visits.person() == ""
        visits.know("worker:7")
        assert visits.person() == "worker:7"
        visits.begin()
        assert visits.person() == ""
        visits.know("worker:7")
        monkeypatch.setattr(visits, "KEPT_SECONDS", -1)
        assert visits.person() == ""


def test_the_end_of_a_visit_forgets_everything(app: Flask) -> None:
    with app.test_request_context():
        visit = visits.begin()
        session["more"] = "of anything"
        answer = visits.end(Response())
        assert not visits.is_present(visit)
        assert not session
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_a_word_that_is_no_ascii_is_no_visit(app: Flask) -> None:
    with app.test_request_context():
        visits.begin()
        assert not visits.is_present("缝纫")


def test_the_question_comes_before_the_end() -> None:
    assert 0 < visits.WARNING_SECONDS < visits.PERSON_SECONDS < visits.SECONDS
