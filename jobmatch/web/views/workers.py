"""Workers: one box that finds people, the list of one's area, one person's page."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.lookups import read_lookup
from jobmatch.domain.postings import PostingState
from jobmatch.queries import merges, people, postings, reveals, workers
from jobmatch.services import matching, pairs
from jobmatch.services import workers as edits
from jobmatch.web import access, covers, indexes, sessions
from jobmatch.web.forms.workers import SkillForm, WorkerEditForm, WorkerFilterForm
from jobmatch.web.views import recommendations
from jobmatch.web.views.searches import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Answer, Match
    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

bp = Blueprint("workers", __name__, url_prefix="/workers")

MATCHES, MOST_MATCHES = 10, 200
"""Postings that a page shows at first, and when all are asked for."""
OFFERED, LONGEST_ASKED = 8, 40
"""Postings to choose from when a clerk asks about one, and signs of what is asked."""
SHOWN_LOOKS = 5
"""Looks at whole numbers that the page of a worker names."""


@bp.get("/")
@access.requires(Permission.SEE_WORKERS)
def index() -> ResponseReturnValue:
    """List the workers of the actor's area; who is looked for stands covered in the address."""
    form = WorkerFilterForm(request.args)
    covered = request.args.get("find")
    typed = covers.uncover(covered) or ""
    if covered and not typed:
        flash("这个网址里找的人打不开了，请在框里重新写。", "warn")
    lookup = read_lookup(typed)
    form.q.data = "" if lookup.holds_number else typed
    area, today = access.actor().area, clock.today()
    with sessions.read() as session:
        form.offer(workers.communities(session, area=area))
        fits = form.validate()
        narrowed = workers.WorkerFilter(
            people.seek(session, lookup) if typed else None, **(form.values() if fits else {})
        )
        page = workers.found_workers(
            session,
            area=area,
            narrowed=narrowed,
            on=today,
            number=request.args.get("page", 1, type=int),
        )
        employed = workers.employed_ids(session, ids=[row.id for row in page.rows], on=today)
    body = render_template(
        "workers/index.html",
        form=form,
        typed=typed,
        remark=narrowed.sought.remark if narrowed.sought else None,
        page=page,
        parts=_parts(form, typed),
        employed=employed,
        today=today,
    )
    return body, HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/find")
@access.requires(Permission.SEE_WORKERS)
def find() -> ResponseReturnValue:
    """Find who was typed into the box: the one person's page, or the list of who may be meant."""
    form = WorkerFilterForm()
    actor = access.actor()
    with sessions.read() as session:
        form.offer(workers.communities(session, area=actor.area))
        if not form.validate():
            flash(next(iter(form.errors.values()))[0], "bad")
            form.q.data = ""
        elif form.typed and not form.address():
            found = people.find(session, area=actor.area, typed=form.typed, most=2)
            if len(found.workers) == 1 and found.remark is None:
                return redirect(url_for(".show", uuid=found.workers[0].uuid), HTTPStatus.SEE_OTHER)
    return redirect(url_for(".index", **_parts(form, form.typed)), HTTPStatus.SEE_OTHER)


def _parts(form: WorkerFilterForm, typed: str) -> dict[str, Any]:
    """Give the parts of the address that reproduce a list."""
    return ({"find": covers.cover(typed)} if typed else {}) | form.address()


@bp.get("/<uuid>")
@access.requires(Permission.SEE_WORKERS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one worker: who, household, skills, wishes, history, matches."""
    actor, today = access.actor(), clock.today()
    with sessions.read() as session:
        kept = merges.kept_uuid(session, area=actor.area, gone_uuid=uuid)
        if kept is not None:
            return redirect(url_for(".show", uuid=kept))
        worker = _worker(session, uuid)
        employed = workers.employed_ids(session, ids=_of_household(worker), on=today)
        given = recommendations.worker_panel(session, worker.id)
        answer: Answer | None = None
        cards: dict[int, Posting] = {}
        asked: Asked | None = None
        if actor.may(Permission.MATCH_WORKERS):
            answer, cards = _matches(session, worker.id, top=_top())
            asked = _asked(session, worker.id)
        looks = reveals.looks_at(session, person_id=worker.person.id, most=SHOWN_LOOKS)
    return render_template(
        "workers/show.html",
        worker=worker,
        employed=employed,
        answer=answer,
        cards=cards,
        asked=asked,
        looks=looks,
        skill_form=SkillForm(formdata=None),
        may_edit=actor.may(Permission.EDIT_WORKERS),
        may_merge=actor.may(Permission.MERGE_PEOPLE),
        may_reveal=actor.may(Permission.REVEAL_IDENTITY),
        may_recommend=actor.may(Permission.RECOMMEND),
        today=today,
        **given,
    )


@bp.get("/<uuid>/edit")
@access.requires(Permission.EDIT_WORKERS)
def edit(uuid: str) -> ResponseReturnValue:
    """Show what somebody can do, holds and wants, to be changed."""
    with sessions.read() as session:
        worker = _worker(session, uuid)
        form = WorkerEditForm.of(worker)
    return render_template("workers/edit.html", worker=worker, form=form)


@bp.post("/<uuid>/edit")
@access.requires(Permission.EDIT_WORKERS)
def save(uuid: str) -> ResponseReturnValue:
    """Save the quick edit; the page of the worker shows new matches at once."""
    form = WorkerEditForm()
    if not form.validate_on_submit():
        with sessions.read() as session:
            worker = _worker(session, uuid)
        body = render_template("workers/edit.html", worker=worker, form=form)
        return body, HTTPStatus.UNPROCESSABLE_ENTITY
    with sessions.write() as session:
        edits.edit_worker(session, actor=access.actor(), uuid=uuid, **form.values())
    flash("已保存。下面的岗位已按新的登记重新匹配。", "good")
    return redirect(url_for(".show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/skills")
@access.requires(Permission.EDIT_WORKERS)
def add_skill(uuid: str) -> ResponseReturnValue:
    """Add what somebody can do, from the page itself."""
    form = SkillForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0], "bad")
    else:
        with sessions.write() as session:
            new = edits.add_skill(session, actor=access.actor(), uuid=uuid, **form.values())
        flash("已加上，岗位已重新匹配。" if new else "这一样已经登记过了。", "good")
    return redirect(url_for(".show", uuid=uuid), HTTPStatus.SEE_OTHER)


def _worker(session: Session, uuid: str) -> Worker:
    worker = workers.worker_by_uuid(session, area=access.actor().area, uuid=uuid)
    if worker is None:
        raise NotFoundError
    return worker


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clerk asked about a posting: words, postings to choose from, or one explained."""

    words: str
    postings: Sequence[Posting] = ()
    posting: Posting | None = None
    match: Match | None = None


def _asked(session: Session, worker_id: int) -> Asked:
    area = access.actor().area
    words = (request.args.get("ask") or "").strip()[:LONGEST_ASKED]
    chosen = request.args.get("posting")
    posting = postings.posting_by_uuid(session, area=area, uuid=chosen) if chosen else None
    if posting is not None and posting.title:
        match = pairs.explain_pair(
            session,
            worker_id=worker_id,
            posting_id=posting.id,
            today=clock.today(),
            index=indexes.current(session),
        )
        return Asked(words, posting=posting, match=match)
    if not words:
        return Asked(words)
    narrowed = postings.PostingFilter(text=words, state=PostingState.PUBLISHED)
    found = postings.found_postings(session, area=area, narrowed=narrowed, number=1)
    return Asked(words, postings=found.rows[:OFFERED])


def _of_household(worker: Worker) -> list[int]:
    household = worker.person.household
    members = household.people if household else []
    return [worker.id, *(member.worker.id for member in members if member.worker)]


def _top() -> int:
    return MOST_MATCHES if request.args.get("all") else MATCHES


def _matches(session: Session, worker_id: int, *, top: int) -> tuple[Answer, dict[int, Posting]]:
    found = matching.match_worker(
        session,
        worker_id=worker_id,
        today=clock.today(),
        top=top,
        index=indexes.current(session),
    )
    return shown(session, found.answer)
