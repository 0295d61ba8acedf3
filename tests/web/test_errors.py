"""Every failure becomes a page in words that gives nothing away."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain import errors as domain_errors
from jobmatch.web import access, errors

if TYPE_CHECKING:
    from flask import Flask

IDENTITY = "990000197001011234"


def failing(app: Flask, error: Exception) -> tuple[int, str]:
    @access.public
    def fail() -> str:
        raise error

    app.add_url_rule("/fail", "fail", fail)
    answer = app.test_client().get("/fail")
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (domain_errors.NotFoundError(), 404),
        (domain_errors.ForbiddenError(), 403),
        (domain_errors.InputError("请填写数字"), 422),
        (domain_errors.ConflictError(), 409),
        (domain_errors.RuleBrokenError("已经有人在岗"), 409),
        (domain_errors.JobmatchError(), 500),
    ],
)
def test_a_failure_of_ours_is_answered_in_its_own_words(
    app: Flask, error: domain_errors.JobmatchError, status: int
) -> None:
    answered, page = failing(app, error)
    assert answered == status
    assert str(error) in page
    assert "回到首页" in page


def test_every_failure_of_the_domain_has_a_status() -> None:
    assert errors.STATUSES[-1][0] is domain_errors.JobmatchError
    kinds = [kind for kind, _ in errors.STATUSES]
    for place, kind in enumerate(kinds):
        assert not any(issubclass(kind, earlier) for earlier in kinds[:place])


def test_an_unforeseen_failure_tells_no_secret_to_page_or_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        status, page = failing(app, ValueError(f"bad row {IDENTITY}"))
    assert status == 500
    assert "没有保存" in page
    assert IDENTITY not in page
    assert IDENTITY not in caplog.text
    assert "ValueError" in caplog.text


def test_a_missing_page_says_what_to_do(app: Flask) -> None:
    answer = app.test_client().get(f"/workers/nowhere/{IDENTITY}")
    assert answer.status_code == 404
    assert IDENTITY not in answer.get_data(as_text=True)


def test_other_statuses_of_http_have_words_too(app: Flask) -> None:
    with app.test_request_context():
        for status in (400, 405, 413, 418, 429, 500, 503):
            page, answered = errors.page(status)
            assert answered == status
            assert "回到首页" in page
