from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.accounts import Role
from jobmatch.store.accounts import Account, AccountArea, Login, LoginThrottle
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SECRET = "ABCDEF" + "234567"
NOW = datetime(2026, 3, 15, 1, tzinfo=UTC)


def _account(session: Session) -> Account:
    account = Account(name="zhang", display_name="张", role=Role.CLERK)
    account.totp_secret = SECRET
    session.add(account)
    session.flush()
    return account


def test_an_account_without_password_cannot_sign_in_yet_but_exists(any_session: Session) -> None:
    account = _account(any_session)
    any_session.expire_all()
    assert (account.role, account.is_active, account.password_hash) == (Role.CLERK, True, None)
    assert account.totp_secret == SECRET
    assert "ABCDEF" not in str(account.totp_secret_sealed)


def test_a_login_name_and_a_token_stand_once(any_session: Session) -> None:
    account = _account(any_session)
    with refused(any_session, "uq_account_name"):
        any_session.add(Account(name="zhang", display_name="又一个", role=Role.AUDITOR))
    times = {"made_at": NOW, "seen_at": NOW, "expires_at": NOW}
    any_session.add(Login(account_id=account.id, token_sha256="0" * 64, **times))
    any_session.flush()
    with refused(any_session, "uq_login_token_sha256"):
        any_session.add(Login(account_id=account.id, token_sha256="0" * 64, **times))
    any_session.delete(account)
    any_session.flush()
    assert any_session.scalar(select(func.count()).select_from(Login)) == 0


def test_an_area_is_a_community_or_a_building(any_session: Session) -> None:
    account = _account(any_session)
    community = factories.make_community(any_session, name="旺家社区")
    building = factories.make_building(any_session, community=community, name="1栋")
    account.areas = [AccountArea(community_id=community.id), AccountArea(building_id=building.id)]
    any_session.flush()
    with refused(any_session, "ck_account_area_community_or_building"):
        any_session.add(AccountArea(account_id=account.id))
    with refused(any_session, "ck_account_area_community_or_building"):
        both = AccountArea(community_id=community.id, building_id=building.id)
        both.account_id = account.id
        any_session.add(both)


def test_failures_of_a_name_stand_in_one_row(any_session: Session) -> None:
    any_session.add(LoginThrottle(key_sha256="0" * 64, window_started_at=NOW))
    any_session.flush()
    with refused(any_session, "uq_login_throttle_key_sha256"):
        any_session.add(LoginThrottle(key_sha256="0" * 64, window_started_at=NOW))
