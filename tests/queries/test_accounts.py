from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import SYSTEM, Area, Role
from jobmatch.queries import accounts
from jobmatch.queries.accounts import AccountFilter
from jobmatch.services import accounts as services
from jobmatch.store.accounts import Account, Login
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding
from tests.factories import make_building, make_community, make_employer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PASSWORD = "梯田-雨伞-三轮车-豆腐干"  # noqa: S105 - of invented accounts
NOW = datetime(2026, 3, 15, 1, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("cheap_passwords")


def add(
    session: Session, name: str, role: Role, area: Area | None = None, keeper: int | None = None
) -> Account:
    return services.add_account(
        session,
        actor=SYSTEM,
        name=name,
        role=role,
        password=PASSWORD,
        display_name=f"{name}的名字",
        area=area or Area(),
        housekeeper_id=keeper,
    )


def test_accounts_are_narrowed_and_those_in_use_come_first(any_session: Session) -> None:
    for name, role in (("li", Role.CLERK), ("an", Role.CLERK), ("zhao", Role.ADMINISTRATOR)):
        add(any_session, name, role)
    services.close_account(any_session, actor=SYSTEM, name="an")

    def names(**narrowed: object) -> list[str]:
        wanted = AccountFilter(**narrowed)  # type: ignore[arg-type]  # any field of the filter
        return [
            row.name for row in accounts.found_accounts(any_session, narrowed=wanted, number=1).rows
        ]

    assert names() == ["li", "zhao", "an"]
    assert names(text="ZH") == ["zhao"]
    assert names(text="li的") == ["li"]
    assert names(text="%") == []
    assert names(role=Role.CLERK) == ["li", "an"]
    assert names(is_active=False) == ["an"]


def test_the_last_sign_in_of_each_is_told(any_session: Session) -> None:
    one, two = (add(any_session, name, Role.CLERK) for name in ("li", "an"))
    for day, account in ((1, one), (3, one), (2, two)):
        at = NOW.replace(day=day)
        any_session.add(
            Login(
                account_id=account.id,
                token_sha256=f"{day:064}",
                made_at=at,
                seen_at=at,
                expires_at=at,
            )
        )
    any_session.flush()
    last = accounts.last_sign_ins(any_session, account_ids=[one.id, two.id])
    assert {key: value.day for key, value in last.items()} == {one.id: 3, two.id: 2}
    assert [
        row.made_at.day for row in accounts.logins_of(any_session, account_id=one.id, top=9)
    ] == [3, 1]
    assert len(accounts.logins_of(any_session, account_id=one.id, top=1)) == 1


def test_where_each_works_is_told_in_words(any_session: Session) -> None:
    community = make_community(any_session, name="旺家社区")
    building = make_building(any_session, community=community, name="3栋")
    employer = make_employer(any_session, name="旺家制衣厂")
    keeper = Housekeeper(name="田婶", community_id=community.id)
    keeper.buildings = [HousekeeperBuilding(building_id=building.id)]
    any_session.add(keeper)
    any_session.flush()
    made = [
        add(any_session, "a", Role.CLERK),
        add(any_session, "b", Role.CLERK, Area(community_ids=frozenset({community.id}))),
        add(any_session, "c", Role.CLERK, Area(building_ids=frozenset({building.id}))),
        add(any_session, "d", Role.EMPLOYER, Area(employer_id=employer.id)),
        add(any_session, "e", Role.HOUSEKEEPER, keeper=keeper.id),
    ]
    told = accounts.area_names(any_session, accounts=made)
    assert [told.get(account.id) for account in made] == [
        *(None, "旺家社区", "旺家社区3栋", "旺家制衣厂", "田婶负责的 1 栋楼"),
    ]
    place = accounts.places(any_session)[0]
    assert (place.community.name, [each.name for each in place.buildings]) == ("旺家社区", ["3栋"])
    assert [row.name for row in accounts.housekeepers(any_session)] == ["田婶"]
    assert accounts.employer_names(any_session) == {"旺家制衣厂": employer.id}
    assert accounts.account_by_uuid(any_session, uuid=made[0].uuid) is made[0]
    assert accounts.account_by_uuid(any_session, uuid="0" * 32) is None
    assert accounts.account_of(any_session, account_id=made[1].id) is made[1]
