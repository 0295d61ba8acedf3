"""The list of workers and one worker's page: masked, within one's area, numbers in no address."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sqlalchemy import select

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.kinds import Shift, WorkRegion
from jobmatch.domain.workers import EmploymentChannel, Source
from jobmatch.store.people import Person
from jobmatch.store.workers import Employment, Worker, WorkerCertificate, WorkerSkill, WorkerWish
from tests.factories import make_community, make_posting, make_worker

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

IDENTITY = "99000019850504123X"
PHONE = "13800005678"


def make(store: Store) -> tuple[str, int]:
    """Make a worker in one of two communities; give the worker's uuid and its community's id."""
    with store.writes.begin() as session:
        here = make_community(session, name="旺家社区")
        make_community(session, name="龙生社区")  # the next id
        person = {"id_number": IDENTITY, "phone": PHONE}
        worker = make_worker(
            session, name="杨秀英", community=here, person=person, is_employed=False, health="腰伤"
        )
        worker.skills = [WorkerSkill(name="缝纫", source=Source.SELF)]
        worker.certificates = [WorkerCertificate(name="健康证", valid_until=date(2027, 3, 1))]
        worker.wish = WorkerWish(words=["不上夜班"], near_home=True, regions=["in_county"])
        worker.employments = [
            Employment(
                employer_name="鸿达制衣",
                channel=EmploymentChannel.LABOUR_EXPORT,
                monthly_income_fen=420000,
                started_on=date(2021, 3, 1),
                ended_on=date(2022, 12, 1),
                source=Source.IMPORT,
            )
        ]
        return worker.uuid, here.id


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_the_list_names_people_of_the_area_alone(store: Store, sign_in: SignIn) -> None:
    uuid, community = make(store)
    ours = sign_in(Role.CLERK, Area(community_ids=frozenset({community})))
    theirs = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    assert "杨秀英" in text(ours, "/workers/")
    assert "杨秀英" not in text(theirs, "/workers/")
    assert "没有找到人" in text(theirs, "/workers/")
    assert ours.get(f"/workers/{uuid}").status_code == 200
    assert theirs.get(f"/workers/{uuid}").status_code == 404


def test_the_page_shows_the_tail_of_numbers_alone(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    page = text(sign_in(Role.CLERK), f"/workers/{uuid}")
    for shown in (
        "尾号 123X",
        "尾号 5678",
        "缝纫",
        "本人说的",
        "健康证",
        "不上夜班",
        "县内",
        "鸿达制衣",
        "4,200 元",
        "外出务工",
        "户主",
        "未就业",
    ):
        assert shown in page, shown
    assert IDENTITY not in page
    assert PHONE not in page
    assert "1985" not in page


def test_health_is_for_those_who_edit(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    assert "腰伤" in text(sign_in(Role.CLERK), f"/workers/{uuid}")
    assert "腰伤" not in text(sign_in(Role.AUDITOR), f"/workers/{uuid}")


def find(client: FlaskClient, typed: str, **narrowed: str) -> TestResponse:
    return client.post("/workers/find", data={"q": typed} | narrowed)


def test_whoever_is_meant_for_sure_is_led_to_at_once(store: Store, sign_in: SignIn) -> None:
    uuid, community = make(store)
    client = sign_in(Role.CLERK)
    for typed in (IDENTITY, IDENTITY.lower(), "138 0000 5678", "5678", "杨秀英", "yxy"):
        assert find(client, typed).headers["Location"] == f"/workers/{uuid}", typed
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    for typed in (IDENTITY, "5678", "杨秀英", uuid):
        page = other.get(find(other, typed).headers["Location"]).get_data(as_text=True)
        assert "没有找到人" in page, typed
        assert IDENTITY not in page


def test_what_names_somebody_stands_in_no_address(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        for number in "一二三":
            make_worker(session, name=f"杨{number}", person={"phone": f"1390000567{len(number)}"})
    client, address, page = sign_in(Role.CLERK), "", ""
    for typed in ("杨", "yang", "5671", "13900005671"):
        address = find(client, typed).headers["Location"]
        assert address.startswith("/workers/?find=v1.")
        assert typed not in unquote(address)
        page = text(client, address)
        assert "共 3 人" in page, typed
    assert "13900005671" not in page
    # The address serves the account that asked, nobody else.
    assert "打不开了" in text(sign_in(Role.CLERK), address)


def test_a_name_of_the_same_sound_is_offered_and_never_jumped_to(
    store: Store, sign_in: SignIn
) -> None:
    make(store)
    client = sign_in(Role.CLERK)
    page = text(client, find(client, "杨绣瑛").headers["Location"])
    assert "读音相同的人" in page
    assert "杨秀英" in page


def test_a_list_keeps_what_it_is_narrowed_to_from_page_to_page(
    store: Store, sign_in: SignIn
) -> None:
    with store.writes.begin() as session:
        for number in range(31):
            make_worker(session, name=f"杨{number}", is_employed=False)
    client = sign_in(Role.CLERK)
    address = find(client, "杨", employed="no").headers["Location"]
    page = text(client, address)
    assert "第 1 页，共 2 页" in page
    second = re.search(r'href="([^"]+)" rel="next"', page)
    assert second
    assert "第 2 页，共 2 页" in text(client, unescape(second[1]))
    assert "employed=no" in second[1]


def test_too_long_and_unreadable_words_are_said_so(store: Store, sign_in: SignIn) -> None:
    make(store)
    client = sign_in(Role.CLERK)
    answer = client.post("/workers/find", data={"q": "杨" * 61}, follow_redirects=True)
    assert "写得太长了" in answer.get_data(as_text=True)
    answer = client.post("/workers/find", data={"q": "？？"}, follow_redirects=True)
    assert "没有看懂" in answer.get_data(as_text=True)


def test_people_of_one_household_lead_to_it(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        worker = session.scalars(select(Worker).where(Worker.uuid == uuid)).one()
        household = worker.person.household
        assert household is not None
        household.household_no = "99000000000001"
        person = Person(name="田小军", household_id=household.id)
        session.add(person)
        session.flush()
        session.add(Worker(person_id=person.id))
        address = f"/households/{household.uuid}"
    client = sign_in(Role.CLERK)
    page = text(client, find(client, "99000000000001").headers["Location"])
    assert "这 2 人是一家人" in page
    assert f'href="{address}"' in page


def test_postings_that_fit_are_told_with_reasons_and_what_is_missing(
    store: Store, sign_in: SignIn
) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        near: dict[str, Any] = {"work_region": WorkRegion.IN_COUNTY, "vacancies": 3}
        make_posting(session, title="缝纫工", shift=Shift.DAY, **near)
        make_posting(session, title="针车工", shift=Shift.NIGHT, **near)
    page = text(sign_in(Role.CLERK), f"/workers/{uuid}")
    fitting, _, missing = page.partition("差一点就合适")
    assert "缝纫工" in fitting
    assert "会“缝纫”" in fitting
    assert "针车工" in missing
    assert "其余都合适" in missing
    assert "缝纫工" not in text(sign_in(Role.DIRECTOR), f"/workers/{uuid}")


def test_a_page_that_shows_some_postings_leads_to_the_others(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        for _number in range(11):
            make_posting(session, title="缝纫工", work_region=WorkRegion.IN_COUNTY, vacancies=3)
    client = sign_in(Role.CLERK)
    page = text(client, f"/workers/{uuid}")
    assert "看更多合适的岗位（共 11 个）" in page
    assert "挑 3 个" in page
    rest = text(client, f"/workers/{uuid}?all=1")
    assert "看更多合适的岗位" not in rest
    assert rest.count('<li class="jm-match">') == 11


def test_a_quick_edit_shows_new_matches_at_once(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        near: dict[str, Any] = {"work_region": WorkRegion.IN_COUNTY, "vacancies": 3}
        make_posting(session, title="电焊工", shift=Shift.DAY, **near)
    client = sign_in(Role.CLERK)
    assert "会“电焊”" not in text(client, f"/workers/{uuid}")
    answer = client.post(
        f"/workers/{uuid}/skills", data={"skills": "电焊 5年"}, follow_redirects=True
    )
    page = answer.get_data(as_text=True)
    assert "岗位已重新匹配" in page
    assert "会“电焊”" in page
    form = text(client, f"/workers/{uuid}/edit")
    version = re.search(r'name="version"[^>]*value="(\d+)"', form)
    assert version
    assert "电焊 5年" in form
    said = {"version": version[1], "skills": "缝纫", "text": "想做保洁"}
    answer = client.post(f"/workers/{uuid}/edit", data=said, follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert "已保存" in page
    assert "会“电焊”" not in page
    assert client.post(f"/workers/{uuid}/edit", data=said).status_code == 409
    said |= {"version": version[1], "skills": "长" * 61}
    assert client.post(f"/workers/{uuid}/edit", data=said).status_code == 422


def test_a_posting_asked_for_is_explained_with_what_bars_it(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        posting = make_posting(session, title="针车工", work_region=WorkRegion.OUT_OF_PROVINCE)
        address = posting.uuid
    client = sign_in(Role.CLERK)
    page = text(client, f"/workers/{uuid}?ask=针车")
    assert "点一个岗位，看合不合适" in page
    assert f"posting={address}" in page
    page = text(client, f"/workers/{uuid}?ask=针车&posting={address}")
    assert "硬性冲突" in page
    assert "岗位在省外" in page
    assert "没有在招的岗位叫" in text(client, f"/workers/{uuid}?ask=宇航员")
