"""From a worker's page and a posting's to a result: clicks, papers, areas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

PHONE = "13800005678"


def make(store: Store, *, people: int = 1, postings: int = 1) -> tuple[list[str], list[str], int]:
    """Make workers who sew and postings that want it; give their uuids and the community."""
    with store.writes.begin() as session:
        community = make_community(session, name="旺家社区")
        make_community(session, name="龙生社区")  # the next id
        workers = []
        for number in range(people):
            person = {"phone": PHONE}
            worker = make_worker(
                session,
                name=f"杨秀英{number}",
                community=community,
                person=person,
                is_employed=False,
                willing_to_work=True,
            )
            worker.skills = [WorkerSkill(name="缝纫")]
            workers.append(worker.uuid)
        employer = make_employer(session, name="鸿达制衣")
        given: dict[str, Any] = {"work_region": WorkRegion.IN_COUNTY, "vacancies": 3}
        made = [
            make_posting(session, title="缝纫工", employer=employer, places_max=3, **given).uuid
            for _ in range(postings)
        ]
        return workers, made, community.id


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def states(store: Store) -> list[RecommendationState]:
    with store.reads() as session:
        return list(session.scalars(select(Recommendation.state).order_by(Recommendation.id)))


def only(store: Store) -> str:
    with store.reads() as session:
        return session.scalars(select(Recommendation.uuid)).one()


def test_three_postings_are_recommended_with_three_clicks(store: Store, sign_in: SignIn) -> None:
    workers, _, _ = make(store, postings=3)
    client = sign_in(Role.CLERK)
    page = f"/workers/{workers[0]}"
    for done in range(3):
        shown = text(client, page)
        assert shown.count("推荐这个岗位") == 3 - done
        posting = re.findall(r'name="posting" value="([0-9a-f]{32})"', shown)[-1]
        answer = client.post(f"/recommendations/of-worker/{workers[0]}", data={"posting": posting})
        assert answer.headers["Location"] == f"{page}#recommendations"
    assert states(store) == [RecommendationState.MADE] * 3
    assert "推荐这个岗位" not in text(client, page)
    assert text(client, page).count("✓ 已推荐") == 3


def test_the_best_three_are_recommended_with_one_click(store: Store, sign_in: SignIn) -> None:
    workers, postings, _ = make(store, postings=4)
    client = sign_in(Role.CLERK)
    assert "把最合适的 3 个都推荐" in text(client, f"/workers/{workers[0]}")
    client.post(f"/recommendations/of-worker/{workers[0]}", data={"posting": postings[:3]})
    assert len(states(store)) == 3
    assert "已推荐 3 个岗位" in text(client, f"/workers/{workers[0]}")
    sheet = text(client, f"/recommendations/of-worker/{workers[0]}/sheet")
    assert sheet.count("缝纫工") == 3
    assert "应聘不收钱" in sheet
    assert PHONE not in sheet
    assert "5678" not in sheet


def test_people_are_ticked_for_a_posting_and_put_on_a_list(store: Store, sign_in: SignIn) -> None:
    workers, postings, _ = make(store, people=3)
    client = sign_in(Role.CLERK)
    address = f"/recommendations/of-posting/{postings[0]}"
    page = text(client, address)
    assert page.count('type="checkbox"') == 3
    assert "会“缝纫”" in page
    assert client.post(address, data={}).status_code == 422
    answer = client.post(address, data={"worker": workers[:2], "send": "y"})
    assert "/send-lists/" in answer.headers["Location"]
    assert states(store) == [RecommendationState.SENT] * 2
    page = text(client, address)
    assert page.count('type="checkbox"') == 1
    assert "✓ 已推荐" in page


def test_the_posting_page_counts_seats_and_sends_the_rest(store: Store, sign_in: SignIn) -> None:
    workers, postings, _ = make(store, people=4)
    client = sign_in(Role.CLERK)
    client.post(f"/recommendations/of-posting/{postings[0]}", data={"worker": workers})
    page = text(client, f"/postings/{postings[0]}")
    assert "推荐的人比空缺多 1 个" in page
    assert "还没送单位的 4 人" in page
    uuids = re.findall(r'name="recommendation" value="([0-9a-f]{32})"', page)
    address = f"/recommendations/of-posting/{postings[0]}/send"
    assert client.post(address, data={}).status_code == 422
    answer = client.post(address, data={"recommendation": uuids[:2]})
    assert "/send-lists/" in answer.headers["Location"]
    page = text(client, f"/postings/{postings[0]}")
    assert "还没送单位的 2 人" in page
    assert "2 人还没有结果" in page


def test_a_result_is_noted_with_its_why_and_set_right(store: Store, sign_in: SignIn) -> None:
    workers, postings, _ = make(store)
    client = sign_in(Role.CLERK)
    client.post(f"/recommendations/of-worker/{workers[0]}", data={"posting": postings[0]})
    address = f"/recommendations/{only(store)}"
    assert "登记结果：杨秀英0" in text(client, f"{address}/result?back=worker")
    answer = client.post(f"{address}/result", data={"action": "refuse", "why": "far"})
    assert answer.status_code == 422
    assert "请选没成的原因：技能不够" in answer.get_data(as_text=True)
    given = {"action": "refuse", "why": "skill", "back": "worker"}
    answer = client.post(f"{address}/result", data=given)
    assert answer.headers["Location"] == f"/workers/{workers[0]}#recommendations"
    page = text(client, f"/workers/{workers[0]}")
    assert "单位没录用" in page
    assert "原因：技能不够" in page
    client.post(f"{address}/step", data={"action": "reopen", "back": "posting"})
    assert states(store) == [RecommendationState.MADE]
    assert client.post(f"{address}/step", data={"action": "place"}).status_code == 404


def test_the_list_leads_by_stage(store: Store, sign_in: SignIn) -> None:
    workers, postings, _ = make(store)
    client = sign_in(Role.CLERK)
    client.post(f"/recommendations/of-worker/{workers[0]}", data={"posting": postings[0]})
    assert "这里没有推荐" in text(client, "/recommendations/")
    page = text(client, "/recommendations/?stage=unsent")
    assert "杨秀英0" in page
    assert "还没送单位 1" in page
    assert client.get("/recommendations/?stage=nonsense").status_code == 422


def test_another_areas_worker_is_not_found(store: Store, sign_in: SignIn) -> None:
    workers, postings, community = make(store)
    client = sign_in(Role.CLERK)
    client.post(f"/recommendations/of-worker/{workers[0]}", data={"posting": postings[0]})
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    address = f"/recommendations/{only(store)}"
    for path in (f"{address}/result", f"/recommendations/of-worker/{workers[0]}/sheet"):
        assert other.get(path).status_code == 404
    data = {"action": "lose"}
    assert other.post(f"{address}/result", data=data).status_code == 404
    data = {"posting": postings[0]}
    assert other.post(f"/recommendations/of-worker/{workers[0]}", data=data).status_code == 404
    data = {"worker": workers[0]}
    assert other.post(f"/recommendations/of-posting/{postings[0]}", data=data).status_code == 404
    assert "杨秀英0" not in text(other, f"/postings/{postings[0]}")
    assert "杨秀英0" not in text(other, "/recommendations/?stage=all")
