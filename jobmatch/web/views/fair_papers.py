"""Papers of a fair, as pages for the printer: a poster, cards and codes of booths, the list."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template

from jobmatch.domain.accounts import Permission
from jobmatch.domain.booths import ZONE_NAMES, Zone, zone_of_number
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import fairs as questions
from jobmatch.services.booth_links import LinkKind
from jobmatch.web import access, sessions
from jobmatch.web.views.booths import is_local, links_of
from jobmatch.web.views.fairs import busiest, fair_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from jobmatch.store.fairs import Booth, BoothPosting
    from jobmatch.store.postings import Posting

bp = Blueprint("fair_papers", __name__, url_prefix="/fairs/<uuid>/papers")

SAMPLES = 4
"""Postings of one trade on the poster, each kind of work once."""


class PaperKind(StrEnum):
    """What can be printed for a fair."""

    POSTER = "poster"
    CARDS = "cards"
    CODES = "codes"
    LIST = "list"


PAPER_NAMES = {
    PaperKind.POSTER: "海报",
    PaperKind.CARDS: "展位牌",
    PaperKind.CODES: "记洽谈的二维码",
    PaperKind.LIST: "展位名单",
}


@bp.get("/<kind>")
@access.requires(Permission.RUN_FAIRS)
def show(uuid: str, kind: str) -> ResponseReturnValue:
    """Show one kind of paper as it is printed."""
    if kind not in set(PaperKind):
        raise NotFoundError
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        booths = [each for each in questions.booths_of(session, fair_id=fair.id) if each.number]
        more: dict[str, Any] = {"offer": questions.offer_of(session, fair=fair)}
        if kind == PaperKind.CODES:
            more["codes"] = {
                booth.id: links_of(session, booth)[LinkKind.RECORD.value] for booth in booths
            }
            more["is_local"] = is_local()
        return render_template(
            "fair_papers/show.html",
            fair=fair,
            booths=booths,
            kind=kind,
            names=PAPER_NAMES,
            trades=_trades(booths),
            **more,
        )


def _trades(booths: Iterable[Booth]) -> list[tuple[Zone, str, list[Posting]]]:
    """Give the trades at a fair, each with the works that take most people."""
    found: dict[Zone, list[BoothPosting]] = {}
    for booth in booths:
        zone = zone_of_number(booth.number or "")
        if zone is not None:
            found.setdefault(zone, []).extend(booth.postings)
    return [(zone, ZONE_NAMES[zone], _samples(found[zone])) for zone in sorted(found)]


def _samples(shown: Iterable[BoothPosting]) -> list[Posting]:
    once = {posting.title: posting for posting in reversed(busiest(shown))}
    return list(reversed(once.values()))[:SAMPLES]
