"""Noting talks in the office, for any booth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Role
from jobmatch.store.fairs import Booth, BoothPosting
from tests.factories import make_posting
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


@pytest.fixture
def booth(store: Store, sign_in: SignIn) -> tuple[FlaskClient, str, list[int]]:
    """Give a client, the address of the talks of a booth with two postings, and their ids."""
    with store.writes.begin() as session:
        ground = make_ground(session)
        address = f"/fairs/{ground.fair.uuid}/booths/{ground.tailor.id}/talks/"
        ids = [posting.id for posting in ground.postings]
    return sign_in(Role.FAIR_OPERATOR), address, ids


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_a_number_leads_to_a_masked_name_and_one_button_notes(
    booth: tuple[FlaskClient, str, list[int]],
) -> None:
    client, address, ids = booth
    assert "还没有。" in text(client, address)
    page = text(client, f"{address}?number=1")
    assert "杨*英" in page
    assert "杨秀英" not in page
    assert "没有这个签到号" in text(client, f"{address}?number=99")
    assert "签到号不对" in text(client, f"{address}?number=0")
    answer = client.post(
        address,
        data={"number": "1", "posting": str(ids[1]), "outcome": "interview"},
        follow_redirects=True,
    ).get_data(as_text=True)
    assert "记好了：1 号 杨*英，约好面试。" in answer
    assert "已经记下 1 人，谈成 1 人" in answer
    assert "记过：约好面试" in text(client, f"{address}?number=1")


def test_a_no_without_a_reason_comes_back_to_the_same_person(
    booth: tuple[FlaskClient, str, list[int]],
) -> None:
    client, address, ids = booth
    data = {"number": "2", "posting": str(ids[0]), "outcome": "declined"}
    answer = client.post(address, data=data)
    assert answer.headers["Location"].endswith("number=2")
    assert "请选一个没成的原因" in text(client, answer.headers["Location"])
    client.post(address, data=data | {"why_declined": "far"})
    page = text(client, address)
    assert "本人不愿意（太远）" in page
    talk = page.split('name="talk" value="')[1][:32]
    client.post(f"{address}withdraw", data={"talk": talk})
    assert "已经撤销" in text(client, address)
    client.post(f"{address}withdraw", data={"talk": talk})
    assert "没有找到" in text(client, address)
    nothing = client.post(address, data={"outcome": "hired"}, follow_redirects=True)
    assert "还没有记下" in nothing.get_data(as_text=True)


def test_many_postings_are_one_list_to_choose_from(
    booth: tuple[FlaskClient, str, list[int]], store: Store
) -> None:
    client, address, ids = booth
    assert "<select" not in text(client, f"{address}?number=1").split('name="outcome"')[0]
    with store.writes.begin() as session:
        stand = session.get_one(Booth, int(address.split("/")[4]))
        for number in range(5):
            more = make_posting(session, title=f"工种{number}", employer=stand.employer)
            stand.postings.append(BoothPosting(posting_id=more.id))
    client.post(address, data={"number": "1", "posting": str(ids[1]), "outcome": "interested"})
    page = text(client, f"{address}?number=1")
    # What was noted before is what is mended.
    assert f'<option value="{ids[1]}" selected>' in page
