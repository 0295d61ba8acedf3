"""Two people compared, merged, put apart again; the old address leads to who was kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area, Role
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

PHONE = "13800005678"


def make(store: Store) -> tuple[str, str, int]:
    with store.writes.begin() as session:
        here = make_community(session, name="旺家社区")
        make_community(session, name="龙生社区")  # the next id
        kept = make_worker(session, name="杨秀英", community=here)
        gone = make_worker(session, name="杨秀英", community=here, person={"phone": PHONE})
        gone.skills = [WorkerSkill(name="缝纫")]
        return kept.uuid, gone.uuid, here.id


def test_two_who_look_alike_are_compared_merged_and_put_apart(
    store: Store, sign_in: SignIn
) -> None:
    kept, gone, _ = make(store)
    client = sign_in(Role.CLERK)
    page = client.get("/merges/").get_data(as_text=True)
    assert "同名，出生日期一样" in page
    assert f"/merges/{kept}/{gone}" in page
    page = client.get(f"/merges/{kept}/{gone}").get_data(as_text=True)
    assert "技能 1 条" in page
    assert "尾号 5678" in page
    assert PHONE not in page
    # What the left one lacks is proposed from the right one.
    proposed = re.search(r'<input[^>]*id="take_phone-1"[^>]*>', page)
    assert proposed
    assert "checked" in proposed[0]
    refused = client.post(f"/merges/{kept}/{gone}", data={})
    assert refused.status_code == 422
    assert "请写明为什么" in refused.get_data(as_text=True)
    said = {"reason": "本人来核对过", "take_phone": "right"}
    answer = client.post(f"/merges/{kept}/{gone}", data=said, follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert "已合并成一个人" in page
    assert "缝纫" in page
    assert "尾号 5678" in page
    assert client.get(f"/workers/{gone}").headers["Location"] == f"/workers/{kept}"
    page = client.get("/merges/").get_data(as_text=True)
    assert "本人来核对过" in page
    undo = re.search(r'action="(/merges/[0-9a-f]{32}/undo)"', page)
    assert undo
    page = client.post(undo[1], follow_redirects=True).get_data(as_text=True)
    assert "已撤销合并" in page
    assert client.get(f"/workers/{gone}").status_code == 200
    assert client.post(undo[1]).status_code == 409


def test_somebody_told_apart_is_offered_no_more(store: Store, sign_in: SignIn) -> None:
    kept, gone, _ = make(store)
    client = sign_in(Role.CLERK)
    page = client.post(f"/merges/{kept}/{gone}/apart", follow_redirects=True)
    assert "现在没有可能重复的人" in page.get_data(as_text=True)


def test_another_record_is_found_by_the_one_box(store: Store, sign_in: SignIn) -> None:
    kept, gone, _ = make(store)
    client = sign_in(Role.CLERK)
    assert "像是同一个人的" in client.get(f"/merges/with/{kept}").get_data(as_text=True)
    page = client.post(f"/merges/with/{kept}", data={"q": "yxy"}).get_data(as_text=True)
    assert f"/merges/{kept}/{gone}" in page
    assert client.post(f"/merges/with/{kept}", data={"q": ""}).status_code == 422


def test_two_identities_are_refused_in_words(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        numbers = ("99000019850504123X", "990000199001011234")
        one, other = (
            make_worker(session, name="杨秀英", person={"id_number": number}).uuid
            for number in numbers
        )
    answer = sign_in(Role.CLERK).post(f"/merges/{one}/{other}", data={"reason": "像"})
    assert answer.status_code == 409
    assert "身份证号不一样" in answer.get_data(as_text=True)


def test_another_areas_people_do_not_exist(store: Store, sign_in: SignIn) -> None:
    kept, gone, community = make(store)
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    assert "杨秀英" not in other.get("/merges/").get_data(as_text=True)
    for address in (f"/merges/{kept}/{gone}", f"/merges/with/{kept}", f"/merges/{kept}/{kept}"):
        assert other.get(address).status_code == 404, address
    assert other.post(f"/merges/{kept}/{gone}", data={"reason": "像"}).status_code == 404
