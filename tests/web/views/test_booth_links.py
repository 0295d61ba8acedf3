"""What an employer does by a link alone: books a booth, and notes talks from a phone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Role
from jobmatch.domain.booths import BoothState
from jobmatch.domain.fairs import FairState
from jobmatch.services import booth_links
from jobmatch.services.booth_links import LinkKind
from jobmatch.store.audit import AuditRow
from jobmatch.store.fairs import Booth
from jobmatch.store.talks import Talk
from tests.fairgrounds import make_ground
from tests.web import browsers

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


@pytest.fixture
def links(store: Store) -> dict[str, str]:
    """Give the addresses of the links of a booth that is invited (book) and one that stands."""
    with store.writes.begin() as session:
        today = make_ground(session)
        later = make_ground(session, name="下个月的")
        later.fair.state = FairState.PLANNED
        later.fair.starts_on = later.fair.ends_on = clock.today() + timedelta(days=30)
        later.tailor.state, later.tailor.number = BoothState.INVITED, None
        token = {
            kind: booth_links.token_of(session, booth=booth, kind=kind)
            for kind, booth in ((LinkKind.BOOK, later.tailor), (LinkKind.RECORD, today.tailor))
        }
        return {
            "book": f"/booking/{token[LinkKind.BOOK]}",
            "record": f"/booth/{token[LinkKind.RECORD]}",
        }


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_an_employer_books_changes_and_declines(
    client: FlaskClient, links: dict[str, str], store: Store
) -> None:
    address = links["book"]
    page = text(client, address)
    assert "订下展位" in page
    offered = re.findall(r'name="shown" value="(\d+)"', page)
    assert len(offered) == 2
    none = client.post(address, data={"action": "book"}, follow_redirects=True)
    assert "没有选招聘中的岗位" in none.get_data(as_text=True)
    client.post(address, data={"action": "book", "shown": offered})
    page = text(client, address)
    assert "订好了，展位号 A1" in page
    assert page.count("checked") == 2
    client.post(address, data={"action": "book", "shown": offered[:1]})
    page = text(client, address)
    assert "展出的岗位已经更新" in page
    assert page.count("checked") == 1
    client.post(address, data={"action": "decline"})
    assert "这次不来参加" in text(client, address)
    client.post(address, data={"action": "book", "shown": offered})
    assert "展位号 A1" in text(client, address)
    with store.reads() as session:
        actors = set(session.scalars(select(AuditRow.actor)))
    assert any(name.startswith("booth link ") for name in actors)


def test_after_the_deadline_the_link_only_shows(
    client: FlaskClient, links: dict[str, str], store: Store
) -> None:
    with store.writes.begin() as session:
        booth_id = int(links["book"].split("/")[-1].partition("-")[0])
        fair = session.get_one(Booth, booth_id).fair
        fair.book_until = clock.today() - timedelta(days=1)
    assert "订展位的时间已经过了" in text(client, links["book"])
    assert "订下展位" not in text(client, links["book"])
    answer = client.post(links["book"], data={"action": "decline"}, follow_redirects=True)
    assert "已经过了" in answer.get_data(as_text=True)


def test_a_link_is_good_for_one_purpose_and_a_made_up_one_for_none(
    client: FlaskClient, links: dict[str, str]
) -> None:
    for address in (
        links["record"].replace("/booth/", "/booking/"),
        links["book"].replace("/booking/", "/booth/"),
        links["record"][:-1] + ("0" if links["record"][-1] != "0" else "1"),
        "/booth/1",
        "/booking/x",
    ):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 404
            assert "这个链接不能用了" in answer.get_data(as_text=True)


def test_a_booth_notes_talks_and_sees_a_masked_name_alone(
    client: FlaskClient, links: dict[str, str], store: Store
) -> None:
    address = links["record"]
    page = text(client, f"{address}?number=1")
    assert "杨*英" in page
    assert "杨秀英" not in page
    posting = re.findall(r'name="posting" value="(\d+)"', page)[0]
    data = {"number": "1", "posting": posting, "outcome": "hired"}
    answer = client.post(address, data=data, follow_redirects=True).get_data(as_text=True)
    assert "记好了：1 号 杨*英，当场录用。" in answer
    assert "单位记的" in answer
    client.post(address, data=data)
    with store.reads() as session:
        talk = session.scalars(select(Talk)).one()
        assert talk.account_id is None
    client.post(f"{address}/withdraw", data={"talk": talk.uuid})
    assert "已经撤销" in text(client, address)


def test_before_the_fair_opens_and_after_it_the_code_says_so(
    client: FlaskClient, links: dict[str, str], store: Store
) -> None:
    booth_id = int(links["record"].split("/")[-1].partition("-")[0])
    for state in (FairState.PLANNED, FairState.HELD):
        with store.writes.begin() as session:
            session.get_one(Booth, booth_id).fair.state = state
        answer = client.get(links["record"])
        assert answer.status_code == 409
        assert "只在招聘会当天" in answer.get_data(as_text=True)
        assert client.post(links["record"], data={}).status_code == 409


def test_an_employer_says_that_it_is_there(
    client: FlaskClient, links: dict[str, str], store: Store
) -> None:
    booth_id = int(links["record"].split("/")[-1].partition("-")[0])
    with store.writes.begin() as session:
        session.get_one(Booth, booth_id).state = BoothState.BOOKED
    assert "还没有登记你们到场" in text(client, links["record"])
    client.post(f"{links['record']}/arrive")
    assert "已经到场" in text(client, links["record"])
    with store.reads() as session:
        assert session.get_one(Booth, booth_id).state is BoothState.PRESENT


def test_the_office_gives_links_and_takes_them_back(
    client: FlaskClient, links: dict[str, str], store: Store, sign_in: SignIn
) -> None:
    booth_id = int(links["record"].split("/")[-1].partition("-")[0])
    with store.reads() as session:
        fair = session.get_one(Booth, booth_id).fair.uuid
    office = sign_in(Role.FAIR_OPERATOR)
    page = text(office, f"/fairs/{fair}/booths/{booth_id}")
    assert links["record"] in page
    assert "<svg" in page
    assert "别人的手机打不开" in page
    office.post(f"/fairs/{fair}/booths/{booth_id}/links")
    assert client.get(links["record"]).status_code == 404
    assert links["record"] not in text(office, f"/fairs/{fair}/booths/{booth_id}")


def test_the_pages_fit_a_thumb(
    links: dict[str, str], address: str, browser: webdriver.Chrome
) -> None:
    browser.set_window_size(390, 844)
    for path, heading in (
        (links["book"], "华锦服饰下个月的：参加招聘会"),
        (f"{links['record']}?number=1", "A1 华锦服饰春风行动"),
    ):
        browser.get(f"{address}{path}")
        browsers.wait_for_heading(browser, heading)
        assert browsers.faults(browser) == [], path
    small = browser.execute_script(
        "return [...document.querySelectorAll('main button, main label')]"
        ".filter((node) => node.matches('.jm-big, .jm-choices label'))"
        ".map((node) => node.getBoundingClientRect().height).filter((high) => high < 59.5)"
    )
    assert small == []
    assert browsers.complaints(browser) == []
