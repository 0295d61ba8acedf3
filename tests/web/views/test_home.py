"""The first page: numbers of one's own area, next actions one may take, no dead links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.kinds import LegalFlag
from jobmatch.store.postings import PostingFlag
from tests.factories import make_community, make_posting, make_worker
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def text_of(client: FlaskClient) -> str:
    return re.sub(r"\s+", "", client.get("/").get_data(as_text=True))


def test_the_numbers_are_those_of_the_area(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        here = make_community(session, name="旺家社区")
        make_worker(session, name="杨秀英", community=here, is_employed=False)
        make_worker(session, name="田茂林", is_employed=False)
        make_posting(session, title="平车工", vacancies=12)
    area = Area(community_ids=frozenset({here.id}))
    page = text_of(sign_in(Role.CLERK, area))
    assert "旺家社区的情况" in page
    assert "<strong>12</strong>还缺人数" in page
    assert '<strong>1</strong><ahref="/workers/">劳动力' in page


def test_what_waits_is_named_first(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        posting = make_posting(session, title="平车工")
        posting.flags = [PostingFlag(flag=LegalFlag.SEX_LIMIT)]
    page = text_of(sign_in(Role.CLERK))
    assert "等您处理" in page
    assert "1个招聘中的岗位有法律提示" in page


@pytest.mark.parametrize("role", list(Role))
def test_no_link_leads_where_the_role_may_not_go(sign_in: SignIn, role: Role) -> None:
    client = sign_in(role)
    page = client.get("/").get_data(as_text=True)
    links = set(re.findall(r'href="(/[^"#]*)"', page))
    assert links
    for link in links:
        with client.get(link.replace("&amp;", "&")) as answer:
            assert answer.status_code == 200, link


def test_who_manages_accounts_is_led_to_them(sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/").get_data(as_text=True)
    assert 'href="/accounts/new"' in page
    assert "看不到人员和岗位" in page


@pytest.mark.browser
def test_in_a_browser(browser: webdriver.Chrome, address: str, store: Store) -> None:
    add_account(store, "zhang")
    browser.get(address)
    browser.find_element(By.ID, "name").send_keys("zhang")
    browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "今天要做什么？")
    for width in (1024, 1366, 390):
        browser.set_window_size(width, 900)
        assert browsers.faults(browser) == []
