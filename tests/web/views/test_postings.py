"""The list of postings and one posting's page: each field beside its raw cell, legal flags."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.kinds import LegalFlag, PayUnit, Sex, Shift
from jobmatch.domain.postings import PostingState
from jobmatch.store.postings import Posting, PostingAge, PostingFlag, PostingPay
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def make(store: Store) -> tuple[str, int]:
    """Make one posting; give its uuid and its employer's id."""
    with store.writes.begin() as session:
        firm = make_employer(session, name="华锦服饰")
        posting = make_posting(
            session,
            title="平车工",
            employer=firm,
            pay_min=Decimal(180),
            pay_max=Decimal(220),
            pay_unit=PayUnit.DAY,
            month_pay_min=Decimal(3915),
            month_pay_max=Decimal(4785),
            shift=Shift.TWO_SHIFT,
            places_min=20,
            places_max=30,
            vacancies=18,
            cells={"pay_min": "180-220/天", "title": "平车工（急）13800005678", "shift": "两班倒"},
            confidence={"pay_min": 0.98, "shift": 0.6},
            source_sheet="岗位表",
            source_row=12,
        )
        posting.contact_phone = "13800005678"
        posting.ages = [
            PostingAge(seq=0, sex=Sex.FEMALE, min_age=18, max_age=45),
            PostingAge(seq=1, sex=Sex.MALE, max_age=50),
        ]
        posting.pay_variants = [PostingPay(seq=0, label="熟手", pay_min=Decimal(220))]
        posting.flags = [
            PostingFlag(flag=LegalFlag.SEX_LIMIT, law="妇女权益保障法第四十三条", words="女优先")
        ]
        return posting.uuid, firm.id


def text(client: FlaskClient, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).get_data(as_text=True))


def test_the_page_shows_each_field_beside_its_raw_cell(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    page = text(sign_in(Role.CLERK), f"/postings/{uuid}")
    for shown in (
        "180–220 元/天",
        "约 3,915–4,785 元/月",
        "180-220/天",
        "有把握（98%）",
        "请核对（60%）",
        "女 18–45 岁，男 50 岁及以下",
        "20–30 人",
        "还缺 18 人",
        "熟手：220 元",
        "“岗位表”第 12 行",
        "电话尾号 5678",
    ):
        assert shown in page, shown
    assert "13800005678" not in page


def test_legal_flags_name_the_law(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    client = sign_in(Role.CLERK)
    page = text(client, f"/postings/{uuid}")
    assert "限定或优先性别" in page
    assert "见妇女权益保障法第四十三条" in page
    assert "女优先" in page
    assert "法律提示 1" in text(client, "/postings/?flagged=y")


def test_an_employer_sees_its_own_alone(store: Store, sign_in: SignIn) -> None:
    uuid, firm = make(store)
    own = sign_in(Role.EMPLOYER, Area(employer_id=firm))
    lost = sign_in(Role.EMPLOYER)
    assert "平车工" in text(own, "/postings/")
    assert "平车工" not in text(lost, "/postings/")
    assert lost.get(f"/postings/{uuid}").status_code == 404


def test_an_unknown_filter_is_said(sign_in: SignIn) -> None:
    assert sign_in(Role.CLERK).get("/postings/?state=nonsense").status_code == 422


def test_workers_who_fit_are_ranked_within_the_area(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        here, there = (make_community(session, name=name) for name in ("旺家社区", "龙生社区"))
        for name, community in (("杨秀英", here), ("田茂林", there)):
            worker = make_worker(session, name=name, community=community, is_employed=False)
            worker.skills = [WorkerSkill(name="缝纫")]
        posting = make_posting(session, title="平车工", vacancies=3)
    whole = text(sign_in(Role.CLERK), f"/postings/{posting.uuid}")
    assert "看了 2 位没有就业的人" in whole
    assert "会“缝纫”" in whole
    part = text(
        sign_in(Role.CLERK, Area(community_ids=frozenset({here.id}))), f"/postings/{posting.uuid}"
    )
    assert "杨秀英" in part
    assert "田茂林" not in part
    director = text(sign_in(Role.DIRECTOR), f"/postings/{posting.uuid}")
    assert "杨秀英" not in director


def test_a_clerk_asks_whether_they_still_hire_and_writes_it_down(
    store: Store, sign_in: SignIn
) -> None:
    uuid, _ = make(store)
    client = sign_in(Role.CLERK)
    page = text(client, f"/postings/{uuid}")
    assert "2026年3月1日发布</span>，之后没有核实" in page
    client.post(f"/postings/{uuid}/confirm", data={"how": "visit"})
    page = text(client, f"/postings/{uuid}")
    assert "（上门）" in page
    assert "clerk-0" in page
    assert "近期核实过" in page
    assert "最后核实" in text(client, "/postings/")


def test_a_posting_in_review_is_published_or_sent_back_with_a_reason(
    store: Store, sign_in: SignIn
) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        session.execute(update(Posting).values(state=PostingState.IN_REVIEW))
        flag = session.scalars(select(PostingFlag)).one()
        flag.severity = "block"
    client = sign_in(Role.CLERK)
    assert "1 个岗位待审核" in text(client, "/postings/")
    refused = client.post(f"/postings/{uuid}/step", data={"action": "publish"})
    assert refused.status_code == 409
    assert "没有处理" in refused.get_data(as_text=True)
    assert client.post(f"/postings/{uuid}/step", data={"action": "reject"}).status_code == 409
    page = text(client, f"/postings/{uuid}")
    assert "单位改正了" in page
    assert "先请单位改正 1 条" in page
    client.post(f"/postings/{uuid}/flags/{flag.id}")
    client.post(f"/postings/{uuid}/step", data={"action": "publish"})
    assert "招聘中" in text(client, f"/postings/{uuid}")
    closed = {"action": "close", "reason": "单位搬走了"}
    client.post(f"/postings/{uuid}/step", data=closed)
    assert "已关闭的原因：单位搬走了" in text(client, f"/postings/{uuid}")


def test_who_only_looks_finds_no_buttons_and_is_refused(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    auditor = sign_in(Role.AUDITOR)
    page = text(auditor, f"/postings/{uuid}")
    assert "/confirm" not in page
    assert "单位改正了" not in page
    assert auditor.post(f"/postings/{uuid}/confirm").status_code == 403
    assert auditor.post(f"/postings/{uuid}/step", data={"action": "pause"}).status_code == 403


def test_an_employer_confirms_its_own_posting(store: Store, sign_in: SignIn) -> None:
    uuid, employer_id = make(store)
    own = sign_in(Role.EMPLOYER, Area(employer_id=employer_id))
    own.post(f"/postings/{uuid}/confirm", data={"how": "visit"})
    assert "（单位自己确认）" in text(own, f"/postings/{uuid}")
