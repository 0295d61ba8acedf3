"""Postings: the list, one posting with its raw cells, legal flags and ranked workers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.postings import (
    MACHINE,
    NEEDS_REASON,
    REOPENING,
    VERIFIED_HOW_NAMES,
    VerifiedHow,
    freshness,
)
from jobmatch.queries import employers, postings, workers
from jobmatch.services import aliases, matching
from jobmatch.services import postings as work
from jobmatch.web import access, filters, indexes, sessions
from jobmatch.web.forms.postings import PostingFilterForm
from jobmatch.web.views import recommendations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

bp = Blueprint("postings", __name__, url_prefix="/postings")

MATCHES = 10
_LONGEST = 300


@bp.get("/")
@access.requires(Permission.SEARCH_POSTINGS)
def index() -> ResponseReturnValue:
    """List postings, the newest first."""
    form = PostingFilterForm(request.args)
    fits, actor, on = form.validate(), access.actor(), clock.today()
    with sessions.read() as session:
        page = postings.found_postings(
            session,
            area=actor.area,
            narrowed=form.values(on=on) if fits else postings.PostingFilter(),
            number=request.args.get("page", 1, type=int),
        )
        may_edit = actor.may(Permission.EDIT_POSTINGS)
        to_do = postings.count_to_do(session, area=actor.area, on=on) if may_edit else None
    status = HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY
    return (
        render_template("postings/index.html", form=form, page=page, to_do=to_do, today=on),
        status,
    )


@bp.get("/<uuid>")
@access.requires(Permission.SEARCH_POSTINGS)
def show(uuid: str) -> ResponseReturnValue:
    """Show one posting: each field beside its raw cell, legal flags, who fits."""
    actor = access.actor()
    found = None
    people: dict[int, Worker] = {}
    names: list[str] = []
    with sessions.read() as session:
        posting = postings.posting_by_uuid(session, area=actor.area, uuid=uuid)
        if posting is None:
            raise NotFoundError
        given = recommendations.posting_panel(session, posting)
        complaints = (
            employers.open_complaints(session, employer_ids=[posting.employer_id])
            if posting.employer_id
            else {}
        )
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
            names = aliases.work_names(found.posting, index.knowledge)
            ids = [candidate.worker.id for candidate in found.candidates]
            people = workers.workers_by_id(session, ids=ids)
    return render_template(
        "postings/show.html",
        posting=posting,
        found=found,
        work=names,
        workers=people,
        may_teach=actor.may(Permission.TEACH_WORDS),
        may_recommend=actor.may(Permission.RECOMMEND),
        **given,
        **_work(actor, posting),
        complaints=sum(complaints.values()),
        today=clock.today(),
    )


@bp.post("/<uuid>/step")
@access.requires(Permission.SEARCH_POSTINGS)
def step(uuid: str) -> ResponseReturnValue:
    """Take a posting one step on: review, pause, close, open again."""
    action = request.form.get("action", "")
    with sessions.write() as session:
        posting = work.step(
            session,
            actor=access.actor(),
            uuid=uuid,
            action=action,
            reason=request.form.get("reason", "")[:_LONGEST],
        )
    flash(f"{posting.title or '岗位'}：已{MACHINE.action_names[action]}。", "good")
    return redirect(url_for("postings.show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/confirm")
@access.requires(Permission.SEARCH_POSTINGS)
def confirm(uuid: str) -> ResponseReturnValue:
    """Note that the employer still hires."""
    with sessions.write() as session:
        (posting,) = work.confirm_open(
            session, actor=access.actor(), uuids=[uuid], how=how_of_form()
        )
    flash(f"已记下：还招人，{words_until(posting)}。", "good")
    return redirect(url_for("postings.show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/flags/<int:flag_id>")
@access.requires(Permission.EDIT_POSTINGS)
def correct(uuid: str, flag_id: int) -> ResponseReturnValue:
    """Note that the employer has put right what the law forbids."""
    with sessions.write() as session:
        work.deal_with_flag(session, actor=access.actor(), uuid=uuid, flag_id=flag_id)
    flash("已记下：这一条单位改正了。", "good")
    return redirect(url_for("postings.show", uuid=uuid), HTTPStatus.SEE_OTHER)


def how_of_form() -> VerifiedHow:
    """Give how an operator came to know; a call, where the form does not say."""
    said = request.form.get("how", "")
    return VerifiedHow(said) if said in set(VerifiedHow) else VerifiedHow.PHONE


def words_until(posting: Posting) -> str:
    """Tell until when a posting is shown now."""
    return f"展示到 {filters.day(posting.valid_until)}，到期前再问一次"


def _work(actor: Actor, posting: Posting) -> dict[str, Any]:
    """Give what *actor* may do with *posting*."""
    steps = work.steps_for(actor, posting.state)
    own = actor.area.employer_id is not None and actor.may(Permission.EDIT_OWN_POSTINGS)
    may_edit = own or actor.may(Permission.EDIT_POSTINGS)
    return {
        "steps": [step for step in steps if step not in {"renew", "resume", "reopen"}],
        "step_names": MACHINE.action_names,
        "needs_reason": NEEDS_REASON,
        "may_confirm": may_edit and posting.state in REOPENING,
        "may_correct": actor.may(Permission.EDIT_POSTINGS),
        "is_own": own,
        "how_names": VERIFIED_HOW_NAMES,
        "freshness": freshness(posting.valid_until, on=clock.today()),
    }
