"""The report on who is shown to whom: asked for, then read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from jobmatch import clock
from jobmatch.domain.accounts import Role
from jobmatch.domain.jobs import JobState
from jobmatch.store.jobs import Job

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

LINE = {
    "name": "女",
    "people": 4200,
    "qualified": 4100,
    "listed_rate": 0.97,
    "seats": 700,
    "expected_seats": 1000.4,
    "parity": 0.7,
    "employment_rate": None,
}
HIDDEN = {"name": "未登记", "people": None}
REPORT: dict[str, Any] = {
    "fair": None,
    "postings": 700,
    "people": 8000,
    "seats": 35000,
    "remark": "注意：名单有新有旧。",
    "dimensions": {"sex": [LINE, HIDDEN]},
}


def test_the_report_is_asked_for_and_read(sign_in: SignIn, store: Store) -> None:
    director = sign_in(Role.DIRECTOR)
    answer = director.post("/exposures/")
    assert answer.headers["Location"] == "/jobs/1"
    assert director.get("/exposures/1").status_code == 404
    with store.writes.begin() as session:
        ended = {"state": JobState.DONE, "result": REPORT, "finished_at": clock.now()}
        session.execute(update(Job).values(**ended))
    assert "看报告" in director.get("/jobs/1").get_data(as_text=True)
    shown = director.get("/exposures/1").get_data(as_text=True)
    for words in ("按性别", "4,200", "0.70", "请看一看", "人数太少，不显示", "名单有新有旧"):
        assert words in shown


def test_work_of_another_kind_is_no_report(sign_in: SignIn, store: Store) -> None:
    director = sign_in(Role.DIRECTOR)
    director.post("/exposures/")
    with store.writes.begin() as session:
        session.execute(update(Job).values(state=JobState.DONE, name="audit.verify"))
    assert director.get("/exposures/1").status_code == 404
