"""The accounts of all: making, changing, closing; nothing slips in beside the form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jobmatch.domain.accounts import SYSTEM, Area, Role
from jobmatch.services import accounts
from jobmatch.store.accounts import Account
from jobmatch.store.housekeepers import Housekeeper
from tests.factories import make_building, make_community, make_employer
from tests.web.conftest import PASSWORD, add_account

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

NEW = {"name": "Zhang", "display_name": "张三", "role": "clerk", "housekeeper": "0"}


@pytest.fixture
def boss(sign_in: SignIn) -> FlaskClient:
    """Give an administrator with everything set up."""
    return sign_in(Role.ADMINISTRATOR)


def account(store: Store, name: str) -> Account:
    with store.reads() as session:
        statement = select(Account).where(Account.name == name)
        return session.scalars(statement.options(selectinload(Account.areas))).one()


def test_a_new_account_signs_in_with_the_password_shown_once(
    app: Flask, store: Store, boss: FlaskClient
) -> None:
    with store.writes.begin() as session:
        community = make_community(session, name="旺家社区")
        building = make_building(session, community=community, name="3栋")
    given = NEW | {"communities": str(community.id), "buildings": str(building.id)}
    page = boss.post("/accounts/", data=given).get_data(as_text=True)
    password = re.findall(r"<code>([a-z2-9-]{14})</code>", page)[0]
    made = account(store, "zhang")
    assert (made.role, made.must_change_password, made.is_demo) == (Role.CLERK, True, False)
    assert {(row.community_id, row.building_id) for row in made.areas} == {
        (community.id, None),
        (None, building.id),
    }
    client = app.test_client()
    client.post("/sign-in", data={"name": "zhang", "password": password})
    assert client.get("/").headers["Location"].startswith("/account/password")
    listed = boss.get("/accounts/?q=zh&role=clerk&state=open").get_data(as_text=True)
    assert "旺家社区、旺家社区3栋" in listed
    assert password not in listed + boss.get(f"/accounts/{made.uuid}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "two words"}, "账号里不能有空格"),
        ({"name": ""}, "请填写账号"),
        ({"name": "taken"}, "已经有人用了"),
        ({"display_name": ""}, "请填写姓名"),
        ({"role": "housekeeper"}, "社区管家要选"),
        ({"role": "employer", "employer": "没有这家"}, "要和“用人单位”页上的一样"),
        ({"employer": "旺家制衣厂"}, "只有用人单位的账号才填单位"),
        ({"communities": "4711"}, "请从列表里选"),
    ],
)
def test_what_does_not_fit_is_said_in_words(
    store: Store, boss: FlaskClient, wrong: dict[str, str], words: str
) -> None:
    add_account(store, "taken")
    with store.writes.begin() as session:
        make_employer(session, name="旺家制衣厂")
    answer = boss.post("/accounts/", data=NEW | wrong)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_role_and_area_are_changed_and_the_logins_end(
    app: Flask, store: Store, boss: FlaskClient
) -> None:
    add_account(store, "zhang")
    client = app.test_client()
    client.post("/sign-in", data={"name": "zhang", "password": PASSWORD})
    with store.writes.begin() as session:
        keeper = Housekeeper(name="田婶")
        employer = make_employer(session, name="旺家制衣厂")
        session.add(keeper)
        session.flush()
    uuid = account(store, "zhang").uuid
    kept = {"display_name": "zhang", "role": "clerk", "housekeeper": "0"}
    boss.post(f"/accounts/{uuid}", data=kept | {"display_name": "张三"})
    assert client.get("/").status_code == 200  # a name alone takes nobody off the desk
    boss.post(
        f"/accounts/{uuid}", data=kept | {"role": "housekeeper", "housekeeper": str(keeper.id)}
    )
    assert client.get("/").status_code == 302
    changed = account(store, "zhang")
    assert (changed.role, changed.housekeeper_id) == (Role.HOUSEKEEPER, keeper.id)
    boss.post(f"/accounts/{uuid}", data=kept | {"role": "employer", "employer": "旺家制衣厂"})
    changed = account(store, "zhang")
    assert (changed.employer_id, changed.housekeeper_id) == (employer.id, None)
    page = boss.get(f"/accounts/{uuid}").get_data(as_text=True)
    assert 'value="旺家制衣厂"' in page


def test_nothing_slips_in_beside_the_form(store: Store, boss: FlaskClient) -> None:
    add_account(store, "zhang")
    before = account(store, "zhang")
    planted = {
        "display_name": "张三",
        "role": "clerk",
        "housekeeper": "0",
        "name": "other",
        "password_hash": "x",
        "is_active": "",
        "is_demo": "1",
        "must_change_password": "1",
        "employer_id": "1",
        "second_factor_at": "2026-01-01",
        "uuid": "0" * 32,
    }
    assert boss.post(f"/accounts/{before.uuid}", data=planted).status_code == 302
    after = account(store, "zhang")
    assert after.display_name == "张三"
    for name in ("name", "password_hash", "is_active", "is_demo", "employer_id", "uuid", "role"):
        assert getattr(after, name) == getattr(before, name), name
    assert (after.must_change_password, after.second_factor_at) == (False, None)


def test_an_account_is_closed_opened_and_helped(
    app: Flask, store: Store, boss: FlaskClient
) -> None:
    add_account(store, "zhang")
    uuid = account(store, "zhang").uuid

    def enters(password: str = PASSWORD) -> bool:
        client = app.test_client()
        client.post("/sign-in", data={"name": "zhang", "password": password})
        return bool(client.get("/account/password").status_code == 200)

    boss.post(f"/accounts/{uuid}/close")
    assert not enters()
    assert "已停用" in boss.get("/accounts/?state=closed").get_data(as_text=True)
    boss.post(f"/accounts/{uuid}/reopen")
    assert enters()
    page = boss.post(f"/accounts/{uuid}/password").get_data(as_text=True)
    password = re.findall(r"<code>([a-z2-9-]{14})</code>", page)[0]
    assert not enters()
    assert enters(password)
    assert boss.post(f"/accounts/{uuid}/logins/end").status_code == 302
    assert boss.post(f"/accounts/{'0' * 32}/close").status_code == 404


def test_nobody_changes_the_own_rights(store: Store, boss: FlaskClient) -> None:
    own = account(store, "administrator-0")
    page = boss.get(f"/accounts/{own.uuid}").get_data(as_text=True)
    assert "停用这个账号" not in page
    for step in ("close", "second-factor/reset"):
        assert boss.post(f"/accounts/{own.uuid}/{step}").status_code == 409
    kept = {"display_name": "赵主任", "housekeeper": "0"}
    answer = boss.post(f"/accounts/{own.uuid}", data=kept | {"role": "clerk"})
    assert answer.status_code == 409
    assert (
        boss.post(f"/accounts/{own.uuid}", data=kept | {"role": "administrator"}).status_code == 302
    )
    assert account(store, "administrator-0").display_name == "赵主任"


def test_an_area_keeps_what_it_had(store: Store) -> None:
    with store.writes.begin() as session:
        one, two = (make_community(session, name=name) for name in ("旺家社区", "龙生社区"))
    add_account(store, "zhang", Role.CLERK, Area(community_ids=frozenset({one.id})))
    kept = account(store, "zhang").areas[0].id
    with store.writes.begin() as session:
        accounts.change_account(
            session,
            actor=SYSTEM,
            name="zhang",
            role=Role.CLERK,
            display_name="张三",
            area=Area(community_ids=frozenset({one.id, two.id})),
        )
    assert {row.id for row in account(store, "zhang").areas} > {kept}
