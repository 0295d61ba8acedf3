"""The first page: what is going on in one's area and what each group of users does next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.queries import batches, postings, workers
from jobmatch.web import access, sessions
from jobmatch.web.forms.searches import SearchForm
from jobmatch.web.views import figures

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

bp = Blueprint("home", __name__)

_DESK_WORK = (Permission.RECOMMEND, Permission.IMPORT_FILES, Permission.RUN_FAIRS)


@dataclass(frozen=True, slots=True)
class Today:
    """The numbers of the first page; None where the actor may not see them."""

    postings: int | None = None
    vacancies: int | None = None
    flagged: int | None = None
    workers: int | None = None
    unemployed: int | None = None
    previewed: int | None = None


@bp.get("/")
@access.signed_in
def index() -> ResponseReturnValue:
    """Show the next actions of each group of users, or the figures to who has none but those."""
    actor = access.actor()
    if actor.may(Permission.SEE_FIGURES) and not any(actor.may(each) for each in _DESK_WORK):
        return figures.board_page()
    with sessions.read() as session:
        today = _today(session, actor)
    form = SearchForm(formdata=None)
    may = {permission.name: actor.may(permission) for permission in Permission}
    return render_template("home/index.html", today=today, form=form, may=may, day=clock.today())


def _today(session: Session, actor: Actor) -> Today:
    area, on = actor.area, clock.today()
    sees_postings = actor.may(Permission.SEARCH_POSTINGS)
    sees_workers = actor.may(Permission.SEE_WORKERS)
    offered = postings.count_open(session, area=area) if sees_postings else None
    return Today(
        postings=offered.postings if offered else None,
        vacancies=offered.vacancies if offered else None,
        flagged=(
            postings.count_flagged(session, area=area)
            if actor.may(Permission.EDIT_POSTINGS)
            else None
        ),
        workers=workers.count_workers(session, area=area, on=on) if sees_workers else None,
        unemployed=(
            workers.count_workers(session, area=area, on=on, employed=False)
            if sees_workers
            else None
        ),
        previewed=(
            batches.count_previewed(session, actor=actor)
            if actor.may(Permission.IMPORT_FILES)
            else None
        ),
    )
