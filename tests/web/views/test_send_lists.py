"""The list for the employer: paper and workbook without numbers of people, results read back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.recommendations import RecommendationState as S
from jobmatch.store.postings import Posting
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import Worker
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account
from tests.web.views.test_recommendations import PHONE, make, states, text

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

    Sent = tuple[FlaskClient, str, list[str]]


@pytest.fixture
def sent(store: Store, sign_in: SignIn) -> Sent:
    """Give a client, the address of a list of three, and the recommendations by number."""
    workers, postings, _ = make(store, people=3)
    client = sign_in(Role.CLERK)
    data = {"worker": workers, "send": "y"}
    answer = client.post(f"/recommendations/of-posting/{postings[0]}", data=data)
    with store.reads() as session:
        by_number = select(Recommendation.uuid).order_by(Recommendation.list_number)
        return client, answer.headers["Location"], list(session.scalars(by_number))


def test_the_paper_names_people_and_no_number_of_theirs(
    sent: Sent,
) -> None:
    client, address, _ = sent
    page = text(client, address)
    for shown in ("杨秀英0", "杨秀英2", "缝纫", "推荐以下 3 人", "单位签收", "不押证件"):
        assert shown in page, shown
    assert PHONE not in page
    assert "旺家社区" not in page


def test_the_workbook_says_the_same(sent: Sent) -> None:
    client, address, _ = sent
    answer = client.get(f"{address}/workbook")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    cells = [str(cell) for row in rows for cell in row]
    assert "杨秀英1" in cells
    assert "缝纫" in cells
    assert not any(PHONE in cell for cell in cells)


def test_what_the_employer_wrote_is_read_then_saved(store: Store, sent: Sent) -> None:
    client, address, uuids = sent
    assert client.post(f"{address}/answer", data={"text": ""}).status_code == 422
    answer = client.post(f"{address}/answer", data={"text": "1录用，2没来，3再看看"})
    page = answer.get_data(as_text=True)
    assert "读出 2 人的结果" in page
    assert "3 再看看" in page
    assert f'value="place" id="place-{uuids[0]}" checked' in page
    assert states(store) == [S.SENT] * 3
    data = {f"action:{uuids[0]}": "place", f"action:{uuids[1]}": "decline"}
    wrong = client.post(f"{address}/results", data=data)
    assert wrong.status_code == 422
    assert "2 号：请选没成的原因" in wrong.get_data(as_text=True)
    assert states(store) == [S.SENT] * 3
    done = client.post(f"{address}/results", data=data | {f"why:{uuids[1]}": "not_come"})
    assert done.headers["Location"] == address
    assert states(store) == [S.PLACED, S.DECLINED, S.SENT]
    assert "约了没有去" in text(client, address)
    assert "1 人" in text(client, address)


def test_results_are_saved_all_or_none(store: Store, sent: Sent) -> None:
    client, address, uuids = sent
    with store.writes.begin() as session:
        session.scalars(select(Posting)).one().vacancies = 1
    data = {f"action:{uuid}": "place" for uuid in uuids[:2]}
    answer = client.post(f"{address}/results", data=data)
    assert answer.status_code == 409
    assert "没有空缺" in answer.get_data(as_text=True)
    assert states(store) == [S.SENT] * 3
    assert client.post(f"{address}/results", data={}).status_code == 422


def test_a_list_without_a_line_of_the_area_is_not_found(sent: Sent, sign_in: SignIn) -> None:
    _, address, uuids = sent
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({2})))
    for path in ("", "/workbook", "/results"):
        assert other.get(address + path).status_code == 404
    data = {f"action:{uuids[0]}": "place"}
    assert other.post(f"{address}/results", data=data).status_code == 404


def test_pages_and_papers_fit_their_sizes(
    store: Store, browser: webdriver.Chrome, request: pytest.FixtureRequest
) -> None:
    # The list is prepared before the server asks for tokens.
    _, listed, _ = request.getfixturevalue("sent")
    address = request.getfixturevalue("address")
    with store.reads() as session:
        posting = session.scalars(select(Posting.uuid)).one()
        worker = session.scalars(select(Worker.uuid).order_by(Worker.id)).first()
    add_account(store, "经办人")
    browser.get(f"{address}{listed}")
    browser.find_element("name", "name").send_keys("经办人")
    browser.find_element("name", "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "送单位名单")
    for path in (
        listed,
        f"{listed}/results",
        "/recommendations/?stage=all",
        f"/recommendations/of-posting/{posting}",
        f"/recommendations/of-worker/{worker}/sheet",
        "/service-records/",
        "/calendars/",
        "/calls/",
        f"/calls/of-worker/{worker}",
    ):
        browser.get(f"{address}{path}")
        assert browsers.faults(browser) == [], path
    browser.get(f"{address}{listed}")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return document.querySelector(arguments[0]).offsetParent !== null"
    assert browser.execute_script(shown, ".jm-paper") is True
    assert browser.execute_script(shown, ".jm-screen-only") is False
