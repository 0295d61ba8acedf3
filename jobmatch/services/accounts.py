"""Accounts: adding and closing them, passwords, and the part of the district each may see."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from jobmatch import clock
from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, InputError, NotFoundError, RuleBrokenError
from jobmatch.domain.passwords import check_password, weakness
from jobmatch.queries import workers
from jobmatch.services import audit, second_factors
from jobmatch.store.accounts import Account, AccountArea, Login
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.employers import Employer
from jobmatch.store.housekeepers import HousekeeperBuilding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

WHOLE_DISTRICT = Area()
_LONGEST_NAME = 60
_NAMED_PLACES = 2
_READABLE = "23456789abcdefghjkmnpqrstuvwxyz"
"""Signs of a password that is read out: no 0 and o, no 1 and l."""
_NOBODY = 0
"""No row has this id: an account that lacks its own area sees nothing, not everything."""

hasher = PasswordHasher()
"""argon2id with the library's own cost: 0.14 s and 64 MiB a hash."""


class AccountNameError(InputError):
    """The login name is taken or unusable."""


class OwnAccountError(RuleBrokenError):
    """Nobody takes away or widens one's own rights: another administrator does."""

    message = "不能停用自己的账号，也不能改自己的角色和管辖范围。请让另一位系统管理员来做。"


class NoSuchPlaceError(InputError):
    """A community, building or employer named for an area does not exist."""


def add_account(
    session: Session,
    *,
    actor: Actor,
    name: str,
    role: Role,
    password: str,
    display_name: str | None = None,
    area: Area = WHOLE_DISTRICT,
    housekeeper_id: int | None = None,
    is_demo: bool = False,
    must_change_password: bool = False,
) -> Account:
    """Add an account that works on *area*.

    A housekeeper works on the buildings of *housekeeper_id*, an employer on its own postings;
    without them such an account sees nobody and nothing. A password that somebody else knows
    (*must_change_password*) opens the page that changes it, and nothing else.

    Raises:
        AccountNameError: the name is empty, too long or taken.
        WeakPasswordError: the password would be guessed.
    """
    name = name.strip().lower()
    _check_name(session, name)
    check_password(password, name=name)
    account = Account(
        name=name,
        display_name=display_name or name,
        role=role,
        password_hash=hasher.hash(password),
        password_changed_at=clock.now(),
        employer_id=area.employer_id,
        housekeeper_id=housekeeper_id,
        is_demo=is_demo,
        must_change_password=must_change_password,
    )
    account.areas = [AccountArea(community_id=each) for each in sorted(area.community_ids)]
    account.areas += [AccountArea(building_id=each) for each in sorted(area.building_ids)]
    session.add(account)
    session.flush()
    audit.record(session, actor=actor, action="account.added", subject=account)
    return account


def set_password(session: Session, *, actor: Actor, name: str, password: str) -> None:
    """Give the account *name* a new password and end all its logins."""
    account = _account(session, name)
    check_password(password, name=account.name)
    account.password_hash = hasher.hash(password)
    account.password_changed_at = clock.now()
    account.must_change_password = False
    _end_logins(session, account.id)
    audit.record(session, actor=actor, action="account.password_set", subject=account)


def change_own_password(session: Session, *, actor: Actor, password: str, login_id: int) -> None:
    """Give the actor's account a new password; every login but *login_id* ends.

    Raises:
        WeakPasswordError: it would be guessed, or it is the old one.
    """
    account = session.get_one(Account, actor.account_id, with_for_update=True)
    check_password(password, name=account.name)
    account.password_hash = hasher.hash(password)
    account.password_changed_at = clock.now()
    account.must_change_password = False
    _end_logins(session, account.id, but=login_id)
    audit.record(session, actor=actor, action="account.password_changed", subject=account)


def hand_out_password(session: Session, *, actor: Actor, name: str) -> str:
    """Give the account *name* a random password to be changed at the next sign-in; shown once."""
    account = _account(session, name)
    password = fresh_password(account.name)
    account.password_hash = hasher.hash(password)
    account.password_changed_at = clock.now()
    account.must_change_password = True
    _end_logins(session, account.id)
    audit.record(session, actor=actor, action="account.password_handed_out", subject=account)
    return password


def fresh_password(name: str) -> str:
    """Give a random password that can be read out and copied without mistakes."""
    while True:
        groups = ("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))
        password = "-".join(groups)
        if weakness(password, name=name) is None:
            return password


def change_account(
    session: Session,
    *,
    actor: Actor,
    name: str,
    role: Role,
    display_name: str,
    area: Area,
    housekeeper_id: int | None = None,
) -> None:
    """Change what the account *name* may do and where; its logins end, so that it counts at once.

    Raises:
        OwnAccountError: it is the actor's own; the shown name may be changed all the same.
    """
    account = _account(session, name)
    before = _rights(account)
    wanted = (role, area.community_ids, area.building_ids, area.employer_id, housekeeper_id)
    if account.id == actor.account_id and wanted != before:
        raise OwnAccountError
    account.display_name = display_name
    account.role, account.employer_id = role, area.employer_id
    account.housekeeper_id = housekeeper_id
    kept = [
        row
        for row in account.areas
        if row.community_id in area.community_ids or row.building_id in area.building_ids
    ]
    communities = area.community_ids - {row.community_id for row in kept}
    buildings = area.building_ids - {row.building_id for row in kept}
    account.areas = [
        *kept,
        *(AccountArea(community_id=each) for each in sorted(communities)),
        *(AccountArea(building_id=each) for each in sorted(buildings)),
    ]
    if wanted != before:
        _end_logins(session, account.id)
    changes = {"role": [before[0].value, role.value], "area": [_told(before), _told(wanted)]}
    audit.record(session, actor=actor, action="account.changed", subject=account, changes=changes)


def reset_second_factor(session: Session, *, actor: Actor, name: str) -> None:
    """Take the lost phone from the account *name*; it sets up another at the next sign-in."""
    account = _account(session, name)
    if account.id == actor.account_id:
        raise OwnAccountError
    second_factors.forget(session, account)
    _end_logins(session, account.id)
    audit.record(session, actor=actor, action="second_factor.reset", subject=account)


def end_logins(session: Session, *, actor: Actor, name: str) -> None:
    """End every login of the account *name*."""
    account = _account(session, name)
    _end_logins(session, account.id)
    audit.record(session, actor=actor, action="account.logins_ended", subject=account)


def close_account(session: Session, *, actor: Actor, name: str) -> None:
    """Close the account *name*: it can no longer sign in, its logins end; its history stays."""
    account = _account(session, name)
    if account.id == actor.account_id:
        raise OwnAccountError
    account.is_active = False
    _end_logins(session, account.id)
    audit.record(session, actor=actor, action="account.closed", subject=account)


def reopen_account(session: Session, *, actor: Actor, name: str) -> None:
    """Let the closed account *name* sign in again."""
    account = _account(session, name)
    account.is_active = True
    audit.record(session, actor=actor, action="account.reopened", subject=account)


def all_accounts(session: Session) -> list[Account]:
    """Give every account by name, with its areas."""
    statement = select(Account).options(selectinload(Account.areas)).order_by(Account.name)
    return list(session.scalars(statement))


def find_area(
    session: Session,
    *,
    communities: Iterable[str] = (),
    buildings: Iterable[str] = (),
    employer: str | None = None,
) -> Area:
    """Give the area of names: communities, buildings as 社区/楼栋, an employer.

    Raises NoSuchPlaceError with the name that was not found.
    """
    community_ids = {
        _found(
            session, select(SettlementCommunity.id).where(SettlementCommunity.name == name), name
        )
        for name in communities
    }
    building_ids = set()
    for name in buildings:
        community, _, building = name.partition("/")
        of_building = (
            select(Building.id)
            .join(Building.community)
            .where(SettlementCommunity.name == community, Building.name == building)
        )
        building_ids.add(_found(session, of_building, name))
    employer_id = None
    if employer is not None:
        employer_id = _found(
            session, select(Employer.id).where(Employer.name == employer), employer
        )
    return Area(frozenset(community_ids), frozenset(building_ids), employer_id)


def actor_of(session: Session, account: Account) -> Actor:
    """Give the frozen value that stands for *account* in services and queries."""
    return Actor(account.id, account.name, account.role, _area(session, account))


def actor_by_id(session: Session, account_id: int) -> Actor:
    """Give the value that stands for the account *account_id*; ForbiddenError when it is closed."""
    account = session.get(Account, account_id)
    if account is None or not account.is_active:
        raise ForbiddenError
    return actor_of(session, account)


def actor_named(session: Session, name: str) -> Actor:
    """Give the value that stands for the account *name*; NotFoundError when there is none."""
    return actor_of(session, _account(session, name))


def area_name(session: Session, area: Area) -> str:
    """Give a short Chinese name of *area* for the head of a page."""
    if area.is_whole_district:
        return "全区"
    if area.employer_id is not None:
        return "本单位"
    names = workers.area_names(session, area=area)
    more = f"等 {len(names)} 处" if len(names) > _NAMED_PLACES else ""
    return "、".join(names[:_NAMED_PLACES]) + more or "未分配楼栋"


def _check_name(session: Session, name: str) -> None:
    if not name or len(name) > _LONGEST_NAME or any(char.isspace() for char in name):
        raise AccountNameError("账号不能为空、不能有空格，最多 60 个字符。")
    if session.scalars(select(Account.id).where(Account.name == name)).one_or_none() is not None:
        raise AccountNameError("这个账号已经有人用了，请换一个。")


def _found(session: Session, statement: Select[int], name: str) -> int:
    row_id = session.scalars(statement).one_or_none()
    if row_id is None:
        raise NoSuchPlaceError(f"没有找到“{name}”，请检查名称（楼栋写成 社区/楼栋）。")
    return row_id


def _account(session: Session, name: str) -> Account:
    found = session.scalars(select(Account).where(Account.name == name.strip().lower()))
    account = found.one_or_none()
    if account is None:
        raise NotFoundError("没有这个账号，可用 jobmatch accounts list 查看。")
    return account


def _rights(
    account: Account,
) -> tuple[Role, frozenset[int], frozenset[int], int | None, int | None]:
    return (
        account.role,
        frozenset(row.community_id for row in account.areas if row.community_id is not None),
        frozenset(row.building_id for row in account.areas if row.building_id is not None),
        account.employer_id,
        account.housekeeper_id,
    )


def _told(rights: tuple[object, ...]) -> list[object]:
    """Give area and housekeeper of _rights() as an audit row holds them."""
    return [sorted(each) if isinstance(each, frozenset) else each for each in rights[1:]]


def _end_logins(session: Session, account_id: int, *, but: int = _NOBODY) -> None:
    session.execute(
        update(Login)
        .where(Login.account_id == account_id, Login.revoked_at.is_(None), Login.id != but)
        .values(revoked_at=clock.now())
    )


def _area(session: Session, account: Account) -> Area:
    communities = {row.community_id for row in account.areas if row.community_id is not None}
    buildings = {row.building_id for row in account.areas if row.building_id is not None}
    employer_id = account.employer_id
    if account.role is Role.HOUSEKEEPER:
        covered = select(HousekeeperBuilding.building_id).where(
            HousekeeperBuilding.housekeeper_id == (account.housekeeper_id or _NOBODY)
        )
        buildings |= set(session.scalars(covered))
        if not communities and not buildings:
            buildings = {_NOBODY}
    if account.role is Role.EMPLOYER:
        employer_id = employer_id or _NOBODY
    return Area(frozenset(communities), frozenset(buildings), employer_id)
