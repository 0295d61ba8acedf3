from __future__ import annotations

from jobmatch.domain.accounts import Actor, Role
from jobmatch.web import navigation


def shown(role: Role, blueprint: str | None = None) -> list[navigation.Shown]:
    return navigation.entries_for(Actor(1, "x", role), blueprint=blueprint)


def test_each_role_sees_what_it_may_use() -> None:
    clerk = [entry.name for entry in shown(Role.CLERK) if entry.endpoint]
    assert clerk == [
        *("首页", "找岗位", "劳动力", "岗位", "用人单位", "导入表格", "教过的说法"),
        *("招聘会", "自助机"),
    ]
    administrator = [entry.name for entry in shown(Role.ADMINISTRATOR) if entry.endpoint]
    assert administrator == ["首页", "账号"]


def test_places_kept_for_later_are_no_links() -> None:
    later = [entry.name for entry in shown(Role.CLERK) if entry.endpoint is None]
    assert later == ["补贴资金"]


def test_the_present_room_is_marked() -> None:
    assert [entry.name for entry in shown(Role.CLERK, "workers") if entry.current] == ["劳动力"]


def test_pages_of_a_fair_stand_under_the_fairs() -> None:
    for room in ("booths", "check_ins", "match_slips", "talks", "fair_papers"):
        assert [entry.name for entry in shown(Role.CLERK, room) if entry.current] == ["招聘会"]
