"""Planning a fair from the empty form to its plan of booths, by the pages alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Role
from tests.factories import make_employer, make_posting
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

TYPED = {"name": "春风行动招聘会", "address": "文化广场", "starts_on": "2099-03-15"}


def text(client: FlaskClient, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).get_data(as_text=True))


def make_fair(client: FlaskClient, **typed: str) -> str:
    """Plan a fair; give its address."""
    answer = client.post("/fairs/", data=TYPED | typed)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"]


def make_firms(store: Store) -> list[int]:
    """Make a tailor with two postings and a restaurant with one."""
    with store.writes.begin() as session:
        tailor, cook = (make_employer(session, name=name) for name in ("华锦服饰", "美味餐饮"))
        for title in ("平车工", "锁边工"):
            make_posting(
                session, title=title, employer=tailor, occupation_code="6-05-01-03", vacancies=5
            )
        make_posting(
            session, title="厨师", employer=cook, occupation_code="4-03-02-01", vacancies=2
        )
        return [tailor.id, cook.id]


def book_all(client: FlaskClient, fair: str) -> list[str]:
    """Let every invited employer book; give the addresses of the booths."""
    addresses = sorted(set(re.findall(rf'"({fair}/booths/\d+)"', text(client, fair))))
    for address in addresses:
        client.post(f"{address}/step", data={"action": "book", "back": "fair"})
    return addresses


def test_a_fair_is_planned_from_nothing_to_the_plan(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.FAIR_OPERATOR)
    assert "还没有招聘会" in text(client, "/fairs/")
    fair = make_fair(client)
    assert "先邀请有岗位的单位" in text(client, fair)
    firms = make_firms(store)
    offered = text(client, f"{fair}/booths/invite")
    assert offered.index("华锦服饰") < offered.index("美味餐饮")
    client.post(f"{fair}/booths/invite", data={"employer": firms})
    assert "2 家打电话" in re.sub(r"<[^>]+>", "", text(client, fair))
    book_all(client, fair)
    page = text(client, fair)
    assert page.index("<b>A</b> 制衣鞋包") < page.index("<b>A1</b>") < page.index("<b>C1</b>")
    assert "<strong>2</strong>家有展位" in page
    assert "<strong>3</strong>个展出岗位" in page
    listed = text(client, "/fairs/")
    assert "春风行动招聘会" in listed
    assert "<strong>3</strong>个展出岗位" in listed


def test_a_wrong_form_comes_back_with_its_words(sign_in: SignIn) -> None:
    client = sign_in(Role.FAIR_OPERATOR)
    answer = client.post("/fairs/", data=TYPED | {"starts_on": "下周六"})
    assert answer.status_code == 422
    assert "有问题需要改" in answer.get_data(as_text=True)
    fair = make_fair(client)
    again = client.post("/fairs/", data=TYPED)
    assert again.status_code == 422
    assert "已经有一场同名的招聘会" in again.get_data(as_text=True)
    changed = client.post(fair, data=TYPED | {"address": "体育场", "book_until": "2099-03-10"})
    assert changed.headers["Location"] == fair
    page = text(client, fair)
    assert "体育场" in page
    assert "订展位到 2099年3月10日 截止" in page
    edit = text(client, f"{fair}/edit")
    assert 'value="2099-03-10"' in edit


def test_steps_that_are_not_possible_are_refused_in_words(sign_in: SignIn) -> None:
    client = sign_in(Role.FAIR_OPERATOR)
    fair = make_fair(client)
    client.post(f"{fair}/step", data={"action": "hold"})
    assert "不能“结束”" in text(client, fair)
    for action, said in (("open", "已开场"), ("hold", "已结束"), ("report", "已上报")):
        client.post(f"{fair}/step", data={"action": action})
        assert said in text(client, fair)
    assert "邀请单位" not in text(client, fair)


def test_the_report_says_how_each_number_is_counted(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.FAIR_OPERATOR)
    fair = make_fair(client)
    client.post(f"{fair}/booths/invite", data={"employer": make_firms(store)})
    book_all(client, fair)
    for action in ("open", "hold"):
        client.post(f"{fair}/step", data={"action": action})
    assert f"{fair}/report" in text(client, fair)
    page = text(client, f"{fair}/report")
    assert "2 家" in page
    assert "意向不等于就业" in page
    assert "制衣鞋包" in page
    assert "没有登记来没来" in page
    book = client.get(f"{fair}/report.xlsx")
    assert book.status_code == 200
    assert book.data.startswith(b"PK")
    assert "attachment" in book.headers["Content-Disposition"]


def test_a_fair_and_its_booths_are_good_to_look_at(
    store: Store, app: Flask, sign_in: SignIn, address: str, browser: webdriver.Chrome
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False  # while the fair is prepared
    client = sign_in(Role.FAIR_OPERATOR)
    fair = make_fair(client)
    client.post(f"{fair}/booths/invite", data={"employer": make_firms(store)})
    booths = book_all(client, fair)
    client.post(f"{fair}/step", data={"action": "open"})
    client.post(f"{booths[0]}/step", data={"action": "arrive"})
    client.post(f"{booths[1]}/step", data={"action": "miss"})
    app.config["WTF_CSRF_ENABLED"] = True
    add_account(store, "操作员", Role.FAIR_OPERATOR)
    browser.get(f"{address}{fair}")
    browser.find_element("name", "name").send_keys("操作员")
    browser.find_element("name", "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "春风行动招聘会")
    pages = (
        fair,
        "/fairs/",
        "/fairs/new",
        f"{fair}/edit",
        f"{fair}/booths/invite",
        f"{fair}/report",
        booths[0],
    )
    for width, height in ((1366, 768), (390, 844)):
        browser.set_window_size(width, height)
        for page in pages:
            browser.get(f"{address}{page}")
            assert browsers.faults(browser) == [], (page, width)
    assert browsers.complaints(browser) == []
    assert browsers.requested_hosts(browser) == {address.removeprefix("http://")}
