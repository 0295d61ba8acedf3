"""The page of the calendar: the days of the table, and one that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Role
from tests.web.views.test_recommendations import text

if TYPE_CHECKING:
    from tests.web.conftest import SignIn


def test_a_day_is_set_and_shown(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    assert "端午节" in text(client, "/calendars/?year=2023")
    assert "调休上班" in text(client, "/calendars/?year=2023")
    year = clock.today().year + 1
    day = {"day": f"{year}-06-09", "kind": "free", "name": "本地节日"}
    assert client.post("/calendars/", data=day | {"kind": ""}).status_code == 422
    answer = client.post("/calendars/", data=day)
    assert answer.headers["Location"] == f"/calendars/?year={year}"
    page = text(client, f"/calendars/?year={year}")
    assert "本地节日" in page
    assert "本单位改的" in page
    assert text(client, "/calendars/?year=9999").count("本地节日") == 1
