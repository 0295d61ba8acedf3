"""The list by need and the 131 counter on a worker's page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Area, Role
from jobmatch.store.service_records import ServiceRecord
from jobmatch.store.workers import Employment
from tests.factories import make_community, make_worker
from tests.web.views.test_recommendations import text

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def make(store: Store) -> tuple[str, int]:
    """Make somebody whose household has nobody at work, since yesterday a week ago."""
    with store.writes.begin() as session:
        here = make_community(session, name="旺家社区")
        make_community(session, name="龙生社区")  # the next id
        worker = make_worker(session, name="杨秀英", community=here, willing_to_work=True)
        today = clock.today()
        worker.employments = [
            Employment(started_on=today - timedelta(days=90), ended_on=today - timedelta(days=14))
        ]
        works = make_worker(session, name="王五", community=here)
        works.employments = [Employment(started_on=today - timedelta(days=90))]
        return worker.uuid, here.id


def test_the_list_shows_clock_and_what_is_owed(store: Store, sign_in: SignIn) -> None:
    uuid, community = make(store)
    page = text(sign_in(Role.CLERK), "/service-records/")
    assert "杨秀英" in page
    assert "王五" not in page
    assert "开始帮扶已超期" in page
    assert "谈就业 0/1" in page
    assert "推荐岗位 0/3" in page
    assert "零就业家庭 1" in page
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    assert "杨秀英" not in text(other, "/service-records/?want=zero")
    assert other.post(f"/service-records/of-worker/{uuid}").status_code in {404, 422}
    assert other.get("/service-records/?want=nonsense").status_code == 422


def test_a_talk_counts_at_once_and_a_mistake_is_taken_back(store: Store, sign_in: SignIn) -> None:
    uuid, community = make(store)
    client = sign_in(Role.CLERK)
    data = {"kind": "guidance", "note": "想去县城，孩子上学要接"}
    answer = client.post(f"/service-records/of-worker/{uuid}", data=data)
    assert answer.headers["Location"] == f"/workers/{uuid}#services"
    page = text(client, f"/workers/{uuid}")
    assert "✓ 谈就业 1/1" in page
    assert "想去县城" in page
    assert "还差：推荐 3 个岗位、介绍 1 次培训" in page
    assert "有人上班已超期" in page
    void = re.search(r'"(/service-records/[0-9a-f]{32}/void)"', page)
    assert void is not None
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    assert other.post(void[1]).status_code == 404
    client.post(void[1])
    assert "✗ 谈就业 0/1" in text(client, f"/workers/{uuid}")
    with store.reads() as session:
        assert session.scalars(select(ServiceRecord.voided_on)).one() == clock.today()


def test_what_cannot_be_is_refused_in_words(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    client = sign_in(Role.CLERK)
    late = (clock.today() + timedelta(days=1)).isoformat()
    for data in ({"kind": "money"}, {"kind": "guidance", "on": late}):
        assert client.post(f"/service-records/of-worker/{uuid}", data=data).status_code == 422
