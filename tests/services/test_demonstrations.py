from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.services import accounts, demonstrations
from jobmatch.store.accounts import Account
from jobmatch.store.audit import AuditRow
from jobmatch.store.districts import District

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("cheap_passwords")


def test_each_kind_of_work_gets_an_account(small_session: Session) -> None:
    told = demonstrations.add_accounts(small_session)
    there = {a.name: a for a in small_session.scalars(select(Account).where(Account.is_demo))}
    assert {each.name for each in told} == set(there)
    assert all(there[each.name].role is each.role for each in told)


def test_twice_adds_nothing(small_session: Session) -> None:
    demonstrations.add_accounts(small_session)
    count = select(func.count()).select_from(AuditRow)
    before = small_session.scalar(count)
    demonstrations.add_accounts(small_session)
    assert small_session.scalar(count) == before


def test_the_printed_password_opens_them(small_session: Session) -> None:
    (first, *_) = demonstrations.add_accounts(small_session)
    account = small_session.scalars(select(Account).where(Account.name == first.name)).one()
    assert account.password_hash is not None
    assert accounts.hasher.verify(account.password_hash, demonstrations.PASSWORD)


def test_the_housekeeper_sees_own_buildings_only(small_session: Session) -> None:
    demonstrations.add_accounts(small_session)
    keeper = small_session.scalars(select(Account).where(Account.name == "guanjia")).one()
    area = accounts.actor_of(small_session, keeper).area
    assert area.building_ids
    assert not area.is_whole_district


def test_a_real_district_gets_none(session: Session) -> None:
    session.add(District(code="520603", name="万山区"))
    session.flush()
    with pytest.raises(demonstrations.NotADemonstrationError, match="JOBMATCH_HOME"):
        demonstrations.add_accounts(session)
    assert session.scalar(select(func.count()).select_from(Account)) == 0
