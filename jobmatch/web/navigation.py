"""The one list of main entries: who sees which, and what has its place but is not open yet.

About ten stand side by side; a page more hangs under its noun, in the second line of the present
group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request

from jobmatch.domain.accounts import Permission
from jobmatch.services.logins import Step
from jobmatch.web import access

if TYPE_CHECKING:
    from flask import Flask

    from jobmatch.domain.accounts import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the navigation; without an *endpoint* a place kept for later, never a dead link.

    Attributes:
        name: what it is called.
        endpoint: where it leads.
        permission: who may go there; None for everybody who is signed in.
        rooms: blueprints besides its own that belong to it: pages that hang under its noun.
    """

    name: str
    endpoint: str | None = None
    permission: Permission | None = None
    rooms: frozenset[str] = frozenset()

    def holds(self, blueprint: str | None) -> bool:
        """Tell whether a page of *blueprint* belongs here."""
        own = (self.endpoint or "").partition(".")[0]
        return blueprint is not None and blueprint in {own, *self.rooms}


@dataclass(frozen=True, slots=True)
class Group:
    """A main entry with the pages behind it; one with a single page bears that page's name."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one page shows it; *under* are the pages of the present group, if several."""

    name: str
    endpoint: str | None
    current: bool
    under: tuple[Shown, ...] = ()


_P = Permission
_FAIR = frozenset(
    {
        *("booths", "booth_links", "check_ins", "match_slips"),
        *("talks", "fair_papers", "fair_screens"),
    }
)
GROUPS = (
    Group("首页", (Entry("首页", "home.index"),)),
    Group("找岗位", (Entry("找岗位", "searches.index", _P.SEARCH_POSTINGS),)),
    Group(
        "劳动力",
        (
            Entry("找人", "workers.index", _P.SEE_WORKERS, frozenset({"households", "reveals"})),
            Entry("推荐和结果", "recommendations.index", _P.RECOMMEND, frozenset({"send_lists"})),
            Entry("打电话", "calls.index", _P.RECOMMEND),
            Entry("131 帮扶", "service_records.index", _P.RECOMMEND, frozenset({"calendars"})),
            Entry("可能重复的人", "merges.index", _P.MERGE_PEOPLE),
        ),
    ),
    Group(
        "岗位",
        (
            Entry("岗位", "postings.index", _P.SEARCH_POSTINGS),
            Entry("用人单位", "employers.index", _P.SEARCH_POSTINGS),
        ),
    ),
    Group(
        "导入表格",
        (Entry("导入表格", "imports.index", _P.IMPORT_FILES, frozenset({"import_drafts"})),),
    ),
    Group(
        "招聘会",
        (
            Entry("招聘会", "fairs.index", _P.RUN_FAIRS, _FAIR),
            Entry("统筹安排", "allocations.index", _P.RECOMMEND),
        ),
    ),
    Group("数字", (Entry("数字", "figures.index", _P.SEE_FIGURES, frozenset({"exposures"})),)),
    Group(
        "更多",
        (
            Entry("后台任务", "jobs.index"),
            Entry("自助机叫人", "bells.index", _P.RUN_FAIRS),
            Entry("教过的说法", "aliases.index", _P.TEACH_WORDS),
            Entry("自助机", "kiosk.home", _P.SEARCH_POSTINGS),
        ),
    ),
    Group("账号", (Entry("账号", "accounts.index", _P.MANAGE_ACCOUNTS),)),
    Group("补贴资金", (Entry("补贴资金"),)),
)


def entries_for(actor: Actor, *, blueprint: str | None) -> list[Shown]:
    """Give the main entries that *actor* may use, and those kept for later."""
    shown = (_shown(group, actor, blueprint) for group in GROUPS)
    return [entry for entry in shown if entry is not None]


def _shown(group: Group, actor: Actor, blueprint: str | None) -> Shown | None:
    allowed = [
        entry for entry in group.entries if entry.permission is None or actor.may(entry.permission)
    ]
    if not allowed:
        return None
    under = tuple(Shown(each.name, each.endpoint, each.holds(blueprint)) for each in allowed)
    current = any(each.current for each in under)
    several = len(under) > 1
    return Shown(
        name=group.name if several else allowed[0].name,
        endpoint=allowed[0].endpoint,
        current=current,
        under=under if current and several else (),
    )


def install(app: Flask) -> None:
    """Give every template of *app* the actor and the navigation."""

    @app.context_processor
    def frame() -> dict[str, Any]:
        visitor = access.visitor()
        if visitor is None:
            return {"login": None, "navigation": []}
        is_in = visitor.login.step is Step.OPEN
        is_own = request.path.startswith("/account/") or request.path == "/account"
        room = None if is_own else request.blueprint
        shown = entries_for(visitor.login.actor, blueprint=room) if is_in else []
        return {"login": visitor.login, "navigation": shown}
