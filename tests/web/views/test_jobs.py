"""Background work as a clerk sees it: how far it is, ending it, setting it going again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from sqlalchemy import select, update

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Area, Role
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.services import accounts, jobs, periodic_runs
from jobmatch.store.jobs import Job
from tests.factories import make_community
from tests.web import browsers
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from selenium import webdriver

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

CLERK = "clerk-0"


def make(store: Store, *, by: str | None = CLERK, key: str = "k", **values: Any) -> int:
    with store.writes.begin() as session:
        actor = accounts.actor_named(session, by) if by else SYSTEM
        job = jobs.enqueue(
            session, JobName.VERIFY_AUDIT, key=key, asked_by=actor, about="第1号", day="x"
        )
        if values:
            session.execute(update(Job).where(Job.id == job.id).values(**values))
        periodic_runs.beat(session, "here")
        return job.id


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def state_of(store: Store, job_id: int) -> JobState:
    with store.reads() as session:
        return session.get_one(Job, job_id).state


def test_a_page_tells_how_far_a_job_is(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    job_id = make(
        store,
        state=JobState.LEASED,
        lease_until=clock.now(),
        attempts=1,
        progress={"told": "正在写入", "done": 120, "total": 300},
    )
    shown = page(clerk, f"/jobs/{job_id}")
    assert "正在写入" in shown
    assert '<progress value="120" max="300"' in shown
    assert "120 / 300" in shown
    assert 'http-equiv="refresh"' in shown
    part = page(clerk, f"/jobs/{job_id}/progress")
    assert "正在写入" in part
    assert "<html" not in part


def test_a_job_is_cancelled_and_done_again(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    job_id = make(store)
    shown = clerk.post(f"/jobs/{job_id}/cancel", follow_redirects=True).get_data(as_text=True)
    assert "已取消" in shown
    assert state_of(store, job_id) is JobState.CANCELLED
    assert clerk.post(f"/jobs/{job_id}/cancel").status_code == 409
    clerk.post(f"/jobs/{job_id}/requeue")
    assert state_of(store, job_id) is JobState.QUEUED


def test_a_stuck_job_says_why_and_is_set_going_again(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    job_id = make(store, by=None, state=JobState.STUCK, attempts=5, error="OSError（files.py 12）")
    assert "要人处理" in page(clerk, "/jobs/")
    shown = page(clerk, f"/jobs/{job_id}")
    assert "程序出了意外" in shown
    assert "再试一次" in shown
    clerk.post(f"/jobs/{job_id}/requeue")
    assert state_of(store, job_id) is JobState.QUEUED


def test_a_refusal_is_told_in_its_own_words(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    job_id = make(store, state=JobState.STUCK, attempts=1, error="这场招聘会已取消。")
    shown = page(clerk, f"/jobs/{job_id}")
    assert "原因：这场招聘会已取消。" in shown
    assert "技术记录" not in shown


def test_work_of_others_is_for_who_looks_after_it(sign_in: SignIn, store: Store) -> None:
    sign_in()
    job_id = make(store)
    stranger = sign_in(Role.HOUSEKEEPER)
    for address in (f"/jobs/{job_id}", f"/jobs/{job_id}/progress", "/jobs/777"):
        assert stranger.get(address).status_code == 404
    for step in ("cancel", "requeue"):
        assert stranger.post(f"/jobs/{job_id}/{step}").status_code == 404
    assert "第1号" not in page(stranger, "/jobs/?whose=all")
    auditor = sign_in(Role.AUDITOR)
    assert "第1号" in page(auditor, "/jobs/")
    assert "取消这项任务" not in page(auditor, f"/jobs/{job_id}")
    assert auditor.post(f"/jobs/{job_id}/cancel").status_code == 404
    assert "取消这项任务" in page(sign_in(Role.ADMINISTRATOR), f"/jobs/{job_id}")


def test_a_list_is_narrowed_to_groups_and_people(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    make(store)
    make(store, by=None, key="auto", about="自动核对")
    assert "自动核对" not in page(clerk, "/jobs/")
    assert "自动核对" in page(clerk, "/jobs/?whose=all&group=under_way")
    assert "第1号" not in page(clerk, "/jobs/?group=over")
    assert "第1号" in page(clerk, "/jobs/?whose=mine&group=nonsense")


def test_nobody_at_work_is_said_plainly(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    job_id = make(store)
    assert "现在没有程序" not in page(clerk, f"/jobs/{job_id}")
    with store.writes.begin() as session:
        periodic_runs.forget(session, "here")
    for address in ("/jobs/", f"/jobs/{job_id}"):
        assert "现在没有程序" in page(clerk, address)


def test_matching_anew_is_asked_for_once(sign_in: SignIn, store: Store) -> None:
    clerk = sign_in()
    shown = page(clerk, "/jobs/")
    key = re.search(r'name="once" value="(\w+)"', shown)
    assert key is not None
    answers = [clerk.post("/jobs/matches", data={"once": key[1]}) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {"/jobs/1"}
    with store.reads() as session:
        assert session.scalars(select(Job.arguments)).all() == [{"whole": True}]


def test_a_clerk_of_one_community_does_not_match_the_district(
    sign_in: SignIn, store: Store
) -> None:
    with store.writes.begin() as session:
        area = Area(community_ids=frozenset({make_community(session, name="旺家社区").id}))
    clerk = sign_in(Role.CLERK, area)
    assert "全区重新匹配" not in page(clerk, "/jobs/")
    assert clerk.post("/jobs/matches").status_code == 403


def test_a_page_keeps_up_with_its_job_by_itself(
    address: str, browser: webdriver.Chrome, store: Store
) -> None:
    add_account(store, CLERK)
    job_id = make(
        store,
        state=JobState.LEASED,
        lease_until=clock.now(),
        attempts=1,
        progress={"told": "第一步", "done": 1, "total": 2},
    )
    browser.get(f"{address}/sign-in?next=/jobs/{job_id}")
    browser.find_element(By.NAME, "name").send_keys(CLERK)
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    browser.find_element(By.CSS_SELECTOR, "main button[type=submit]").click()
    browsers.wait_for_text(browser, "第一步")
    assert browsers.faults(browser) == []
    with store.writes.begin() as session:
        progress = {"told": "第二步", "done": 2, "total": 2}
        session.execute(update(Job).values(progress=progress))
    browsers.wait_for_text(browser, "第二步")
    with store.writes.begin() as session:
        ended = {"state": JobState.DONE, "lease_until": None, "finished_at": clock.now()}
        session.execute(update(Job).values(**ended))
    browsers.wait_for_text(browser, "做完了")
    WebDriverWait(browser, browsers.PATIENCE_SECONDS).until(
        lambda _: not browser.find_elements(By.CSS_SELECTOR, "script[src*=jobs]")
    )
    assert browsers.complaints(browser) == []
