"""A clerk puts a sheet right before it is written: columns, cells, rows, duplicates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from selenium.webdriver.common.by import By
from sqlalchemy import func, select

from jobmatch.domain.accounts import Area, Role
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.tasks import embedded
from tests.factories import make_community
from tests.intake.rosters.made import MAN, WOMAN
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account
from tests.web.views.test_imports import ROSTER, SHEET, bring, commit, count, flat

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

WRONG = MAN[:17] + ("1" if MAN[17] != "1" else "2")
PEOPLE = f"""姓名,身份证号码,性别,联系电话,社区,是否就业,技能
张三,{WRONG},男,13800001111,旺家社区,否,电焊
李四,{WOMAN},女,13800002222,旺家社区,否,缝纫
"""


def page_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def names_of(page: str, start: str) -> list[str]:
    return re.findall(rf'name="({start}:[^"]*)"', page)


def test_a_column_that_was_misread_is_corrected_and_read_again(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    (column,) = (
        name
        for name in names_of(page_of(client, f"{where}/columns"), "column")
        if "工作地点" in name
    )
    answer = client.post(
        f"{where}/columns",
        data={column: "ignored", "sender": "华锦服饰", "remember": "y", "column:没有": "title"},
        follow_redirects=True,
    )
    assert "已按您改的列重新读取" in answer.get_data(as_text=True)
    page = page_of(client, where)
    assert "万山区经开区</td>" not in page
    assert "华锦服饰发来的表" in page


def test_what_was_remembered_is_used_the_next_time(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    client.post(f"{where}/columns", data={"column:工作地点": "ignored", "remember": "y"})
    commit(client, store, where)
    again, page = bring(client, SHEET.replace("20,3800", "21,3800"), name="二月的.csv")
    assert "这家的表以前导过" in page_of(client, f"{again}/columns")
    assert "万山区经开区</td>" not in page


def test_a_correction_that_leaves_nothing_is_refused(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    said = client.post(
        f"{where}/columns", data={"column:招聘岗位": "ignored"}, follow_redirects=True
    ).get_data(as_text=True)
    assert "读不出内容了" in said
    assert "将新增<strong>3</strong>" in flat(page_of(client, where))


def test_a_wrong_cell_is_typed_anew(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    page = page_of(client, f"{where}/problems")
    (cell,) = names_of(page, "cell")
    assert 'value="5000~1000"' in page
    answer = client.post(
        f"{where}/cells",
        data={cell: "5000-6000", "cell:9:4:1": "x", "cell:0:99999:1": "x"},
        follow_redirects=True,
    ).get_data(as_text=True)
    assert "已改了 1 格；没有问题了" in answer
    assert "5000–6000 元/月" in answer
    commit(client, store, where)
    with store.reads() as session:
        assert session.scalar(select(func.max(Posting.pay_max))) == 6000


def test_a_number_of_a_person_is_never_shown_and_stays_when_left_empty(
    store: Store, sign_in: SignIn
) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, PEOPLE, kind="workers", name="花名册.csv")
    page = page_of(client, f"{where}/problems")
    (cell,) = names_of(page, "cell")
    assert WRONG not in page
    assert WRONG[-4:] in page
    assert "没有改动" in client.post(
        f"{where}/cells", data={cell: ""}, follow_redirects=True
    ).get_data(as_text=True)
    client.post(f"{where}/cells", data={cell: MAN})
    assert MAN not in page_of(client, where)
    commit(client, store, where)
    with store.reads() as session:
        assert {one.id_number for one in session.scalars(select(Person))} == {MAN, WOMAN}


def test_a_row_is_left_out_and_taken_in_again(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    (row,) = names_of(page_of(client, f"{where}/problems"), "row")
    client.post(f"{where}/cells", data={row: "1", row.replace("row", "skip"): "1"})
    assert "新增<strong>2</strong>、更新<strong>0</strong>、跳过<strong>1</strong>" in flat(
        page_of(client, where)
    )
    client.post(f"{where}/cells", data={row: "1"})
    assert "新增<strong>3</strong>" in flat(page_of(client, where))


def test_any_row_can_be_put_right(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    page = page_of(client, f"{where}/rows/1")
    cells = names_of(page, "cell")
    assert len(cells) >= 6
    title = next(name for name in cells if name.endswith(":2"))
    assert "平缝机工" in client.post(
        f"{where}/cells", data={title: "平缝机工"}, follow_redirects=True
    ).get_data(as_text=True) or "平缝机工" in page_of(client, where)
    assert client.get(f"{where}/rows/99").status_code == 404


def test_two_windows_do_not_overwrite_each_other(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    commit(client, store, where)
    assert client.post(f"{where}/cells", data={"cell:0:4:4": "5000"}).status_code == 409
    assert client.post(f"{where}/decisions", data={}).status_code == 409
    assert client.get(f"{where}/duplicates").status_code == 302


def test_a_row_stands_beside_the_record_that_it_means_and_a_person_decides(
    store: Store, sign_in: SignIn
) -> None:
    client = sign_in(Role.CLERK)
    commit(client, store, bring(client, SHEET)[0])
    changed = SHEET.replace("3800-4600", "4000-4800").replace("裁床", "裁床工（熟手）")
    where, page = bring(client, changed, name="招工表二.csv")
    assert "1行看着像已有的记录" in flat(page)
    assert "1行就是已有的记录" in flat(page)
    page = page_of(client, f"{where}/duplicates")
    assert "4000–4800 元/月" in page
    assert "3800–4600 元/月" in page
    assert "不同" in page
    asked = names_of(page, "choice")
    twin = next(iter(re.findall(r'name="(choice:3)" value="(update:\d+)"', page)))
    client.post(
        f"{where}/decisions", data={twin[0]: twin[1], "choice:1": "skip", "choice:2": "update:99"}
    )
    assert "choice:1" in asked
    assert "新增<strong>0</strong>、更新<strong>1</strong>、跳过<strong>1</strong>" in flat(
        page_of(client, where)
    )
    assert "checked" in page_of(client, f"{where}/duplicates")
    commit(client, store, where)
    assert count(store, Posting) == 3


def test_a_person_with_the_same_number_cannot_be_somebody_new(
    store: Store, sign_in: SignIn
) -> None:
    client = sign_in(Role.CLERK)
    roster = PEOPLE.replace(WRONG, MAN)
    commit(client, store, bring(client, roster, kind="workers", name="花名册.csv")[0])
    where, _ = bring(
        client, roster.replace("电焊", "电焊、驾驶"), kind="workers", name="花名册二.csv"
    )
    page = page_of(client, f"{where}/duplicates")
    assert "是同一条，更新它" in page
    assert "不是同一条，新增" not in page
    assert MAN not in page


def test_a_table_of_the_wizard_belongs_to_who_brought_it(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        community = make_community(session, name="旺家社区")
    part = Area(community_ids=frozenset({community.id}))
    ours, theirs = sign_in(Role.CLERK, part), sign_in(Role.CLERK, part)
    where, _ = bring(ours, ROSTER, kind="workers", name="花名册.csv")
    for page in ("columns", "problems", "duplicates", "rows/1"):
        assert ours.get(f"{where}/{page}").status_code == 200
        assert theirs.get(f"{where}/{page}").status_code == 404
    for form in ("columns", "cells", "decisions", "withdraw", "bad-rows"):
        assert theirs.post(f"{where}/{form}", data={"reason": "留档备查"}).status_code == 404


def make_sheet(path: Path, rows: int, wrong: int) -> None:
    """Write a sheet of *rows* postings of which the first *wrong* have pay that makes no sense."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("总表")
        sheet.write_row(0, 0, ["某区2026年招聘会岗位总表"])
        sheet.write_row(1, 0, ["企业名称", "岗位名称", "招聘人数", "月工资", "年龄", "工作地点"])
        for at in range(rows):
            pay = f"{5000 + at}~1000" if at < wrong else f"{3000 + at}-{4000 + at}"
            line = [f"华锦{at // 8}号服饰厂", f"缝纫工{at}", at % 9 + 1, pay, "18-50", "万山区"]
            sheet.write_row(at + 2, 0, line)


@pytest.mark.browser
def test_three_hundred_rows_with_five_corrections(
    browser: webdriver.Chrome, address: str, store: Store, tmp_path: Path
) -> None:
    sheet = tmp_path / "招工表.xlsx"
    make_sheet(sheet, rows=300, wrong=5)
    add_account(store, "zhang")
    with embedded.running(store):
        browser.get(f"{address}/imports/new")
        browser.find_element(By.ID, "name").send_keys("zhang")
        browser.find_element(By.ID, "password").send_keys(PASSWORD, "\n")
        browsers.wait_for_heading(browser, "导入一份新表")
        browser.find_element(By.ID, "file").send_keys(str(sheet))
        assert browsers.faults(browser) == []
        press(browser, "main form button[type=submit]")
        browsers.wait_for_heading(browser, "每一列认得对不对")
        assert browsers.faults(browser) == []
        press(browser, "main form button[type=submit]")
        browsers.wait_for_text(browser, "现在还没有写入")
        assert browsers.faults(browser) == []
        press(browser, "a[href*='/problems']")
        browsers.wait_for_heading(browser, "改看不准的地方")
        cells = browser.find_elements(By.CSS_SELECTOR, "input[name^='cell:']")
        assert len(cells) == 5
        for cell in cells:
            cell.clear()
            cell.send_keys("5000-6000")
        assert browsers.faults(browser) == []
        press(browser, "main form button[type=submit]")
        browsers.wait_for_text(browser, "没有问题了")
        press(browser, "form[action$=commit] button")
        browsers.wait_for_text(browser, "已经导入")
        assert count(store, Posting) == 300
        assert browsers.faults(browser) == []
        press(browser, "main summary")
        press(browser, "form[action$=undo] button")
        browsers.wait_for_text(browser, "已经撤销")
    assert count(store, Posting) == 0
    assert browsers.complaints(browser) == []


def press(browser: webdriver.Chrome, what: str) -> None:
    """Touch the first element that fits, wherever on the page it stands."""
    found = browser.find_element(By.CSS_SELECTOR, what)
    browser.execute_script(
        "arguments[0].scrollIntoView({block:'center',behavior:'instant'})", found
    )
    found.click()
