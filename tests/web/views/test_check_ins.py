"""The check-in desk by its page: green, yellow, red, and four fields for who walks in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Role
from tests.factories import make_worker
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account
from tests.web.views.test_fairs import make_fair

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

PHONE = "13800005678"
GUEST = {"name": "外来的人", "phone": "13900001234", "age": "41", "wish": "缝纫"}


@pytest.fixture
def desk(store: Store, sign_in: SignIn) -> tuple[FlaskClient, str]:
    """Give a client and the address of the desk of an open fair, with one worker registered."""
    with store.writes.begin() as session:
        make_worker(session, name="杨秀英").person.phone = PHONE
    client = sign_in(Role.FAIR_OPERATOR)
    fair = make_fair(client)
    client.post(f"{fair}/step", data={"action": "open"})
    return client, f"{fair}/check-in/"


def posted(client: FlaskClient, address: str, **data: str) -> str:
    return client.post(address, data=data, follow_redirects=True).get_data(as_text=True)


def test_a_whole_number_is_green_then_yellow_and_in_no_address(
    desk: tuple[FlaskClient, str],
) -> None:
    client, address = desk
    answer = client.post(address, data={"typed": PHONE})
    assert answer.status_code == 302
    assert PHONE not in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "✓ 杨秀英，签到好了" in page
    assert PHONE not in page
    assert "！杨秀英，已经签过到" in posted(client, address, typed=PHONE)


def test_initials_ask_who_it_is(desk: tuple[FlaskClient, str]) -> None:
    client, address = desk
    page = posted(client, address, typed="yxy")
    assert "请核对：是哪一位" in page
    assert "尾号 5678" in page
    worker = page.split('name="worker" value="')[1][:32]
    assert "✓ 杨秀英，签到好了" in posted(client, f"{address}worker", worker=worker)
    assert "已经签过到" in posted(client, address, typed="yxy")


def test_the_desk_says_what_it_cannot_know(desk: tuple[FlaskClient, str]) -> None:
    client, address = desk
    page = client.get(address).get_data(as_text=True)
    assert "连不上服务器：现在签到存不下来" in page
    assert "系统看不到打印机有没有纸" in page
    done = posted(client, address, typed=PHONE)
    assert "签到号 <strong>1</strong>" in done
    assert "print=1" in done


def test_who_is_not_found_walks_in(desk: tuple[FlaskClient, str]) -> None:
    client, address = desk
    page = posted(client, address, typed="王无此人")
    assert "花名册里没有找到" in page
    assert 'jm-walk-in" open' in page
    wrong = client.post(f"{address}walk-in", data=GUEST | {"phone": "1"})
    assert wrong.status_code == 422
    assert "✓ 外来的人，签到好了" in posted(client, f"{address}walk-in", **GUEST)
    page = client.get(address).get_data(as_text=True)
    assert "外来的人" in page
    assert GUEST["phone"] not in page
    assert client.post(address, data={"typed": ""}).status_code == 422


def test_a_fair_that_is_over_takes_nobody(desk: tuple[FlaskClient, str]) -> None:
    client, address = desk
    client.post(address.replace("check-in/", "step"), data={"action": "hold"})
    assert "现在不能签到" in client.get(address).get_data(as_text=True)
    answer = client.post(address, data={"typed": PHONE})
    assert answer.status_code == 409
    assert "没有开场" in answer.get_data(as_text=True)


def test_the_lights_can_be_read(
    store: Store,
    browser: webdriver.Chrome,
    request: pytest.FixtureRequest,
) -> None:
    # The desk is prepared before the server asks for tokens.
    desk = request.getfixturevalue("desk")
    address = request.getfixturevalue("address")
    add_account(store, "操作员", Role.FAIR_OPERATOR)
    browser.get(f"{address}{desk[1]}")
    browser.find_element("name", "name").send_keys("操作员")
    browser.find_element("name", "password").send_keys(PASSWORD, "\n")
    for typed, said in (
        ("yxy", "请核对"),
        ("没有这人", "没有找到"),
        (PHONE, "签到好了"),
        (PHONE, "已经签过到"),
    ):
        browsers.wait_for_heading(browser, "签到台")
        browser.find_element("name", "typed").send_keys(typed, "\n")
        browsers.wait_for_text(browser, said)
        for width, height in ((1366, 768), (390, 844)):
            browser.set_window_size(width, height)
            assert browsers.faults(browser) == [], (said, width)
    assert browsers.complaints(browser) == []
