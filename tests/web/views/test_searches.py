"""The plain-word search: what was understood, what fits and why, what nearly fits, nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.kinds import PayUnit, Shift, WorkRegion
from jobmatch.store.lexicon import PastSearch
from jobmatch.web import asked
from tests.factories import make_employer, make_posting
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

MONTH: dict[str, Any] = {
    "pay_min": Decimal(4000),
    "pay_max": Decimal(6000),
    "pay_unit": PayUnit.MONTH,
}


@pytest.fixture
def postings(store: Store) -> None:
    """Put three postings of two trades on offer."""
    with store.writes.begin() as session:
        firm = make_employer(session, name="华锦机械")
        near: dict[str, Any] = {
            "work_region": WorkRegion.IN_COUNTY,
            "shift": Shift.DAY,
            "vacancies": 3,
        }
        make_posting(session, title="电焊工", employer=firm, **MONTH, **near)
        far = near | {"work_region": WorkRegion.OUT_OF_PROVINCE}
        make_posting(session, title="氩弧焊工", employer=firm, **MONTH, **far)
        make_posting(session, title="保洁员", **near)


def ask(client: FlaskClient, text: str) -> str:
    answer = client.get("/search/", query_string={"q": text})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


@pytest.mark.usefixtures("postings")
def test_an_answer_says_what_was_understood_and_why_it_fits(sign_in: SignIn) -> None:
    page = ask(sign_in(Role.CLERK), "会电焊，想在家附近，不上夜班")
    assert "我是这样理解的" in page
    for understood in ("电焊", "不上夜班", "家附近"):
        assert f'<span class="jm-raw">{understood}' in page or understood in page
    fitting, _, missing = page.partition("差一点就合适")
    assert "电焊工" in fitting
    assert "4,000–6,000 元/月" in fitting
    assert "想找“电焊”的活，正对口" in fitting
    assert "共有 1 个合适的岗位" in fitting
    assert "依据：想做的活、岗位名称" in fitting
    assert "氩弧焊工" in missing
    assert "其余都合适" in missing


@pytest.mark.usefixtures("postings")
def test_where_nothing_fits_it_says_so(sign_in: SignIn) -> None:
    page = ask(sign_in(Role.CLERK), "开飞机")
    assert "现在没有合适的岗位" in page


def test_an_empty_question_shows_the_box_alone(sign_in: SignIn) -> None:
    page = ask(sign_in(Role.CLERK), "")
    assert "想找什么活" in page
    assert "我是这样理解的" not in page


def test_a_question_too_long_is_said(sign_in: SignIn) -> None:
    answer = sign_in(Role.CLERK).get("/search/", query_string={"q": "焊" * 301})
    assert answer.status_code == 422
    assert "写得太长了" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("postings")
def test_what_was_typed_is_shown_as_text_never_run(sign_in: SignIn) -> None:
    page = ask(sign_in(Role.CLERK), "<script>alert(1)</script>电焊")
    assert "<script>alert" not in page


@pytest.mark.usefixtures("postings")
def test_an_employer_finds_its_own_postings_alone(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        firm = make_employer(session, name="别家")
        make_posting(session, title="电焊工", employer=firm, vacancies=1)
    page = ask(sign_in(Role.EMPLOYER, Area(employer_id=firm.id)), "会电焊")
    assert "别家" in page
    assert "华锦机械" not in page


@pytest.mark.usefixtures("postings")
def test_words_are_suggested_with_what_they_find(sign_in: SignIn) -> None:
    answer = sign_in(Role.CLERK).get("/search/suggestions", query_string={"q": "不倒班，dianh"})
    assert answer.json == {
        "suggestions": [
            {
                "value": "电焊",
                "type": "work",
                "occurrences": 2,
                "pinyin": "dian han",
                "text": "不倒班，电焊",
            }
        ]
    }


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_suggests_nothing(sign_in: SignIn, text: str) -> None:
    answer = sign_in(Role.CLERK).get("/search/suggestions", query_string={"q": text})
    assert answer.json == {"suggestions": []}


def test_too_much_suggests_nothing_and_says_why(sign_in: SignIn) -> None:
    answer = sign_in(Role.CLERK).get("/search/suggestions", query_string={"q": "焊" * 301})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["suggestions"] == []
    assert "写得太长了" in answer.json["errors"][0]


@pytest.mark.parametrize("address", ["/search/", "/search/suggestions"])
@pytest.mark.parametrize(
    "number", ["13800001234", "138 0000—1234", "99000019850504123X", "990000850504123"]
)
def test_a_number_of_a_person_is_refused_and_not_repeated(
    sign_in: SignIn, address: str, number: str
) -> None:
    answer = sign_in(Role.CLERK).get(address, query_string={"q": f"会电焊 {number}"})
    assert answer.status_code == 422
    told = answer.get_data(as_text=True)
    assert "请去掉号码" in told
    assert number not in told
    assert number[-4:] not in told


@pytest.mark.usefixtures("postings")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王小明 52岁 会电焊", ["52岁 会电焊"]),
        ("我叫李桂花，想做保洁", ["想做保洁"]),
        ("李桂花想做保洁", []),
        ("捣鼓锅铲，3000-5000", ["捣鼓锅铲,3000-5000"]),
        ("feng ren gong", ["feng ren gong"]),
        ("wang xiao ming", []),
        ("会电焊 522-1234", ["会电焊 *"]),
    ],
)
def test_what_is_searched_for_is_kept_without_names(
    store: Store, sign_in: SignIn, typed: str, kept: list[str]
) -> None:
    client = sign_in(Role.CLERK)
    ask(client, typed)
    with client.application.app_context():
        asked.write()
    with store.reads() as session:
        assert list(session.scalars(select(PastSearch.text))) == kept


@pytest.mark.browser
@pytest.mark.usefixtures("postings")
def test_suggestions_in_a_browser(browser: webdriver.Chrome, address: str, store: Store) -> None:
    add_account(store, "zhang")
    browser.get(address)
    browser.find_element(By.ID, "name").send_keys("zhang")
    browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "今天要做什么？")
    box = browser.find_element(By.ID, "q")
    box.send_keys("dianh")
    browsers.wait_for_text(browser, "2 个岗位")
    assert box.get_attribute("aria-expanded") == "true"
    assert browsers.faults(browser) == []
    box.send_keys(Keys.ARROW_DOWN)
    chosen = box.get_attribute("aria-activedescendant")
    assert browser.find_element(By.ID, str(chosen)).text.startswith("电焊")
    assert browsers.faults(browser) == []
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    box.send_keys("a")
    browsers.wait_for_text(browser, "2 个岗位")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    browsers.wait_for_heading(browser, "找岗位")
    assert browser.find_element(By.ID, "q").get_attribute("value") == "电焊"
    assert browsers.requested_hosts(browser) == {address.removeprefix("http://")}
    assert browsers.complaints(browser) == []


@pytest.mark.browser
@pytest.mark.usefixtures("postings")
def test_a_number_of_a_person_does_not_leave_the_browser(
    browser: webdriver.Chrome, address: str, store: Store
) -> None:
    add_account(store, "zhang")
    browser.get(address)
    browser.find_element(By.ID, "name").send_keys("zhang")
    browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "今天要做什么？")
    box = browser.find_element(By.ID, "q")
    box.send_keys("dianh")
    browsers.wait_for_text(browser, "2 个岗位")
    browser.execute_script("window.asked = []; window.fetch = (a) => { window.asked.push(a); }")
    box.send_keys(" 138 0000-1234", "\n")
    browsers.wait_for_heading(browser, "今天要做什么？")
    assert "请去掉号码" in str(box.get_property("validationMessage"))
    assert "1234" not in browser.current_url
    asked_for = browser.execute_async_script(
        "const done = arguments[0]; setTimeout(() => done(window.asked), 400)"
    )
    assert not [each for each in asked_for if "1234" in each]
    box.send_keys(*[Keys.BACKSPACE] * 14, "\n")
    browsers.wait_for_heading(browser, "找岗位")
    assert browsers.complaints(browser) == []


@pytest.mark.browser
@pytest.mark.usefixtures("postings")
def test_in_a_browser(browser: webdriver.Chrome, address: str, store: Store) -> None:
    add_account(store, "zhang")
    browser.get(address)
    browser.find_element(By.ID, "name").send_keys("zhang")
    browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "今天要做什么？")
    browser.find_element(By.ID, "q").send_keys("会电焊，不上夜班", "\n")
    browsers.wait_for_heading(browser, "找岗位")
    assert browser.find_element(By.CSS_SELECTOR, ".jm-match h3").text == "电焊工"
    assert browsers.faults(browser) == []
    link = browser.find_element(By.CSS_SELECTOR, ".jm-match h3 a")
    # Bootstrap scrolls smoothly: a page still moving would carry it from under the pointer.
    browser.execute_async_script("document.fonts.ready.then(arguments[0])")
    browser.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", link
    )
    link.click()
    browsers.wait_for_heading(browser, "电焊工")
    assert browsers.faults(browser) == []
    assert browsers.requested_hosts(browser) == {address.removeprefix("http://")}
    assert browsers.complaints(browser) == []
