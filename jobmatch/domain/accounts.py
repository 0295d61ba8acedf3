"""Roles, what each may do, and the actor value that services receive."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from jobmatch.domain.errors import ForbiddenError


class Role(StrEnum):
    """What an account is for."""

    FAIR_OPERATOR = "fair_operator"
    CLERK = "clerk"
    HOUSEKEEPER = "housekeeper"
    EMPLOYER = "employer"
    SUBSIDY_MAKER = "subsidy_maker"
    FIRST_REVIEWER = "first_reviewer"
    RECHECKER = "rechecker"
    APPROVER = "approver"
    FINANCE = "finance"
    AUDITOR = "auditor"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that a role may do; routes and services name these, never roles."""

    SEARCH_POSTINGS = "search_postings"
    EDIT_POSTINGS = "edit_postings"
    PUBLISH_POSTINGS = "publish_postings"
    EDIT_OWN_POSTINGS = "edit_own_postings"
    TEND_OWN_BOOTH = "tend_own_booth"
    SEE_WORKERS = "see_workers"
    EDIT_WORKERS = "edit_workers"
    REVEAL_IDENTITY = "reveal_identity"
    MERGE_PEOPLE = "merge_people"
    MATCH_WORKERS = "match_workers"
    RECOMMEND = "recommend"
    PLACE_WORKERS = "place_workers"
    RUN_FAIRS = "run_fairs"
    IMPORT_FILES = "import_files"
    UNDO_IMPORTS = "undo_imports"
    TEACH_WORDS = "teach_words"
    SEE_FIGURES = "see_figures"
    SEE_AUDIT = "see_audit"
    SUBMIT_CLAIMS = "submit_claims"
    REVIEW_CLAIMS = "review_claims"
    RECHECK_CLAIMS = "recheck_claims"
    APPROVE_CLAIMS = "approve_claims"
    PAY_CLAIMS = "pay_claims"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_JOBS = "see_jobs"
    MANAGE_JOBS = "manage_jobs"


_P = Permission
_LOOK = frozenset({_P.SEARCH_POSTINGS, _P.SEE_WORKERS, _P.MATCH_WORKERS})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FAIR_OPERATOR: _LOOK | {_P.RECOMMEND, _P.RUN_FAIRS, _P.TEACH_WORDS},
    Role.CLERK: _LOOK
    | {
        _P.EDIT_POSTINGS,
        _P.PUBLISH_POSTINGS,
        _P.EDIT_WORKERS,
        _P.REVEAL_IDENTITY,
        _P.MERGE_PEOPLE,
        _P.RECOMMEND,
        _P.PLACE_WORKERS,
        _P.RUN_FAIRS,
        _P.IMPORT_FILES,
        _P.UNDO_IMPORTS,
        _P.TEACH_WORDS,
        _P.SEE_FIGURES,
        _P.SEE_JOBS,
        _P.MANAGE_JOBS,
    },
    Role.HOUSEKEEPER: _LOOK | {_P.EDIT_WORKERS, _P.RECOMMEND},
    Role.EMPLOYER: frozenset({_P.SEARCH_POSTINGS, _P.EDIT_OWN_POSTINGS, _P.TEND_OWN_BOOTH}),
    Role.SUBSIDY_MAKER: frozenset({_P.SEE_WORKERS, _P.SUBMIT_CLAIMS, _P.REVEAL_IDENTITY}),
    Role.FIRST_REVIEWER: frozenset({_P.SEE_WORKERS, _P.REVIEW_CLAIMS, _P.REVEAL_IDENTITY}),
    Role.RECHECKER: frozenset({_P.SEE_WORKERS, _P.RECHECK_CLAIMS, _P.REVEAL_IDENTITY}),
    Role.APPROVER: frozenset({_P.SEE_WORKERS, _P.APPROVE_CLAIMS, _P.SEE_FIGURES}),
    Role.FINANCE: frozenset({_P.PAY_CLAIMS, _P.SEE_FIGURES, _P.REVEAL_IDENTITY}),
    # The auditor reads everything masked and verifies the chain; no reveal, no change.
    Role.AUDITOR: _LOOK | {_P.SEE_AUDIT, _P.SEE_FIGURES, _P.SEE_JOBS},
    Role.DIRECTOR: frozenset({_P.SEARCH_POSTINGS, _P.SEE_WORKERS, _P.SEE_FIGURES}),
    # Accounts only: who manages accounts sees no business data.
    Role.ADMINISTRATOR: frozenset({_P.MANAGE_ACCOUNTS, _P.SEE_JOBS, _P.MANAGE_JOBS}),
}

SECOND_FACTOR_ROLES = frozenset({Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR})
"""Who sends money on its way or hands out rights signs in with a code of the phone as well."""

ROLE_NAMES = {
    Role.FAIR_OPERATOR: "招聘会操作员",
    Role.CLERK: "就业服务中心经办人",
    Role.HOUSEKEEPER: "社区管家",
    Role.EMPLOYER: "用人单位",
    Role.SUBSIDY_MAKER: "补贴申报经办",
    Role.FIRST_REVIEWER: "初审",
    Role.RECHECKER: "复核",
    Role.APPROVER: "审批",
    Role.FINANCE: "财务",
    Role.AUDITOR: "审计",
    Role.DIRECTOR: "负责人",
    Role.ADMINISTRATOR: "系统管理员",
}


@dataclass(frozen=True, slots=True)
class Area:
    """Which part of the district an account may work on; all empty means the whole district.

    Attributes:
        community_ids: communities with everything in them.
        building_ids: single buildings (a housekeeper's own).
        employer_id: the employer whose own postings an employer account may edit.
    """

    community_ids: frozenset[int] = frozenset()
    building_ids: frozenset[int] = frozenset()
    employer_id: int | None = None

    @property
    def is_whole_district(self) -> bool:
        """Tell whether nothing narrows the area."""
        return not self.community_ids and not self.building_ids and self.employer_id is None

    def holds(self, *, community_id: int | None, building_id: int | None) -> bool:
        """Tell whether a household of this community and building lies in the area.

        A household whose place is unknown lies in the whole district only.
        """
        if self.is_whole_district:
            return True
        return community_id in self.community_ids or building_id in self.building_ids


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a value that may pass from a read session to a write session.

    Attributes:
        account_id: row id of the account; None for the program itself.
        name: login name, for the audit row.
        role: decides what is permitted; None for the program itself, which may do all.
        area: part of the district that the account may work on.
    """

    account_id: int | None
    name: str
    role: Role | None
    area: Area = field(default_factory=Area)

    def may(self, permission: Permission) -> bool:
        """Tell whether this actor has *permission*."""
        return self.role is None or permission in PERMISSIONS[self.role]

    def check(self, permission: Permission) -> None:
        """Raise ForbiddenError unless this actor has *permission*."""
        if not self.may(permission):
            raise ForbiddenError


SYSTEM = Actor(account_id=None, name="system", role=None)
"""The program itself: background work, commands of the operator at the console."""
