from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Actor, Permission, Role
from jobmatch.web import access, navigation

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.conftest import SignIn


def shown(role: Role, blueprint: str | None = None) -> list[navigation.Shown]:
    return navigation.entries_for(Actor(1, "x", role), blueprint=blueprint)


def test_each_role_sees_what_it_may_use() -> None:
    clerk = [entry.name for entry in shown(Role.CLERK) if entry.endpoint]
    assert clerk == [
        *("首页", "找岗位", "劳动力", "岗位", "导入表格", "招聘会", "数字", "更多"),
    ]
    # A group of one page bears the name of that page.
    administrator = [entry.name for entry in shown(Role.ADMINISTRATOR) if entry.endpoint]
    assert administrator == ["首页", "后台任务", "账号"]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_must_choose_among_more_than_ten(role: Role) -> None:
    assert len(shown(role)) <= 10


def test_places_kept_for_later_are_no_links() -> None:
    later = [entry.name for entry in shown(Role.CLERK) if entry.endpoint is None]
    assert later == ["补贴资金"]


def test_the_present_room_is_marked_with_what_hangs_under_it() -> None:
    assert [entry.name for entry in shown(Role.CLERK, "searches") if entry.current] == ["找岗位"]
    for room, name in (("households", "找人"), ("employers", "用人单位"), ("check_ins", "招聘会")):
        group = next(entry for entry in shown(Role.CLERK, room) if entry.current)
        assert [page.name for page in group.under if page.current] == [name]
    assert all(not entry.under for entry in shown(Role.CLERK, "searches"))


def test_every_entry_leads_to_a_page_that_asks_for_the_same_right(app: Flask) -> None:
    for group in navigation.GROUPS:
        for entry in group.entries:
            if entry.endpoint is None:
                continue
            rule = access.rule_of(app.view_functions[entry.endpoint])
            assert not isinstance(rule, Permission) or rule is entry.permission, entry.name


def test_the_second_line_stands_on_pages_of_a_group_alone(sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    assert "岗位的页面" in client.get("/employers/").get_data(as_text=True)
    assert "的页面" not in client.get("/").get_data(as_text=True)


def test_pages_of_a_fair_stand_under_the_fairs() -> None:
    for room in ("booths", "check_ins", "match_slips", "talks", "fair_papers", "fair_screens"):
        group = next(entry for entry in shown(Role.CLERK, room) if entry.current)
        assert (group.name, group.under[0].current) == ("招聘会", True)
