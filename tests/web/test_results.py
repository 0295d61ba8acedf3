from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.jobs import JobName, JobState
from jobmatch.store.jobs import Job
from jobmatch.web import results
from jobmatch.web.results import Result

if TYPE_CHECKING:
    from flask import Flask


def job(**fields: object) -> Job:
    given = {"state": JobState.DONE, "arguments": {}, "result": None, **fields}
    return Job(id=7, name=JobName.VERIFY_AUDIT.value, key="k", **given)


@pytest.fixture
def _a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Result("workers.show", "看这个人", {"uuid": "person"})
    monkeypatch.setitem(results.RESULTS, JobName.VERIFY_AUDIT, found)


@pytest.mark.usefixtures("_a_page")
def test_the_address_is_made_of_what_the_job_gave_or_was_given(app: Flask) -> None:
    with app.test_request_context():
        for fields in ({"result": {"person": "0"}}, {"arguments": {"person": "0"}}):
            link = results.link_of(job(**fields))
            assert link is not None
            assert (link.address, link.words) == ("/workers/0", "看这个人")


@pytest.mark.usefixtures("_a_page")
def test_there_is_no_link_before_the_end_or_without_an_outcome(app: Flask) -> None:
    with app.test_request_context():
        assert results.link_of(job(state=JobState.LEASED, result={"person": "0"})) is None
        assert results.link_of(job()) is None


def test_a_kind_without_a_page_has_no_link(app: Flask) -> None:
    with app.test_request_context():
        assert results.link_of(job()) is None


def test_every_link_names_a_page_that_is_there(app: Flask) -> None:
    rules = {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}
    for found in results.RESULTS.values():
        assert rules[found.endpoint] <= set(found.parts)
