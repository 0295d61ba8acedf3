"""The match slip as it is printed: from the desk, on three papers, without a number of a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Role
from jobmatch.store.allocations import AllocationPlace, AllocationPlan, AllocationSeat
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.postings import Posting
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_worker
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account
from tests.web.kiosks import begin, see
from tests.web.views.test_check_ins import PHONE, posted
from tests.web.views.test_fairs import book_all, make_fair, make_firms

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


@pytest.fixture
def slip(store: Store, sign_in: SignIn) -> tuple[FlaskClient, str]:
    """Give a client and the address of the slip of a worker who sews, at a fair of two booths."""
    with store.writes.begin() as session:
        worker = make_worker(session, name="杨秀英")
        worker.person.phone = PHONE
        worker.skills = [WorkerSkill(name="缝纫")]
    client = sign_in(Role.FAIR_OPERATOR)
    fair = make_fair(client)
    client.post(f"{fair}/booths/invite", data={"employer": make_firms(store)})
    book_all(client, fair)
    client.post(f"{fair}/step", data={"action": "open"})
    page = posted(client, f"{fair}/check-in/", typed=PHONE)
    found = re.search(rf'"({fair}/check-in/[0-9a-f]+/slip)"', page)
    assert found, page
    return client, found[1]


def test_the_slip_names_booth_work_and_reason(slip: tuple[FlaskClient, str]) -> None:
    client, address = slip
    page = client.get(address).get_data(as_text=True)
    text = re.sub(r"<[^>]+>|\s+", " ", page)
    assert "杨秀英，请按顺序去看" in text
    assert text.index("A1") < text.index("平车工")
    assert "缝纫" in text
    assert PHONE not in page
    assert "<svg" in page
    for paper in ("58", "80", "a4"):
        assert f"jm-slip-{paper}" in client.get(f"{address}?paper={paper}").get_data(as_text=True)
    # An unknown paper changes nothing: the desk keeps the one it chose last.
    assert "jm-slip-a4" in client.get(f"{address}?paper=x").get_data(as_text=True)


def test_the_code_on_the_slip_opens_the_page_of_its_holder_at_a_kiosk(
    slip: tuple[FlaskClient, str], app: Flask
) -> None:
    client, address = slip
    found = re.search(r"自助机上按 <strong>(\d{6})</strong>", client.get(address).text)
    assert found
    kiosk = app.test_client()
    visit = begin(kiosk)
    answer = kiosk.post(f"{visit}/number", data={"typed": found[1]})
    assert answer.location == f"{visit}/mine"
    assert "平车工" in see(kiosk, answer.location)


def test_the_plan_says_where_to_go_first(slip: tuple[FlaskClient, str], store: Store) -> None:
    client, address = slip
    with store.writes.begin() as session:
        check_in = session.scalars(select(CheckIn)).one()
        cook = session.scalars(select(Posting).where(Posting.title == "厨师")).one()
        plan = {"planned_on": clock.today(), "engine": "test", "inputs": "0" * 64, "figures": {}}
        place = {"places": 2, "firsts": 0, "more_placed": 0, "more_fit": 0.0}
        seat = {"places": 2, "seat_no": 1, "priority_rank": 0, "fit": 0.5}
        session.add(
            AllocationPlan(
                **plan,
                **dict.fromkeys(("people", "placed", "worth", "bound"), 1),
                fair_id=check_in.fair_id,
                places=[AllocationPlace(posting_id=cook.id, **place)],
                seats=[AllocationSeat(worker_id=check_in.worker_id, posting_id=cook.id, **seat)],
            )
        )
        number, uuid = check_in.number, check_in.uuid
    text = re.sub(r"<[^>]+>|\s+", " ", client.get(address).get_data(as_text=True))
    assert text.index("C1") < text.index("先去这家") < text.index("厨师")
    assert f"签到号 {number}" in re.sub(" +", " ", text)
    desk = client.get(f"{address.rsplit('/', 2)[0]}/?done={uuid}").get_data(as_text=True)
    assert "先去 <strong>C1</strong> 美味餐饮：厨师" in desk


def test_a_desk_remembers_its_paper_and_tries_its_printer(slip: tuple[FlaskClient, str]) -> None:
    client, address = slip
    trial = f"{address.rsplit('/', 2)[0]}/trial"
    assert "jm-slip-80" in client.get(trial).get_data(as_text=True)
    assert "jm-slip-58" in client.get(f"{trial}?paper=58").get_data(as_text=True)
    assert "jm-slip-58" in client.get(address).get_data(as_text=True)
    assert "data-print-now" not in client.get(address).get_data(as_text=True)
    assert "data-print-now" in client.get(f"{address}?print=1").get_data(as_text=True)


def test_a_slip_of_another_fair_is_not_found(slip: tuple[FlaskClient, str]) -> None:
    client, address = slip
    other = make_fair(client, name="第二场")
    assert client.get(f"{other}/check-in/{address.split('/')[4]}/slip").status_code == 404


def test_the_slip_is_printed_without_the_page_around_it(
    store: Store, browser: webdriver.Chrome, request: pytest.FixtureRequest
) -> None:
    # The fair is prepared before the server asks for tokens.
    _, path = request.getfixturevalue("slip")
    address = request.getfixturevalue("address")
    add_account(store, "操作员", Role.FAIR_OPERATOR)
    browser.get(f"{address}{path}")
    browser.find_element("name", "name").send_keys("操作员")
    browser.find_element("name", "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "匹配单")
    assert browsers.faults(browser) == []
    for paper, width in (("58", 58), ("80", 80)):
        browser.get(f"{address}{path}?paper={paper}")
        measured = browser.execute_script(
            "return document.querySelector('.jm-slip').getBoundingClientRect().width"
        )
        assert measured == pytest.approx(width * 96 / 25.4, abs=1)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = browser.execute_script("return document.body.innerText")
    assert "杨秀英" in shown
    assert "退出登录" not in shown
    assert "下一位" not in shown
    assert browsers.complaints(browser) == []
