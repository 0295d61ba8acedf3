"""Import as a clerk does it: choose a file, look, confirm, take back."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.jobs import JobName
from jobmatch.intake.readings import PostingReading
from jobmatch.services import jobs
from jobmatch.services.imports import read_content
from jobmatch.store.audit import AuditRow
from jobmatch.store.jobs import Job
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.tasks import app as running
from jobmatch.tasks import imports as tasks
from tests.factories import make_community

if TYPE_CHECKING:
    from flask.testing import FlaskClient

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


def bring(client: FlaskClient, text: str, **more: str) -> tuple[str, str]:
    """Send a file; give its address and the page of what it would do."""
    where = address_of(send(client, text, **more))
    return where, client.get(where).get_data(as_text=True)


def commit(client: FlaskClient, store: Store, where: str) -> str:
    """Confirm a batch, do the work of its job, and give the page of what came out."""
    client.post(f"{where}/commit")
    disconnect = running.connect(store, broker_url="memory://")
    with store.reads() as session:
        waiting = session.scalars(select(Job.id).where(Job.name == JobName.COMMIT_IMPORT)).all()
    for job_id in waiting:
        tasks.commit.run(job_id)
    disconnect()
    return client.get(where).get_data(as_text=True)


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
    _, page = bring(sign_in(Role.CLERK), SHEET)
    assert "现在还没有写入" in page
    assert "将新增<strong>3</strong>、更新<strong>0</strong>、跳过<strong>0</strong>个岗位" in flat(
        page
    )
    assert "平车工" in page
    assert "3800–4600 元/月" in page
    assert "1处</span>工资：内容被截断" in flat(page)
    assert "第 4 行" in page
    assert "限定或优先性别" in page
    assert "妇女权益保障法" in page
    assert count(store, Posting) == 0


def test_the_columns_are_shown_with_their_header_and_samples(sign_in: SignIn) -> None:
    page = send(sign_in(Role.CLERK), SHEET)
    assert "表头在第 1 行" in page
    assert "招聘岗位" in page
    assert "平车工；保洁员；裁床" in page
    assert "记住这家的列" in page


def test_commit_and_undo(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    done = commit(client, store, where)
    assert "已经导入" in done
    assert "已新增<strong>3</strong>" in flat(done)
    assert count(store, Posting) == 3
    undone = client.post(f"{where}/undo", follow_redirects=True).get_data(as_text=True)
    assert "已经撤销" in undone
    assert count(store, Posting) == 0
    again = client.post(f"{where}/undo", follow_redirects=True).get_data(as_text=True)
    assert "不能“撤销”" in again


def test_while_it_is_written_the_page_shows_how_far_it_is(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    page = client.post(f"{where}/commit", follow_redirects=True).get_data(as_text=True)
    assert "正在导入" in page
    assert "在排队" in page
    assert client.post(f"{where}/commit").status_code == 409
    assert client.get(f"{where}/problems").status_code == 302


def test_a_writing_that_was_called_off_before_it_began_leads_back(
    store: Store, sign_in: SignIn
) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    client.post(f"{where}/commit")
    client.post(f"{where}/withdraw")
    assert "正在导入" in client.get(where).get_data(as_text=True)
    with store.writes.begin() as session:
        jobs.cancel(session, session.scalars(select(Job.id)).one())
    assert "回到核对" in client.get(where).get_data(as_text=True)
    page = client.post(f"{where}/withdraw", follow_redirects=True).get_data(as_text=True)
    assert "现在还没有写入" in page


def test_the_same_file_twice_adds_nothing_and_a_changed_one_shows_what_changed(
    store: Store, sign_in: SignIn
) -> None:
    client = sign_in(Role.CLERK)
    commit(client, store, bring(client, SHEET)[0])
    assert "已经导入过" in send(client, SHEET)
    _, page = bring(client, CHANGED)
    assert "将新增<strong>0</strong>、更新<strong>1</strong>" in flat(page)
    assert "3800→4000" in flat(page)
    assert count(store, Posting) == 3


def test_a_preview_can_be_put_away(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, _ = bring(client, SHEET)
    page = client.post(f"{where}/discard", follow_redirects=True).get_data(as_text=True)
    assert "已放弃" in page
    assert count(store, Posting) == 0
    assert client.post(f"{where}/commit").status_code == 409


@pytest.mark.parametrize("kind", ["auto", "workers"])
def test_a_roster_is_told_by_itself_shown_masked_and_finds_its_way_in(
    store: Store, sign_in: SignIn, kind: str
) -> None:
    client = sign_in(Role.CLERK)
    where, page = bring(client, ROSTER, kind=kind, name="花名册.csv")
    columns = client.get(f"{where}/columns").get_data(as_text=True)
    for shown in (page, columns):
        assert "杨秀英" in shown
        assert "13800005678" not in shown
        assert "990000198505041234" not in shown
    commit(client, store, where)
    assert count(store, Person) == 1


def test_a_file_that_is_neither_is_said(sign_in: SignIn) -> None:
    page = send(sign_in(Role.CLERK), "甲,乙\n1,2\n", kind="auto")
    assert "没有认出这是招工表还是花名册" in page


def test_only_the_bad_rows_can_be_taken_along(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    where, page = bring(client, SHEET)
    assert "只下载有问题的行" in page
    refused = client.post(f"{where}/bad-rows", data={"reason": "玩"}, follow_redirects=True)
    assert "请先选这份表的用途" in refused.get_data(as_text=True)
    answer = client.post(f"{where}/bad-rows", data={"reason": "打印出来逐户核对"})
    assert answer.headers["Cache-Control"] == "no-store"
    read = read_content(answer.data, name="要改的行.xlsx", kind=ImportKind.POSTINGS)
    assert [one.title for one in read.readings if isinstance(one, PostingReading)] == ["裁床"]
    with store.reads() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.action == "import.exported")).one()
    assert json.loads(row.changes) == {"reason": "打印出来逐户核对", "rows": 1}


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
    where, _ = bring(ours, SHEET)
    assert ours.get(where).status_code == whole.get(where).status_code == 200
    assert theirs.get(where).status_code == 404
    assert theirs.post(f"{where}/commit").status_code == 404
    assert "招工表.csv" not in theirs.get("/imports/").get_data(as_text=True)
    assert "招工表.csv" in whole.get("/imports/").get_data(as_text=True)
