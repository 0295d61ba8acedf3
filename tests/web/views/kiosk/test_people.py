"""The number on a paper and the card: what they open, and that they stay nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from jobmatch.domain import kiosk_codes as rules
from jobmatch.domain import posting_numbers
from jobmatch.domain.accounts import SYSTEM
from jobmatch.services import kiosk_codes
from jobmatch.store.workers import WorkerSkill
from jobmatch.web import visits
from tests.factories import make_worker
from tests.web import browsers
from tests.web.kiosks import FIRST, Visitor, begin, link, see

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from jobmatch.store.postings import Posting

ID = "990000198505041226"


@pytest.fixture
def code(store: Store) -> str:
    """Put a welder in the register and give the code of her paper."""
    with store.writes.begin() as session:
        worker = make_worker(session, name="杨秀英")
        worker.person.id_number = ID
        session.add(WorkerSkill(worker_id=worker.id, name="电焊"))
        session.flush()
        return kiosk_codes.give_code(session, actor=SYSTEM, worker_id=worker.id)


def press(client: FlaskClient, visit: str, typed: str, key: str = "") -> str:
    """Send a whole number; give where it leads, or the page that asks for more."""
    answer = client.post(f"{visit}/number", data={"typed": typed, "key": key})
    if answer.status_code == 200:
        return answer.get_data(as_text=True)
    assert answer.status_code == 303
    return str(answer.location)


def test_the_number_of_a_posting_opens_it_and_a_wrong_one_is_said(
    client: FlaskClient, offered: dict[str, Posting]
) -> None:
    visit = begin(client)
    number = posting_numbers.number_of(offered["welder"].id)
    assert press(client, visit, number) == f"{visit}/postings/{offered['welder'].uuid}"
    unknown = press(client, visit, posting_numbers.number_of(9999))
    assert "已经没有了" in see(client, unknown)
    wrong = press(client, visit, rules.code_of(5))
    assert "号码不对" in see(client, wrong)
    assert not re.search(r"\d{4,}", unknown.removeprefix(visit) + wrong.removeprefix(visit))


def test_the_pad_takes_key_by_key_without_javascript(client: FlaskClient) -> None:
    visit = begin(client)
    page = press(client, visit, "12", "3")
    assert 'name="typed" value="123"' in page
    assert 'name="typed" value="12"' in press(client, visit, "123", "rub")
    assert 'name="typed" value=""' in press(client, visit, "123", "clear")
    assert 'name="typed" value="12"' in press(client, visit, "12", "x")


@pytest.mark.usefixtures("offered")
def test_a_code_opens_what_fits_its_holder(client: FlaskClient, code: str) -> None:
    visit = begin(client)
    mine = press(client, visit, code)
    assert mine == f"{visit}/mine"
    page = see(client, mine)
    assert "杨*英，您好" in page
    assert "杨秀英" not in page
    assert code not in page
    assert "电焊工" in page
    assert "保洁员" not in page
    assert f'data-seconds="{visits.PERSON_SECONDS}"' in page
    shown = see(client, link(page, r'class="k-card" href="([^"]+)"'))
    assert "电焊" in shown[shown.index("k-why") :]
    assert f'href="{mine}"' in shown


@pytest.mark.usefixtures("offered", "code")
def test_a_card_opens_it_too_and_leaves_no_number(client: FlaskClient) -> None:
    visit = begin(client)
    answer = client.post(f"{visit}/card", data={"number": ID})
    assert (answer.status_code, answer.location) == (303, f"{visit}/mine")
    page = see(client, f"{visit}/mine")
    assert ID not in page
    assert ID[-4:] not in page
    cookie = client.get_cookie("jobmatch")
    assert cookie is not None
    assert ID not in cookie.value


def test_a_card_that_is_not_read_or_not_known_is_told(client: FlaskClient) -> None:
    visit = begin(client)
    for number, said in (("123", "没有读到身份证"), ("", "没有读到"), (ID, "登记里还没有您")):
        answer = client.post(f"{visit}/card", data={"number": number})
        assert ID not in answer.location
        assert said in see(client, answer.location)


@pytest.mark.usefixtures("offered")
def test_the_next_visit_knows_nobody(client: FlaskClient, code: str) -> None:
    mine = press(client, begin(client), code)
    visit = begin(client)
    assert client.get(mine).location == "/kiosk/"
    assert client.get(f"{visit}/mine").location == f"{visit}/number"
    press(client, visit, code)
    client.get("/kiosk/goodbye")
    assert client.get(f"{visit}/mine").location == "/kiosk/"


@pytest.mark.usefixtures("offered")
def test_a_person_is_forgotten_without_any_help_of_the_browser(
    client: FlaskClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = begin(client)
    mine = press(client, visit, code)
    monkeypatch.setattr(visits, "KEPT_SECONDS", -1)
    assert client.get(mine).location == f"{visit}/number"


def test_codes_are_not_found_by_trying(client: FlaskClient) -> None:
    visit = begin(client)
    for place in range(20):
        press(client, visit, rules.code_of(place))
    answer = client.post(f"{visit}/number", data={"typed": rules.code_of(30)})
    assert answer.status_code == 429
    assert "机器要歇一歇" in answer.get_data(as_text=True)
    assert client.post(f"{visit}/card", data={"number": ID}).status_code == 429


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("visitor", [(1366, 768)], indirect=True)
def test_a_reader_writes_a_card_that_nobody_sees_and_the_wipe_forgets(
    visitor: Visitor, code: str
) -> None:
    browser: webdriver.Chrome = visitor.browser
    visitor.come()
    browser.switch_to.active_element.send_keys(ID + Keys.ENTER)
    visitor.wait_for("杨*英，您好")
    visitor.sound()
    assert visitor.taps == 0
    assert ID not in browser.page_source + browser.current_url
    assert browser.execute_script("return document.body.dataset.seconds") == "60"
    browser.get(visitor.address + "/kiosk/goodbye")
    visitor.come()
    visitor.tap(".k-other a")
    visitor.wait_for("放在读卡的地方")
    visitor.sound()
    visitor.come()
    visitor.tap(".k-other a", 1)
    visitor.wait_for("6 位号码")
    for digit in code:
        visitor.tap(f'button[value="{digit}"]')
    visitor.wait_for("杨*英，您好")
    visitor.tap(".k-leave")
    browsers.wait_for_heading(browser, "您看的内容已经清空")
    for _ in range(5):
        browser.back()
        browsers.wait_for_text(
            browser, "清空" if "goodbye" in browser.current_url else "想办什么事"
        )
        assert "杨*英" not in browser.page_source
    browser.get(f"{visitor.address}/kiosk/")
    browsers.wait_for_heading(browser, FIRST)
