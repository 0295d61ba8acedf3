"""A whole number on the page: after a reason, once, and in no other page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import time_machine

from jobmatch.domain.accounts import Area, Role
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

PHONE = "13800005678"


def make(store: Store) -> tuple[str, int]:
    with store.writes.begin() as session:
        here = make_community(session, name="旺家社区")
        make_community(session, name="龙生社区")  # the next id
        worker = make_worker(session, name="杨秀英", community=here, person={"phone": PHONE})
        return worker.uuid, here.id


def test_a_number_is_shown_for_a_reason_and_noted(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    client = sign_in(Role.CLERK)
    assert "看完整号码" in client.get(f"/workers/{uuid}").get_data(as_text=True)
    asked = client.get(f"/reveals/{uuid}").get_data(as_text=True)
    assert "尾号 5678" in asked
    assert PHONE not in asked
    answer = client.post(f"/reveals/{uuid}", data={"field": "phone", "reason": "call"})
    page = answer.get_data(as_text=True)
    assert PHONE in page
    assert f'content="30;url=/workers/{uuid}"' in page
    assert answer.headers["Cache-Control"] == "no-store"
    after = client.get(f"/workers/{uuid}").get_data(as_text=True)
    assert "给本人打电话" in after
    assert PHONE not in after


def test_without_a_reason_nothing_is_shown(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    answer = sign_in(Role.CLERK).post(f"/reveals/{uuid}", data={"field": "phone"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "请选择为什么要看" in page
    assert PHONE not in page


def test_another_areas_number_does_not_exist(store: Store, sign_in: SignIn) -> None:
    uuid, community = make(store)
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    data = {"field": "phone", "reason": "call"}
    assert other.get(f"/reveals/{uuid}").status_code == 404
    assert other.post(f"/reveals/{uuid}", data=data).status_code == 404


def test_after_a_quarter_of_an_hour_the_password_is_asked_for_again(
    store: Store, sign_in: SignIn
) -> None:
    uuid, _ = make(store)
    data = {"field": "phone", "reason": "call"}
    with time_machine.travel(datetime(2026, 3, 15, 1, tzinfo=UTC), tick=False) as clock:
        client = sign_in(Role.CLERK)
        assert client.post(f"/reveals/{uuid}", data=data).status_code == 200
        for _ in range(2):
            clock.shift(timedelta(minutes=10))
            client.get(f"/reveals/{uuid}")
        came_from = {"Referer": f"http://localhost/reveals/{uuid}"}
        answer = client.post(f"/reveals/{uuid}", data=data, headers=came_from)
        assert answer.headers["Location"] == f"/account/confirm?next=/reveals/{uuid}"
        assert PHONE not in answer.get_data(as_text=True)
