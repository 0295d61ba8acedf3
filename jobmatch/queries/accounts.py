"""Questions about accounts and their logins, for who manages them and for their owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.queries.paging import Page, page_of
from jobmatch.store.accounts import Account, AccountArea, Login
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.employers import Employer
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Role


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What a list of accounts is narrowed to; empty means all.

    Attributes:
        text: part of the login name or of the shown name.
        role: one role.
        is_active: True, False, or None for both.
    """

    text: str = ""
    role: Role | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A community with its buildings, to choose an area from."""

    community: SettlementCommunity
    buildings: tuple[Building, ...]


def found_accounts(session: Session, *, narrowed: AccountFilter, number: int) -> Page[Account]:
    """Give a page of accounts by login name, those in use first."""
    statement = (
        select(Account)
        .options(selectinload(Account.areas))
        .order_by(Account.is_active.desc(), Account.name)
    )
    if narrowed.text:
        statement = statement.where(
            or_(
                Account.name.contains(narrowed.text.lower(), autoescape=True),
                Account.display_name.contains(narrowed.text, autoescape=True),
            )
        )
    if narrowed.role is not None:
        statement = statement.where(Account.role == narrowed.role)
    if narrowed.is_active is not None:
        statement = statement.where(Account.is_active.is_(narrowed.is_active))
    return page_of(session, statement, number=number)


def account_by_uuid(session: Session, *, uuid: str) -> Account | None:
    """Give one account with its areas."""
    statement = select(Account).where(Account.uuid == uuid).options(selectinload(Account.areas))
    return session.scalars(statement).one_or_none()


def account_of(session: Session, *, account_id: int) -> Account:
    """Give the account of who is signed in."""
    return session.get_one(Account, account_id)


def last_sign_ins(session: Session, *, account_ids: Iterable[int]) -> dict[int, datetime]:
    """Give when each of *account_ids* signed in last."""
    statement = (
        select(Login.account_id, func.max(Login.made_at).label("made_at"))
        .where(Login.account_id.in_(set(account_ids)))
        .group_by(Login.account_id)
    )
    return {row.account_id: row.made_at for row in session.execute(statement)}


def logins_of(session: Session, *, account_id: int, top: int) -> list[Login]:
    """Give the last *top* logins of an account, the newest first."""
    statement = (
        select(Login)
        .where(Login.account_id == account_id)
        .order_by(Login.made_at.desc(), Login.id.desc())
        .limit(top)
    )
    return list(session.scalars(statement))


def places(session: Session) -> list[Place]:
    """Give every community with its buildings, in the order in which they were registered."""
    communities = select(SettlementCommunity).options(selectinload(SettlementCommunity.buildings))
    return [
        Place(community, tuple(sorted(community.buildings, key=lambda building: building.id)))
        for community in session.scalars(communities.order_by(SettlementCommunity.id))
    ]


def housekeepers(session: Session) -> list[Housekeeper]:
    """Give the housekeepers and grid workers by community and name."""
    statement = (
        select(Housekeeper)
        .options(joinedload(Housekeeper.community))
        .order_by(Housekeeper.community_id, Housekeeper.name, Housekeeper.id)
    )
    return list(session.scalars(statement))


def employer_names(session: Session) -> dict[str, int]:
    """Give the ids of the employers in business by name, the first of each name."""
    statement = (
        select(Employer.name, Employer.id)
        .where(Employer.closed_on.is_(None))
        .order_by(Employer.name, Employer.id.desc())
    )
    return {row.name: row.id for row in session.execute(statement)}


def area_names(session: Session, *, accounts: Sequence[Account]) -> dict[int, str]:
    """Give in words where each of *accounts* works, few questions for a whole page."""
    ids = [account.id for account in accounts]
    named: dict[int, list[str]] = {}
    communities = (
        select(AccountArea.account_id, SettlementCommunity.name)
        .join(SettlementCommunity, SettlementCommunity.id == AccountArea.community_id)
        .where(AccountArea.account_id.in_(ids))
        .order_by(AccountArea.id)
    )
    buildings = (
        select(AccountArea.account_id, SettlementCommunity.name + Building.name)
        .join(Building, Building.id == AccountArea.building_id)
        .join(SettlementCommunity, SettlementCommunity.id == Building.community_id)
        .where(AccountArea.account_id.in_(ids))
        .order_by(AccountArea.id)
    )
    employers = (
        select(Account.id, Employer.name)
        .join(Employer, Employer.id == Account.employer_id)
        .where(Account.id.in_(ids))
    )
    for statement in (communities, buildings, employers):
        for account_id, name in session.execute(statement):
            named.setdefault(account_id, []).append(name)
    for account_id, name, covered in session.execute(_covered(ids)):
        named.setdefault(account_id, []).append(f"{name}负责的 {covered} 栋楼")
    return {account_id: "、".join(names) for account_id, names in named.items()}


def _covered(ids: Sequence[int]) -> Select[int, str, int]:
    return (
        select(Account.id, Housekeeper.name, func.count(HousekeeperBuilding.id))
        .join(Housekeeper, Housekeeper.id == Account.housekeeper_id)
        .outerjoin(HousekeeperBuilding, HousekeeperBuilding.housekeeper_id == Housekeeper.id)
        .where(Account.id.in_(ids))
        .group_by(Account.id, Housekeeper.name)
    )
