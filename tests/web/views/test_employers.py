from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from jobmatch.domain.accounts import Area, Role
from jobmatch.store.postings import Posting
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.employers import Employer
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def test_an_employer_and_what_it_offers(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        firm = make_employer(session, name="华锦服饰", industry="服装", contact_phone="13800005678")
        make_posting(session, title="平车工", employer=firm, vacancies=18)
        make_employer(session, name="别家")
    client = sign_in(Role.CLERK)
    listed = client.get("/employers/").get_data(as_text=True)
    assert '<td class="jm-number">18</td>' in listed
    assert "别家" not in client.get("/employers/?q=华锦").get_data(as_text=True)
    page = client.get(f"/employers/{firm.uuid}").get_data(as_text=True)
    for shown in ("华锦服饰", "服装", "电话尾号 5678", "平车工", "还缺 18 人"):
        assert shown in page, shown
    assert "13800005678" not in page


def test_an_employer_account_sees_itself_alone(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        own, other = make_employer(session, name="华锦服饰"), make_employer(session, name="别家")
    client = sign_in(Role.EMPLOYER, Area(employer_id=own.id))
    assert "别家" not in client.get("/employers/").get_data(as_text=True)
    assert client.get(f"/employers/{other.uuid}").status_code == 404


@pytest.fixture
def firm(store: Store) -> Employer:
    with store.writes.begin() as session:
        made = make_employer(session, name="华锦服饰", contact_phone="13800005678")
        for title in ("平车工", "裁床"):
            make_posting(session, title=title, employer=made)
        make_employer(session, name="别家")
    return made


def text(client: FlaskClient, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).get_data(as_text=True))


def test_one_call_confirms_all_postings_of_an_employer(
    store: Store, sign_in: SignIn, firm: Employer
) -> None:
    client = sign_in(Role.CLERK)
    with store.writes.begin() as session:
        session.execute(update(Posting).values(published_on=date(2020, 1, 1)))
    asked = text(client, "/employers/?due=y")
    assert "华锦服饰" in asked
    assert "别家" not in asked
    page = text(client, f"/employers/{firm.uuid}")
    ticked = re.findall(r'name="posting" value="(\w{32})" aria-label="[^"]*" checked', page)
    assert len(ticked) == 2
    address = f"/employers/{firm.uuid}/confirm"
    client.post(address, data={"posting": ticked, "how": "phone", "answer": "open"})
    page = text(client, f"/employers/{firm.uuid}")
    assert page.count("（电话）") == 2
    assert "华锦服饰" not in text(client, "/employers/?due=y")
    closed = {"posting": ticked[:1], "answer": "closed"}
    asked = client.post(address, data=closed).get_data(as_text=True)
    assert "确定，关闭这 1 个岗位" in asked
    assert "单位说不招了" not in text(client, f"/employers/{firm.uuid}")
    assert client.post(address, data=closed | {"posting": "0"}).status_code == 404
    client.post(address, data=closed | {"sure": "yes"})
    assert "单位说不招了" in text(client, f"/employers/{firm.uuid}")
    assert client.post(address, data={"answer": "open"}).status_code == 422


def test_a_complaint_stands_until_it_is_dealt_with(sign_in: SignIn, firm: Employer) -> None:
    client = sign_in(Role.CLERK)
    address = f"/employers/{firm.uuid}"
    assert client.post(f"{address}/complaints", data={"kind": "fees"}).status_code == 422
    client.post(f"{address}/complaints", data={"kind": "fees", "words": "收了200元押金"})
    page = text(client, address)
    assert "有 1 条投诉还没处理" in page
    assert "投诉 1" in text(client, "/employers/")
    settle = re.search(r'action="(/employers/\w+/complaints/\w+)"', page)
    assert settle is not None
    client.post(settle[1], data={"outcome": "已退还押金"})
    page = text(client, address)
    assert "处理：已退还押金" in page
    assert "还没处理，推荐" not in page


def test_the_phone_of_a_contact_is_shown_for_a_reason_and_once(
    sign_in: SignIn, firm: Employer
) -> None:
    client = sign_in(Role.CLERK)
    address = f"/employers/{firm.uuid}"
    assert client.post(f"{address}/contact", data={"reason": "curious"}).status_code == 422
    shown = client.post(f"{address}/contact", data={"reason": "still_open"})
    assert "13800005678" in shown.get_data(as_text=True)
    assert shown.headers["Cache-Control"] == "no-store"
    assert "13800005678" not in text(client, address)
    assert sign_in(Role.AUDITOR).post(f"{address}/contact").status_code == 403
