"""Import as a clerk does it: choose a file, look, confirm, take back."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from sqlalchemy import func, select

from jobmatch.domain.accounts import Area, Role
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from tests.factories import make_community
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.base import Base
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

SHEET = """企业名称,招聘岗位,招聘人数,月工资(元),年龄要求,工作地点,备注
华锦服饰有限公司,平车工,20,3800-4600,18-45,万山区经开区,包吃住
华锦服饰有限公司,保洁员,2,2400,55岁以下,万山区经开区,女性优先
华锦服饰有限公司,裁床,3,5000~1000,20-50,万山区经开区,
"""
CHANGED = SHEET.replace("3800-4600", "4000-4800")
ROSTER = """姓名,身份证号码,性别,联系电话,社区,是否就业,技能
杨秀英,990000198505041234,女,13800005678,旺家社区,否,缝纫
"""


def send(client: FlaskClient, text: str, kind: str = "postings", name: str = "招工表.csv") -> str:
    """Send a file and follow to the page that answers."""
    answer = client.post(
        "/imports/",
        data={"kind": kind, "file": (BytesIO(text.encode()), name)},
        follow_redirects=True,
    )
    return answer.get_data(as_text=True)


def address_of(page: str) -> str:
    found = re.search(r'action="(/imports/[0-9a-f]{32})/', page)
    assert found is not None
    return found.group(1)


def flat(page: str) -> str:
    return re.sub(r"\s+", "", page)


def count(store: Store, row: type[Base]) -> int:
    with store.reads() as session:
        return session.execute(select(func.count()).select_from(row)).scalar_one()


def test_a_preview_shows_everything_and_writes_nothing(store: Store, sign_in: SignIn) -> None:
    page = send(sign_in(Role.CLERK), SHEET)
    assert "现在还没有写入" in page
    assert "<strong>3</strong>将新增" in flat(page)
    assert "平车工" in page
    assert "3800–4600 元/月" in page
    assert "工资：内容被截断，1 处" in page
    assert "第 4 行" in page
    assert "限定或优先性别" in page
    assert "妇女权益保障法" in page
    assert "招聘岗位" in page
    assert count(store, Posting) == 0


def test_commit_and_undo(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where = address_of(send(client, SHEET))
    done = client.post(f"{where}/commit", follow_redirects=True).get_data(as_text=True)
    assert "已经导入" in done
    assert "<strong>3</strong>已新增" in flat(done)
    assert count(store, Posting) == 3
    undone = client.post(f"{where}/undo", follow_redirects=True).get_data(as_text=True)
    assert "已经撤销" in undone
    assert count(store, Posting) == 0
    again = client.post(f"{where}/undo", follow_redirects=True).get_data(as_text=True)
    assert "不能“撤销”" in again


def test_the_same_file_twice_adds_nothing_and_a_changed_one_shows_what_changed(
    store: Store, sign_in: SignIn
) -> None:
    client = sign_in(Role.CLERK)
    client.post(f"{address_of(send(client, SHEET))}/commit")
    assert "已经导入过" in send(client, SHEET)
    page = flat(send(client, CHANGED))
    assert "<strong>0</strong>将新增" in page
    assert "<strong>1</strong>将更新" in page
    assert "3800→4000" in page
    assert count(store, Posting) == 3


def test_a_preview_can_be_put_away(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where = address_of(send(client, SHEET))
    page = client.post(f"{where}/discard", follow_redirects=True).get_data(as_text=True)
    assert "已放弃" in page
    assert count(store, Posting) == 0
    assert client.post(f"{where}/commit").status_code == 409


def test_a_column_that_was_misread_is_corrected_and_read_again(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    page = send(client, SHEET)
    where = address_of(page)
    column = re.search(r'name="(column:[^"]*工作地点[^"]*)"', page)
    assert column is not None
    again = client.post(
        f"{where}/columns", data={column.group(1): "ignored"}, follow_redirects=True
    ).get_data(as_text=True)
    assert "已按您改的列重新读取" in again
    assert "万山区经开区</td>" not in again
    assert "已放弃" in client.get(where).get_data(as_text=True)


def test_a_roster_is_shown_masked_and_finds_its_way_in(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    page = send(client, ROSTER, kind="workers", name="花名册.csv")
    assert "杨秀英" in page
    assert "13800005678" not in page
    assert "990000198505041234" not in page
    client.post(f"{address_of(page)}/commit")
    assert count(store, Person) == 1


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("hello", "letter.docx", "有问题需要改"),
        ("企业名称,招聘岗位,招聘人数\n", "空表.csv", "没有可导入的内容"),
        ("姓名,年龄\n", "x.exe", "有问题需要改"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_one_sentence(
    store: Store, sign_in: SignIn, text: str, name: str, said: str
) -> None:
    page = send(sign_in(Role.CLERK), text, name=name)
    assert said in page
    assert "选择文件" in page
    assert count(store, Posting) == 0


def test_a_form_without_file_or_kind_is_said(sign_in: SignIn) -> None:
    answer = sign_in(Role.CLERK).post("/imports/", data={})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert '<a href="#file">请选择要导入的文件</a>' in page
    assert '<a href="#kind">' in page


def test_who_works_on_a_part_sees_its_own_imports_alone(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        community = make_community(session, name="旺家社区")
    part = Area(community_ids=frozenset({community.id}))
    ours, theirs, whole = sign_in(Role.CLERK, part), sign_in(Role.CLERK, part), sign_in(Role.CLERK)
    where = address_of(send(ours, SHEET))
    assert ours.get(where).status_code == whole.get(where).status_code == 200
    assert theirs.get(where).status_code == 404
    assert theirs.post(f"{where}/commit").status_code == 404
    assert "招工表.csv" not in theirs.get("/imports/").get_data(as_text=True)
    assert "招工表.csv" in whole.get("/imports/").get_data(as_text=True)


@pytest.mark.browser
def test_in_a_browser(
    browser: webdriver.Chrome, address: str, store: Store, tmp_path: Path
) -> None:
    sheet = tmp_path / "招工表.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    add_account(store, "zhang")
    browser.get(f"{address}/imports/new?kind=postings")
    browser.find_element(By.ID, "name").send_keys("zhang")
    browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
    browsers.wait_for_heading(browser, "导入一份新表")
    browser.find_element(By.ID, "file").send_keys(str(sheet))
    assert browsers.faults(browser) == []
    browser.find_element(By.CSS_SELECTOR, "main button").click()
    browsers.wait_for_text(browser, "现在还没有写入")
    assert browsers.faults(browser) == []
    browser.find_element(By.CSS_SELECTOR, "form[action$=commit] button").click()
    browsers.wait_for_text(browser, "已经导入")
    assert browsers.faults(browser) == []
    browser.find_element(By.CSS_SELECTOR, "summary").click()
    browser.find_element(By.CSS_SELECTOR, "form[action$=undo] button").click()
    browsers.wait_for_text(browser, "已经撤销")
    assert browsers.complaints(browser) == []
