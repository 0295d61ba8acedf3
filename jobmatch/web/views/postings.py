"""Postings: the list, one posting with its raw cells, legal flags and ranked workers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import postings, workers
from jobmatch.services import aliases, matching
from jobmatch.web import access, indexes, sessions
from jobmatch.web.forms.postings import PostingFilterForm
from jobmatch.web.views import recommendations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from jobmatch.store.workers import Worker

bp = Blueprint("postings", __name__, url_prefix="/postings")

MATCHES = 10


@bp.get("/")
@access.requires(Permission.SEARCH_POSTINGS)
def index() -> ResponseReturnValue:
    """List postings, the newest first."""
    form = PostingFilterForm(request.args)
    fits = form.validate()
    with sessions.read() as session:
        page = postings.found_postings(
            session,
            area=access.actor().area,
            narrowed=form.values() if fits else postings.PostingFilter(),
            number=request.args.get("page", 1, type=int),
        )
    status = HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("postings/index.html", form=form, page=page), status


@bp.get("/<uuid>")
@access.requires(Permission.SEARCH_POSTINGS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one posting: each field beside its raw cell, legal flags, who fits."""
    actor = access.actor()
    found = None
    people: dict[int, Worker] = {}
    work: list[str] = []
    with sessions.read() as session:
        posting = postings.posting_by_uuid(session, area=actor.area, uuid=uuid)
        if posting is None:
            raise NotFoundError
        given = recommendations.posting_panel(session, posting)
        if posting.title and actor.may(Permission.MATCH_WORKERS):
            index = indexes.current(session)
            found = matching.match_posting(
                session,
                posting_id=posting.id,
                today=clock.today(),
                top=MATCHES,
                area=actor.area,
                index=index,
                register=indexes.register(session, index),
            )
            work = aliases.work_names(found.posting, index.knowledge)
            ids = [candidate.worker.id for candidate in found.candidates]
            people = workers.workers_by_id(session, ids=ids)
    return render_template(
        "postings/show.html",
        posting=posting,
        found=found,
        work=work,
        workers=people,
        may_teach=actor.may(Permission.TEACH_WORDS),
        may_recommend=actor.may(Permission.RECOMMEND),
        **given,
        today=clock.today(),
    )
