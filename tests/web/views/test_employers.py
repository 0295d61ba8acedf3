from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area, Role
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def test_an_employer_and_what_it_offers(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        firm = make_employer(session, name="华锦服饰", industry="服装", contact_phone="13800005678")
        make_posting(session, title="平车工", employer=firm, vacancies=18)
        make_employer(session, name="别家")
    client = sign_in(Role.CLERK)
    listed = client.get("/employers/").get_data(as_text=True)
    assert '<td class="jm-number">18</td>' in listed
    assert "别家" not in client.get("/employers/?q=华锦").get_data(as_text=True)
    page = client.get(f"/employers/{firm.uuid}").get_data(as_text=True)
    for shown in ("华锦服饰", "服装", "电话尾号 5678", "平车工", "还缺 18 人"):
        assert shown in page, shown
    assert "13800005678" not in page


def test_an_employer_account_sees_itself_alone(store: Store, sign_in: SignIn) -> None:
    with store.writes.begin() as session:
        own, other = make_employer(session, name="华锦服饰"), make_employer(session, name="别家")
    client = sign_in(Role.EMPLOYER, Area(employer_id=own.id))
    assert "别家" not in client.get("/employers/").get_data(as_text=True)
    assert client.get(f"/employers/{other.uuid}").status_code == 404
