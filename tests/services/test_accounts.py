from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Area, Permission, Role
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.passwords import WeakPasswordError
from jobmatch.services import accounts
from jobmatch.store.audit import AuditRow
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding
from tests.factories import make_building, make_community, make_employer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.accounts import Account

PASSWORD = "梯田-雨伞-三轮车-豆腐干"  # noqa: S105 - of an invented account


def add(
    session: Session,
    name: str = "zhang",
    role: Role = Role.CLERK,
    area: Area = accounts.WHOLE_DISTRICT,
    housekeeper_id: int | None = None,
) -> Account:
    return accounts.add_account(
        session,
        actor=SYSTEM,
        name=name,
        role=role,
        password=PASSWORD,
        area=area,
        housekeeper_id=housekeeper_id,
    )


def test_the_password_is_kept_as_argon2id_alone(session: Session) -> None:
    account = add(session)
    assert account.password_hash is not None
    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in account.password_hash
    row = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).one()
    assert row.action == "account.added"
    assert PASSWORD not in row.changes


def test_a_name_is_taken_once_whatever_its_case(session: Session) -> None:
    add(session, "Zhang")
    for taken in ("zhang", " ZHANG ", ""):
        with pytest.raises(accounts.AccountNameError):
            add(session, taken)


def test_a_weak_password_is_refused(session: Session) -> None:
    with pytest.raises(WeakPasswordError):
        accounts.add_account(
            session,
            actor=SYSTEM,
            name="li",
            role=Role.CLERK,
            password="123456789012",  # noqa: S106 - is refused
        )


def test_an_account_without_places_works_on_the_whole_district(session: Session) -> None:
    actor = accounts.actor_of(session, add(session))
    assert actor.area.is_whole_district
    assert accounts.area_name(session, actor.area) == "全区"
    assert actor.may(Permission.IMPORT_FILES)


def test_an_account_works_on_its_communities(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    area = accounts.find_area(session, communities=["旺家社区"])
    assert area == Area(community_ids=frozenset({here.id}))
    actor = accounts.actor_of(session, add(session, area=area))
    assert actor.area == area
    assert accounts.area_name(session, actor.area) == "旺家社区"


def test_buildings_and_employers_are_found_by_name(session: Session) -> None:
    building = make_building(
        session, community=make_community(session, name="龙生社区"), name="3栋"
    )
    firm = make_employer(session, name="华锦服饰")
    area = accounts.find_area(session, buildings=["龙生社区/3栋"], employer="华锦服饰")
    assert area == Area(building_ids=frozenset({building.id}), employer_id=firm.id)
    for wrong in ({"communities": ["没有"]}, {"buildings": ["龙生社区/9栋"]}, {"employer": "没有"}):
        with pytest.raises(accounts.NoSuchPlaceError, match="没有找到"):
            accounts.find_area(session, **wrong)


def test_a_housekeeper_works_on_the_buildings_covered(session: Session) -> None:
    building = make_building(
        session, community=make_community(session, name="龙生社区"), name="3栋"
    )
    keeper = Housekeeper(name="田管家")
    keeper.buildings = [HousekeeperBuilding(building_id=building.id)]
    session.add(keeper)
    session.flush()
    account = add(session, role=Role.HOUSEKEEPER, housekeeper_id=keeper.id)
    area = accounts.actor_of(session, account).area
    assert area == Area(building_ids=frozenset({building.id}))
    assert accounts.area_name(session, area) == "龙生社区3栋"


@pytest.mark.parametrize("role", [Role.HOUSEKEEPER, Role.EMPLOYER])
def test_who_lacks_an_own_area_sees_nothing_rather_than_everything(
    session: Session, role: Role
) -> None:
    area = accounts.actor_of(session, add(session, role=role)).area
    assert not area.is_whole_district
    assert not area.holds(community_id=1, building_id=1)


def test_closing_keeps_the_account_and_its_history(session: Session) -> None:
    add(session)
    accounts.close_account(session, actor=SYSTEM, name="ZHANG")
    assert [account.is_active for account in accounts.all_accounts(session)] == [False]
    with pytest.raises(NotFoundError):
        accounts.close_account(session, actor=SYSTEM, name="nobody")


def test_a_long_area_is_named_in_short(session: Session) -> None:
    names = [f"社区{number}" for number in range(4)]
    for name in names:
        make_community(session, name=name)
    area = accounts.find_area(session, communities=names)
    assert accounts.area_name(session, area) == "社区0、社区1等 4 处"
