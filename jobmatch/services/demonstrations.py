"""The accounts of a demonstration: one for each kind of work, with a password that is public.

They exist only in a database that holds a demonstration district; a real installation adds its
first account by `jobmatch accounts add`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.domain.accounts import ROLE_NAMES, SYSTEM, Role
from jobmatch.domain.errors import RuleBrokenError
from jobmatch.domain.workers import HousekeeperKind
from jobmatch.services import accounts
from jobmatch.services.seeding import district
from jobmatch.store.accounts import Account
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PASSWORD = "wanshan-demo-2023"  # noqa: S105 - printed by the demo, opens invented data only


class NotADemonstrationError(RuleBrokenError):
    """The database holds a real district."""

    message = "这个数据文件夹里不是演示数据，不能建立演示账号。请换一个 JOBMATCH_HOME 文件夹。"


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """A login that the demo prints: name, role and what to try with it."""

    name: str
    role: Role
    purpose: str

    @property
    def role_name(self) -> str:
        """Give the Chinese name of the role."""
        return ROLE_NAMES[self.role]


ACCOUNTS = (
    DemonstrationAccount("jingban", Role.CLERK, "找人、找岗、导入表格"),
    DemonstrationAccount("zhaopin", Role.FAIR_OPERATOR, "按岗位找人"),
    DemonstrationAccount("guanjia", Role.HOUSEKEEPER, "只看自己的楼栋"),
    DemonstrationAccount("butie", Role.SUBSIDY_MAKER, "查看补贴对象"),
    DemonstrationAccount("shenji", Role.AUDITOR, "查看数据，不能修改"),
    DemonstrationAccount("fuzeren", Role.DIRECTOR, "查看数字"),
    DemonstrationAccount("admin", Role.ADMINISTRATOR, "管理账号"),
)


def add_accounts(session: Session) -> tuple[DemonstrationAccount, ...]:
    """Add the demonstration accounts that are missing; the caller commits.

    Raises NotADemonstrationError unless the database holds a demonstration district.
    """
    if district.loaded_scale(session) is None:
        raise NotADemonstrationError
    there = set(session.scalars(select(Account.name)))
    for each in ACCOUNTS:
        if each.name in there:
            continue
        accounts.add_account(
            session,
            actor=SYSTEM,
            name=each.name,
            role=each.role,
            password=PASSWORD,
            display_name=f"演示{each.role_name}",
            housekeeper_id=_some_housekeeper(session) if each.role is Role.HOUSEKEEPER else None,
            is_demo=True,
        )
    return ACCOUNTS


def _some_housekeeper(session: Session) -> int | None:
    """Give the housekeeper with the most buildings, so that the demonstration shows a list."""
    counted = func.count().label("buildings")
    statement = (
        select(HousekeeperBuilding.housekeeper_id)
        .join(Housekeeper, Housekeeper.id == HousekeeperBuilding.housekeeper_id)
        .where(Housekeeper.kind == HousekeeperKind.HOUSEKEEPER)
        .group_by(HousekeeperBuilding.housekeeper_id)
        .order_by(counted.desc(), HousekeeperBuilding.housekeeper_id)
        .limit(1)
    )
    return session.scalar(statement)
