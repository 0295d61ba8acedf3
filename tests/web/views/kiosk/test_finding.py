"""Cards, chips, keypads and slips without an account; sizes and touches measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from jobmatch.domain import posting_numbers
from tests.fairgrounds import make_ground
from tests.web import browsers
from tests.web.kiosks import begin, link, see

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from jobmatch.store.postings import Posting
    from tests.web.kiosks import Visitor


@pytest.mark.usefixtures("offered")
def test_tiles_lead_to_cards_without_an_account(client: FlaskClient) -> None:
    visit = begin(client)
    page = see(client, f"{visit}/trades")
    assert page.index("打扫卫生") < page.index("电焊")
    assert "5 个岗位" in page
    assert "开叉车" not in page
    tile = link(page, r'class="k-tile" href="([^"]+)"')
    assert "找“保洁”：有 5 个岗位" in see(client, tile)


@pytest.mark.usefixtures("offered")
def test_a_card_says_age_before_pay_and_the_pay_as_written(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="电焊")
    card = page[page.index('class="k-card"') :]
    said = ["电焊工", "年龄 18–50 岁", "每月 4,000–6,000 元", "招工表上写：4000-6000"]
    said += ["管吃管住", "城东工业园（县内）", "华锦机械", "正对口"]
    assert [card.index(words) for words in said] == sorted(card.index(words) for words in said)
    assert "1234" not in page.replace("尾号1234", "").replace("*1234", "")
    assert "本人年龄还不知道" not in page


@pytest.mark.usefixtures("offered")
def test_four_cards_stand_on_a_screen(client: FlaskClient) -> None:
    visit = begin(client)
    first = see(client, f"{visit}/postings", q="保洁")
    assert first.count('class="k-card"') == 4
    assert "第 1 页，共 2 页" in first
    assert see(client, f"{visit}/postings", q="保洁", page="2").count('class="k-card"') == 1
    assert "第 2 页，共 2 页" in see(client, f"{visit}/postings", q="保洁", page="99")


@pytest.mark.usefixtures("offered")
def test_a_chip_takes_a_condition_out_and_says_what_that_opens(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="电焊，家附近")
    assert "有 1 个岗位" in page
    chip = link(page, r'href="([^"]+)">✕ 家附近 <small>就有 2 个')
    assert "找“电焊”：有 2 个岗位" in see(client, chip)


@pytest.mark.usefixtures("offered")
def test_where_nothing_fits_the_nearest_and_the_way_out_are_shown(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="氩弧焊，家附近，+氩弧")
    assert "现在没有合适的" in page
    assert "✕ 家附近" in page
    assert "氩弧焊工" in page
    nothing = see(client, f"{begin(client)}/postings", q="开飞机")
    assert "看看别的活" in nothing


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/postings", q="<b>x</b>焊")
    assert "<b>x" not in page


def test_a_number_of_a_person_is_refused_and_not_repeated(
    client: FlaskClient, app: Flask, offered: dict[str, Posting]
) -> None:
    visit = begin(client)
    number = "99000019850504123X"
    answer = client.get(f"{visit}/postings", query_string={"q": f"保洁 {number}"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "请去掉号码" in page
    assert number not in page
    shown = see(client, f"{visit}/postings/{offered['welder'].uuid}", q=f"电焊 {number}")
    assert number not in shown
    assert app.extensions["jobmatch.asked"].take() == {}


@pytest.mark.usefixtures("offered")
def test_what_was_asked_is_counted_once_with_what_was_understood(
    client: FlaskClient, app: Flask
) -> None:
    visit = begin(client)
    see(client, f"{visit}/postings", q="保洁")
    see(client, f"{visit}/postings", q="保洁", page="2")
    (((text, reads), times),) = app.extensions["jobmatch.asked"].take().items()
    assert (text, times) == ("保洁", 1)
    assert [each.words for each in reads] == ["保洁"]


def test_an_empty_question_leads_to_the_pictures(client: FlaskClient) -> None:
    visit = begin(client)
    assert client.get(f"{visit}/postings").location == f"{visit}/trades"
    assert "现在还没有岗位" in see(client, f"{visit}/trades")


@pytest.mark.usefixtures("offered")
def test_the_keypad_works_by_links_alone(client: FlaskClient) -> None:
    page = see(client, f"{begin(client)}/words")
    for letter in "dianh":
        page = see(client, link(page, rf'data-key="{letter}" href="([^"]+)"'))
    assert "<strong>电焊</strong> <span>2 个岗位</span>" in page
    rubbed = link(page, r'data-key="rub" href="([^"]+)"')
    assert 'value="dian"' in see(client, rubbed)


def test_a_posting_is_shown_and_a_closed_one_says_so(
    client: FlaskClient, offered: dict[str, Posting]
) -> None:
    visit = begin(client)
    page = see(client, f"{visit}/postings/{offered['welder'].uuid}", q="电焊")
    assert "想找“电焊”的活，正对口" in page
    assert "白班" in page
    assert posting_numbers.number_of(offered["welder"].id) in page
    for other in (offered["closed"].uuid, offered["past"].uuid, "0" * 32):
        for address in (f"{visit}/postings/{other}", f"{visit}/postings/{other}/slip"):
            answer = client.get(address)
            assert answer.status_code == 404
            assert "现在不招人了" in answer.get_data(as_text=True)


def test_a_posting_of_a_fair_that_is_going_on_names_its_booth(
    client: FlaskClient, store: Store
) -> None:
    with store.writes.begin() as session:
        uuid = make_ground(session).postings[2].uuid
    assert "今天有招聘会：春风行动" in see(client, "/kiosk/")
    visit = begin(client)
    assert "招聘会 C1 号展位" in see(client, f"{visit}/postings", q="厨师")
    assert "今天在招聘会 C1 号展位" in see(client, f"{visit}/postings/{uuid}")
    assert "招聘会 C1 号展位" in see(client, f"{visit}/postings/{uuid}/slip")


@pytest.mark.parametrize("paper", ["58", "80", "a4"])
def test_a_slip_has_number_code_and_the_paper_of_its_printer(
    client: FlaskClient, offered: dict[str, Posting], paper: str
) -> None:
    page = see(client, "/kiosk/", paper=paper)
    visit = link(page, rf'href="(/kiosk/[^"/]+)/trades\?paper={paper}"')
    page = see(client, f"{visit}/postings/{offered['welder'].uuid}/slip", paper=paper)
    assert posting_numbers.number_of(offered["welder"].id) in page
    assert f"kiosk/slip-{paper}.css" in page
    assert "<svg" in page


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("query", ["", "?large=1"])
def test_every_screen_keeps_the_sizes(visitor: Visitor, query: str) -> None:
    visitor.come(query)
    visitor.sound()
    for heading, selector, place in (
        ("想干哪样活", ".k-choice", 0),
        ("找“保洁”：有 5 个岗位", ".k-tile", 0),
        ("✕ 管住", ".k-chip", 1),
        ("找“保洁”：有 5 个岗位", ".k-chip-on", 0),
        ("打印纸条带走", ".k-card", 0),
        ("换一种纸", ".k-print a", 0),
    ):
        visitor.tap(selector, place)
        visitor.wait_for(heading)
        visitor.sound()
    for heading, choice in (("请到就业服务窗口", 1),):
        visitor.come(query)
        visitor.tap(".k-choice", choice)
        visitor.wait_for(heading)
        visitor.sound()
    visitor.come(query)
    visitor.tap(".k-other a", 1)
    visitor.wait_for("6 位号码")
    for digit in "123123":
        visitor.tap(f'button[value="{digit}"]')
    visitor.wait_for("号码不对")
    visitor.sound()
    visitor.browser.execute_script("document.getElementById('ask').showModal()")
    visitor.sound()
    visitor.browser.get(f"{visitor.address}/kiosk/goodbye")
    visitor.sound()
    assert browsers.requested_hosts(visitor.browser) == {visitor.address.removeprefix("http://")}
    assert browsers.complaints(visitor.browser) == []


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("visitor", [(1080, 1920)], indirect=True)
def test_a_posting_is_found_in_two_touches_and_printed_in_two_more(visitor: Visitor) -> None:
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("打扫卫生")
    visitor.tap(".k-tile")
    visitor.wait_for("每月 4,000–6,000 元")
    assert visitor.taps == 2
    visitor.tap(".k-card")
    visitor.wait_for("打印纸条带走")
    assert visitor.taps == 3
    visitor.tap(".k-print a")
    visitor.wait_for("岗位号")
    visitor.browser.execute_script("window.print = () => { document.title = 'printed'; }")
    visitor.tap("#print")
    assert visitor.browser.title == "printed"


@pytest.mark.browser
@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("visitor", [(1366, 768)], indirect=True)
def test_letters_find_a_trade_without_losing_any(visitor: Visitor) -> None:
    visitor.come()
    visitor.tap(".k-choice")
    visitor.wait_for("打扫卫生")
    visitor.tap(".k-other a")
    visitor.wait_for("按几个字母")
    for letter in "dianh":
        visitor.tap(f'[data-key="{letter}"]')
    visitor.wait_for("2 个岗位")
    assert visitor.browser.find_element(By.ID, "q").get_attribute("value") == "dianh"
    visitor.sound()
    visitor.tap(".k-words a")
    visitor.wait_for("找“电焊”：有 2 个岗位")
