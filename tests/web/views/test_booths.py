"""Booths by their pages: answers, who came, numbers that change, postings that are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Role
from tests.web.views.test_fairs import book_all, make_fair, make_firms, text

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


@pytest.fixture
def client(sign_in: SignIn) -> FlaskClient:
    return sign_in(Role.FAIR_OPERATOR)


@pytest.fixture
def fair(client: FlaskClient, store: Store) -> str:
    made = make_fair(client, book_until="2099-03-10")
    client.post(f"{made}/booths/invite", data={"employer": make_firms(store)})
    return made


def test_nothing_ticked_is_said(client: FlaskClient, fair: str) -> None:
    answer = client.post(f"{fair}/booths/invite", data={}, follow_redirects=True)
    assert "还没有勾选单位" in answer.get_data(as_text=True)
    assert "没有可邀请的单位" in answer.get_data(as_text=True)


def test_two_booths_change_places(client: FlaskClient, fair: str) -> None:
    one, two = book_all(client, fair)
    client.post(f"{one}/number", data={"number": "c1"})
    page = text(client, one)
    assert "美味餐饮换到了 A1" in page
    assert "C1 · 华锦服饰" in page
    assert "A1 · 美味餐饮" in text(client, two)
    client.post(f"{one}/number", data={"number": "门口"})
    assert "比如 A3" in text(client, one)
    client.post(f"{one}/number", data={})
    assert "请填写要换到的展位号" in text(client, one)


def test_who_stayed_away_and_what_it_offered_is_not_counted(client: FlaskClient, fair: str) -> None:
    one, two = book_all(client, fair)
    client.post(f"{one}/step", data={"action": "miss"})
    assert "还没有开场" in text(client, one)
    client.post(f"{fair}/step", data={"action": "open"})
    answer = client.post(f"{one}/step", data={"action": "miss", "back": "fair"})
    assert answer.headers["Location"] == f"{fair}#booth-{one.rpartition('/')[2]}"
    client.post(f"{two}/step", data={"action": "arrive", "back": "fair"})
    page = text(client, fair)
    assert "<strong>1</strong>家已到场" in page
    assert "<strong>1</strong>家没有到场" in page
    assert "<strong>1</strong>个展出岗位" in page
    assert "✗ 没有到场" in page


def test_the_postings_of_a_booth_are_chosen(client: FlaskClient, fair: str) -> None:
    one, _ = book_all(client, fair)
    page = text(client, one)
    first, _ = re.findall(r'name="shown" value="(\d+)"', page)
    assert page.count(" checked") == 2
    client.post(f"{one}/postings", data={"shown": [first]})
    page = text(client, one)
    assert "存好了，展出 1 个岗位" in page
    assert page.count(" checked") == 1
    client.post(f"{one}/postings", data={})
    assert "不能订展位" in text(client, one)
    client.post(f"{one}/postings", data={"shown": ["99999"]})
    assert "岗位有变动" in text(client, one)


def test_a_posting_shown_elsewhere_is_marked(client: FlaskClient, fair: str) -> None:
    book_all(client, fair)
    other = make_fair(client, name="第二场", starts_on="2099-04-20")
    offered = text(client, f"{other}/booths/invite")
    ids = re.findall(r'name="employer" value="(\d+)"', offered)
    client.post(f"{other}/booths/invite", data={"employer": ids})
    one, _ = book_all(client, other)
    assert "2099年3月15日 也展出" in text(client, one)
    assert "其中 3 个岗位在以前的招聘会上已经展出过" in text(client, other)
    assert "<strong>3</strong>个展出岗位" in text(client, "/fairs/")


def test_a_booth_of_another_fair_is_not_found(client: FlaskClient, fair: str) -> None:
    one, _ = book_all(client, fair)
    other = make_fair(client, name="第二场")
    assert client.get(f"{other}/booths/{one.rpartition('/')[2]}").status_code == 404
    assert client.get(f"/fairs/{'0' * 32}").status_code == 404
