"""The director's pages: eight figures, charts with their tables, every figure, what stands behind.

Numbers come from the queries of `jobmatch figures`; a click leads from a number to the rows that
were counted, masked as everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request
from markupsafe import Markup

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.figures import DISTRICT_WIDE
from jobmatch.exchange.charts import Bar, bar_chart
from jobmatch.queries import figure_lists
from jobmatch.services import figures
from jobmatch.web import access, boards, sessions
from jobmatch.web.forms.figures import DayForm

if TYPE_CHECKING:
    from datetime import date

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor, Area
    from jobmatch.queries.paging import Page
    from jobmatch.services.figures import Board

bp = Blueprint("figures", __name__, url_prefix="/figures")

_NO_COMMUNITY = "没有登记社区"


@bp.get("/")
@access.requires(Permission.SEE_FIGURES)
def index() -> ResponseReturnValue:
    """Show the eight figures, and how they split."""
    return board_page()


def board_page() -> str:
    """Render the first page of who answers for an area."""
    actor, form = access.actor(), DayForm(request.args)
    with sessions.read() as session:
        board = _board(session, actor, form)
    return render_template(
        "figures/index.html",
        form=form,
        links=links(actor),
        whole=_whole(actor),
        see_fairs=Permission.RUN_FAIRS,
        **_shown(board),
    )


@bp.get("/all")
@access.requires(Permission.SEE_FIGURES)
def everything() -> ResponseReturnValue:
    """Show every figure with how it is counted, as `jobmatch figures` prints them."""
    actor, form = access.actor(), DayForm(request.args)
    with sessions.read() as session:
        board = _board(session, actor, form)
    return render_template(
        "figures/everything.html",
        form=form,
        board=board,
        links=links(actor),
        whole=_whole(actor),
    )


@bp.get("/<key>")
@access.requires(Permission.SEE_FIGURES)
def show(key: str) -> ResponseReturnValue:
    """Show the rows behind one figure."""
    actor, form = access.actor(), DayForm(request.args)
    if key not in links(actor):
        raise NotFoundError
    number = request.args.get("page", 1, type=int)
    with sessions.read() as session:
        board = _board(session, actor, form)
        page = _behind(session, key, board.day, actor.area, number)
        ids = [row.id for row in page.rows] if key == "placed_at_fairs" else []
        placements = figure_lists.placements_of(session, worker_ids=ids, as_of=board.day)
    return render_template(
        "figures/show.html",
        key=key,
        kind="postings" if key == figure_lists.POSTINGS else _kind(key),
        figure=next(one.figure for one in board.shown if one.figure.key == key),
        board=board,
        page=page,
        placements=placements,
        parts={"key": key, **form.address()},
    )


def _behind(session: Session, key: str, day: date, area: Area, number: int) -> Page[Any]:
    if key == figure_lists.POSTINGS:
        return figure_lists.postings_behind(session, as_of=day, number=number)
    if key in figure_lists.HOUSEHOLDS:
        return figure_lists.households_behind(session, key=key, as_of=day, area=area, number=number)
    return figure_lists.people_behind(session, key=key, as_of=day, area=area, number=number)


def _whole(actor: Actor) -> frozenset[str]:
    """Give the figures that are told of the whole district to who answers for a part."""
    return frozenset() if actor.area.is_whole_district else DISTRICT_WIDE


def links(actor: Actor) -> frozenset[str]:
    """Give the keys of figures whose rows *actor* may look at."""
    found: set[str] = set()
    if actor.may(Permission.SEE_WORKERS):
        found |= {*figure_lists.PEOPLE, *figure_lists.HOUSEHOLDS}
    if actor.may(Permission.SEARCH_POSTINGS):
        found.add(figure_lists.POSTINGS)
    return frozenset(found)


def _kind(key: str) -> str:
    return "households" if key in figure_lists.HOUSEHOLDS else "people"


def _board(session: Session, actor: Actor, form: DayForm) -> Board:
    usual = figures.usual_day(session, clock.today())
    return boards.board(session, form.day(usual), actor.area)


def _shown(board: Board) -> dict[str, Any]:
    communities = [
        Bar(
            row.name or _NO_COMMUNITY,
            (row.employed, row.unemployed),
            f"{row.rate}%",
        )
        for row in board.communities
    ]
    channels = board.starting("channel_")
    names = {each.key: each.meaning.name.partition("：")[2] for each in channels}
    return {
        "board": board,
        "no_community": _NO_COMMUNITY,
        "channels": [(names[each.key], each) for each in channels],
        "charts": {
            "communities": _drawn(communities, "各社区劳动力：已就业和未就业", board.day),
            "channels": _drawn(
                [Bar(names[each.key], (each.value,), f"{each.value:,.0f}") for each in channels],
                "已就业的人按就业渠道分",
                board.day,
            ),
            "fairs": _drawn(
                [
                    Bar(row.starts_on.isoformat(), (row.placed,), f"{row.placed:,} 人")
                    for row in board.fairs
                ],
                "每场招聘会安置上岗的人数",
                board.day,
            ),
        },
    }


def _drawn(bars: list[Bar], title: str, day: date) -> Markup:
    drawn = bar_chart(bars, title=f"{title}（{day}）", classes=("jm-bar-main", "jm-bar-rest"))
    return Markup(drawn)  # noqa: S704 - drawn by ourselves, every text escaped
