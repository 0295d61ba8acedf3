"""The call list and the page of one call: masked, within one's area, results that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area, Role
from tests.web.views.test_recommendations import PHONE, make, text

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def test_a_call_is_made_from_the_list_and_counts(store: Store, sign_in: SignIn) -> None:
    workers, _, community = make(store)
    client = sign_in(Role.CLERK)
    page = text(client, "/calls/")
    assert "杨秀英0" in page
    assert "零就业家庭 1" in page
    assert "尾号 5678" in page
    address = f"/calls/of-worker/{workers[0]}"
    page = text(client, address)
    assert "没登记从哪天起没人上班" in page
    assert PHONE not in page
    assert client.post(address, data={"purpose": "guidance"}).status_code == 422
    late = client.post(address, data={"purpose": "guidance", "result": "later"})
    assert late.status_code == 422
    assert "请填写约好再打的日期" in late.get_data(as_text=True)
    data = {"purpose": "zero_employment", "result": "talked", "note": "想学电工"}
    assert client.post(address, data=data).headers["Location"] == "/calls/"
    page = text(client, "/calls/")
    assert "已记下这个电话" in page
    assert "今天没有要打的电话" in page
    assert "✓ 谈就业 1/1" in text(client, f"/workers/{workers[0]}")
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    assert other.get(address).status_code == 404
    assert other.post(address, data=data).status_code == 404
    assert "杨秀英0" not in text(other, "/calls/")


def test_a_wrong_number_goes_to_the_visits(store: Store, sign_in: SignIn) -> None:
    workers, _, _ = make(store)
    client = sign_in(Role.CLERK)
    data = {"purpose": "guidance", "result": "wrong_number"}
    client.post(f"/calls/of-worker/{workers[0]}", data=data)
    assert "今天没有要打的电话" in text(client, "/calls/")
    assert "没有打不通的人" in text(client, "/calls/?purpose=visit")  # called today already
    assert client.get("/calls/?purpose=nonsense").status_code == 422
