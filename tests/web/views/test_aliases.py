"""Teaching on the pages: what would change, saving, what was taught, undoing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import Area, Role
from jobmatch.store.lexicon import AliasLesson
from tests.factories import make_community, make_employer, make_posting

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

COOK, EMBROIDERY = "4-03-02-01", "6-09-03-11"


@pytest.fixture
def uuid(store: Store) -> str:
    """Offer three postings; give the uuid of one whose title nobody knows."""
    with store.writes.begin() as session:
        firm = make_employer(session, name="某单位")
        make_posting(session, title="炒菜厨师", employer=firm, vacancies=2)
        make_posting(session, title="保洁员", employer=firm, vacancies=2)
        return make_posting(session, title="瞎捣鼓的大嫂", employer=firm, vacancies=2).uuid


def page(client: FlaskClient, address: str, **parts: str) -> str:
    answer = client.get(address, query_string=parts)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def first_title(client: FlaskClient, text: str) -> str | None:
    found = re.search(r"<h3><a [^>]*>([^<]+)</a>", page(client, "/search/", q=text))
    return found[1] if found else None


@pytest.mark.usefixtures("uuid")
def test_a_phrase_is_tried_saved_understood_at_once_and_taken_back(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    before = first_title(client, "捣鼓锅铲")
    assert before != "炒菜厨师"
    assert "“捣鼓锅铲”指什么活" in page(client, "/search/", q="捣鼓锅铲")

    asking = page(client, "/aliases/phrase", phrase="捣鼓锅铲", q="厨师")
    assert COOK in asking
    trial = page(client, "/aliases/phrase", phrase="捣鼓锅铲", code=COOK)
    assert "会改变过去 2 次查询里 2 次的第一条结果" in trial
    assert "炒菜厨师" in trial

    saved = client.post("/aliases/phrase", data={"phrase": "捣鼓锅铲", "code": COOK})
    assert saved.status_code == 302
    assert first_title(client, "捣鼓锅铲") == "炒菜厨师"
    listed = page(client, "/aliases/")
    assert "本中心先算" in listed

    (lesson,) = re.findall(r"/aliases/(\d+)/undo", listed)
    client.post(f"/aliases/{lesson}/undo")
    assert first_title(client, "捣鼓锅铲") == before
    assert "已撤销" in page(client, "/aliases/")


def test_a_posting_is_corrected_on_its_page(sign_in: SignIn, uuid: str) -> None:
    client = sign_in(Role.CLERK)
    shown = page(client, f"/postings/{uuid}")
    assert "认得不对，我来改" in shown
    trial = page(client, f"/aliases/posting/{uuid}", q="绣花", code=EMBROIDERY)
    assert "会有 1 个在招岗位换一种理解" in trial
    client.post(f"/aliases/posting/{uuid}", data={"code": EMBROIDERY})
    name = re.search(r"系统认为的职业：([^<]+)。", page(client, f"/postings/{uuid}"))
    assert name is not None
    assert name[1] in trial


@pytest.mark.usefixtures("uuid")
def test_another_centre_hears_it_from_a_second_person_on(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        areas = [
            Area(community_ids=frozenset({make_community(session, name=name).id}))
            for name in ("甲社区", "乙社区")
        ]
    here, there = (sign_in(Role.CLERK, area) for area in areas)
    here.post("/aliases/phrase", data={"phrase": "捣鼓锅铲", "code": COOK})
    assert first_title(here, "捣鼓锅铲") == "炒菜厨师"
    assert first_title(there, "捣鼓锅铲") != "炒菜厨师"
    there.post("/aliases/phrase", data={"phrase": "捣鼓锅铲", "code": COOK})
    assert first_title(sign_in(Role.CLERK), "捣鼓锅铲") == "炒菜厨师"
    listed = page(there, "/aliases/")
    assert "全区都算" in listed
    assert len(re.findall(r"/aliases/\d+/undo", listed)) == 1


@pytest.mark.usefixtures("uuid")
def test_what_cannot_be_taught_is_said(store: Store, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    answer = client.get("/aliases/phrase", query_string={"phrase": "普工", "code": COOK})
    assert answer.status_code == 422
    assert "本来就指很多种活" in answer.get_data(as_text=True)
    assert "“普工”指什么活" not in page(client, "/search/", q="普工")
    assert client.get("/aliases/phrase").status_code == 302
    assert client.post("/aliases/phrase", data={"phrase": "捣鼓锅铲"}).status_code == 302
    assert client.get(f"/aliases/posting/{'0' * 32}").status_code == 404
    with store.reads() as session:
        assert session.scalar(select(func.count(AliasLesson.id))) == 0


@pytest.mark.usefixtures("uuid")
def test_who_may_not_teach_sees_no_way_to(sign_in: SignIn) -> None:
    client = sign_in(Role.HOUSEKEEPER)
    assert "指什么活" not in page(client, "/search/", q="捣鼓锅铲")


@pytest.mark.usefixtures("uuid")
def test_a_number_of_a_person_is_no_phrase_and_stands_in_no_address(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    number = "13800001234"
    asked = client.get("/aliases/phrase", query_string={"phrase": f"张三{number}"})
    saved = client.post("/aliases/phrase", data={"phrase": f"张三{number}", "code": COOK})
    for answer in (asked, saved):
        assert answer.status_code == 302
        assert number not in answer.headers["Location"]
