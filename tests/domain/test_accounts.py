from __future__ import annotations

import pytest

from jobmatch.domain.accounts import (
    PERMISSIONS,
    ROLE_NAMES,
    SYSTEM,
    Actor,
    Area,
    Permission,
    Role,
)
from jobmatch.domain.errors import ForbiddenError

BUSINESS = set(Permission) - {
    Permission.MANAGE_ACCOUNTS,
    Permission.SEE_JOBS,
    Permission.MANAGE_JOBS,
}


def test_every_role_has_a_name_and_permissions() -> None:
    assert set(ROLE_NAMES) == set(Role) == set(PERMISSIONS)
    assert all(PERMISSIONS[role] for role in Role)


def test_every_permission_belongs_to_somebody() -> None:
    assert frozenset().union(*PERMISSIONS.values()) == frozenset(Permission)


def test_who_manages_accounts_sees_no_business_data() -> None:
    assert PERMISSIONS[Role.ADMINISTRATOR] & BUSINESS == frozenset()
    holders = {role for role in Role if Permission.MANAGE_ACCOUNTS in PERMISSIONS[role]}
    assert holders == {Role.ADMINISTRATOR}


def test_the_auditor_reads_and_changes_nothing() -> None:
    allowed = PERMISSIONS[Role.AUDITOR]
    assert Permission.REVEAL_IDENTITY not in allowed
    assert all(
        name.startswith(("see_", "search_", "match_")) for name in (str(each) for each in allowed)
    )


def test_no_role_holds_two_steps_of_one_claim() -> None:
    steps = {
        Permission.SUBMIT_CLAIMS,
        Permission.REVIEW_CLAIMS,
        Permission.RECHECK_CLAIMS,
        Permission.APPROVE_CLAIMS,
        Permission.PAY_CLAIMS,
    }
    assert [role for role in Role if len(PERMISSIONS[role] & steps) > 1] == []


def test_an_actor_without_the_right_is_refused() -> None:
    director = Actor(account_id=1, name="li", role=Role.DIRECTOR)
    director.check(Permission.SEE_FIGURES)
    assert not director.may(Permission.IMPORT_FILES)
    with pytest.raises(ForbiddenError, match="没有这项权限"):
        director.check(Permission.IMPORT_FILES)


def test_the_program_itself_may_do_everything() -> None:
    assert all(SYSTEM.may(permission) for permission in Permission)


def test_an_area_holds_its_communities_and_buildings() -> None:
    area = Area(community_ids=frozenset({1}), building_ids=frozenset({20}))
    assert area.holds(community_id=1, building_id=None)
    assert area.holds(community_id=2, building_id=20)
    assert not area.holds(community_id=2, building_id=21)
    assert not area.holds(community_id=None, building_id=None)


def test_the_whole_district_holds_also_what_has_no_place() -> None:
    assert Area().is_whole_district
    assert Area().holds(community_id=None, building_id=None)
    assert not Area(employer_id=3).is_whole_district
    assert not Area(employer_id=3).holds(community_id=1, building_id=1)
