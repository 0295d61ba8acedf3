"""The one list of main entries: who sees which, and what has its place but is not open yet."""

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
    """A main entry; without an *endpoint* it is a place kept for later, never a dead link."""

    name: str
    endpoint: str | None = None
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one page shows it."""

    name: str
    endpoint: str | None
    current: bool


ENTRIES = (
    Entry("首页", "home.index"),
    Entry("找岗位", "searches.index", Permission.SEARCH_POSTINGS),
    Entry("劳动力", "workers.index", Permission.SEE_WORKERS),
    Entry("岗位", "postings.index", Permission.SEARCH_POSTINGS),
    Entry("用人单位", "employers.index", Permission.SEARCH_POSTINGS),
    Entry("导入表格", "imports.index", Permission.IMPORT_FILES),
    Entry("教过的说法", "aliases.index", Permission.TEACH_WORDS),
    Entry("招聘会", "fairs.index", Permission.RUN_FAIRS),
    Entry("自助机", "kiosk.home", Permission.SEARCH_POSTINGS),
    Entry("账号", "accounts.index", Permission.MANAGE_ACCOUNTS),
    Entry("补贴资金"),
)


_UNDER = dict.fromkeys(("booths", "check_ins", "fair_papers", "match_slips", "talks"), "fairs") | {
    "import_drafts": "imports"
}
"""Rooms whose pages hang under the entry of another one."""


def entries_for(actor: Actor, *, blueprint: str | None) -> list[Shown]:
    """Give the entries that *actor* may use, and those kept for later."""
    room = _UNDER.get(blueprint or "", blueprint)
    return [
        Shown(
            name=entry.name,
            endpoint=entry.endpoint,
            current=bool(entry.endpoint) and str(entry.endpoint).partition(".")[0] == room,
        )
        for entry in ENTRIES
        if entry.permission is None or actor.may(entry.permission)
    ]


def install(app: Flask) -> None:
    """Give every template of *app* the actor and the navigation."""

    @app.context_processor
    def frame() -> dict[str, Any]:
        visitor = access.visitor()
        if visitor is None:
            return {"login": None, "navigation": []}
        is_in = visitor.login.step is Step.OPEN
        shown = entries_for(visitor.login.actor, blueprint=request.blueprint) if is_in else []
        return {"login": visitor.login, "navigation": shown}
