"""Recommendations: from a worker's page, from a posting's, the list of all, what came of each."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import postings, workers
from jobmatch.queries import recommendations as questions
from jobmatch.services import matching, recommendations
from jobmatch.web import access, indexes, sessions
from jobmatch.web.forms.recommendations import RecommendationFilterForm, ResultForm
from jobmatch.web.views import service_records

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting
    from jobmatch.store.recommendations import Recommendation

bp = Blueprint("recommendations", __name__, url_prefix="/recommendations")

SHOWN, MOST_SHOWN = 30, 120
"""People ranked for a posting at first, and when more are asked for."""
MOST_ON_SHEET = 5
"""Postings on a worker's sheet: more is nobody's reading."""


@bp.get("/")
@access.requires(Permission.RECOMMEND)
def index() -> ResponseReturnValue:
    """List recommendations by what they wait for."""
    area = access.actor().area
    form = RecommendationFilterForm(request.args)
    fits = form.validate()
    with sessions.read() as session:
        page = questions.found_recommendations(
            session,
            area=area,
            narrowed=form.values() if fits else questions.RecommendationFilter(),
            number=request.args.get("page", 1, type=int),
        )
        counts = questions.count_stages(session, area=area)
    status = HTTPStatus.OK if fits else HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template(
        "recommendations/index.html",
        form=form,
        page=page,
        counts=counts,
        names=questions.STAGE_NAMES,
        today=clock.today(),
    ), status


@bp.post("/of-worker/<uuid>")
@access.requires(Permission.RECOMMEND)
def from_worker(uuid: str) -> ResponseReturnValue:
    """Recommend the postings named to a worker, and go back to the worker's page."""
    chosen = list(dict.fromkeys(request.form.getlist("posting")))
    if not chosen:
        raise recommendations.NobodyChosenError("还没有选岗位。")
    with sessions.write() as session:
        made = [
            recommendations.recommend(
                session, actor=access.actor(), worker_uuid=uuid, posting_uuid=posting
            )
            for posting in chosen
        ]
        count = len(made)
    flash(f"已推荐 {count} 个岗位。可以打印推荐单交给本人。", "good")
    return redirect(url_for("workers.show", uuid=uuid, _anchor="recommendations"))


@bp.get("/of-worker/<uuid>/sheet")
@access.requires(Permission.RECOMMEND)
def sheet(uuid: str) -> ResponseReturnValue:
    """Show the sheet that a worker takes along: live recommendations in large type."""
    with sessions.read() as session:
        worker = workers.worker_by_uuid(session, area=access.actor().area, uuid=uuid)
        if worker is None:
            raise NotFoundError
        given = questions.of_worker(session, worker_id=worker.id)
        return render_template(
            "recommendations/sheet.html",
            worker=worker,
            # In the order in which they were recommended: the first one is the best one.
            advices=[each for each in reversed(given) if each.is_live][:MOST_ON_SHEET],
            today=clock.today(),
        )


@bp.get("/of-posting/<uuid>")
@access.requires(Permission.RECOMMEND)
def choose(uuid: str) -> ResponseReturnValue:
    """Show who fits a posting, best first, to be ticked."""
    return _choose(uuid)


@bp.post("/of-posting/<uuid>")
@access.requires(Permission.RECOMMEND)
def from_posting(uuid: str) -> ResponseReturnValue:
    """Recommend a posting to everybody ticked; with ``send`` put them on a list at once."""
    chosen = request.form.getlist("worker")
    if not chosen:
        return _choose(uuid, problem="还没有选人。请先在要推荐的人前面打勾。")
    actor = access.actor()
    with sessions.write() as session:
        made = recommendations.recommend_many(
            session, actor=actor, posting_uuid=uuid, worker_uuids=chosen
        )
        count = len(made)
        if request.form.get("send"):
            unsent = [each.uuid for each in made if each.is_unsent]
            sent = recommendations.send(session, actor=actor, posting_uuid=uuid, uuids=unsent)
            return redirect(url_for("send_lists.show", uuid=sent.uuid))
    flash(f"已推荐 {count} 人。名单送给单位后，在这里登记结果。", "good")
    return redirect(url_for("postings.show", uuid=uuid, _anchor="recommendations"))


@bp.post("/of-posting/<uuid>/send")
@access.requires(Permission.RECOMMEND)
def send(uuid: str) -> ResponseReturnValue:
    """Put the recommendations ticked on a list for the employer."""
    with sessions.write() as session:
        sent = recommendations.send(
            session,
            actor=access.actor(),
            posting_uuid=uuid,
            uuids=request.form.getlist("recommendation"),
        )
        return redirect(url_for("send_lists.show", uuid=sent.uuid))


@bp.get("/<uuid>/result")
@access.requires(Permission.RECOMMEND)
def edit(uuid: str) -> ResponseReturnValue:
    """Ask what came of a recommendation."""
    return _edit(uuid, ResultForm(formdata=None))


@bp.post("/<uuid>/result")
@access.requires(Permission.RECOMMEND)
def note(uuid: str) -> ResponseReturnValue:
    """Note what came of a recommendation, and go back to where it was noted."""
    form = ResultForm()
    if not form.validate_on_submit():
        return _edit(uuid, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _noted(uuid, form.values()["action"], form)


@bp.post("/<uuid>/step")
@access.requires(Permission.RECOMMEND)
def step(uuid: str) -> ResponseReturnValue:
    """Take a recommendation back, or set a result right that was noted by mistake."""
    action = request.form.get("action", "")
    if action not in {"withdraw", "reopen"}:
        raise NotFoundError
    return _noted(uuid, action, None)


def worker_panel(session: Session, worker_id: int) -> dict[str, object]:
    """Give what the panels of a worker's page show of recommendations and services."""
    given = questions.of_worker(session, worker_id=worker_id)
    return {
        "advices": given,
        "recommended": {each.posting_id for each in given if each.is_live},
        **service_records.worker_panel(session, worker_id),
    }


def posting_panel(session: Session, posting: Posting) -> dict[str, object]:
    """Give what the panel of a posting's page shows of recommendations."""
    area = access.actor().area
    return {
        "advices": questions.of_posting(session, area=area, posting_id=posting.id),
        "seats": questions.seats_of(session, posting_ids=[posting.id])[posting.id],
        "send_lists": questions.send_lists_of(session, posting_id=posting.id),
    }


def _choose(uuid: str, *, problem: str = "") -> ResponseReturnValue:
    actor, today = access.actor(), clock.today()
    top = MOST_SHOWN if request.args.get("more") else SHOWN
    with sessions.read() as session:
        posting = postings.posting_by_uuid(session, area=actor.area, uuid=uuid)
        if posting is None or not posting.title:
            raise NotFoundError
        index = indexes.current(session)
        found = matching.match_posting(
            session,
            posting_id=posting.id,
            today=today,
            top=top,
            area=actor.area,
            index=index,
            register=indexes.register(session, index),
        )
        ids = [candidate.worker.id for candidate in found.candidates]
        body = render_template(
            "recommendations/choose.html",
            posting=posting,
            found=found,
            problem=problem,
            top=top,
            most=MOST_SHOWN,
            workers=workers.workers_by_id(session, ids=ids),
            before=questions.latest_of_posting(session, posting_id=posting.id, worker_ids=ids),
            seats=questions.seats_of(session, posting_ids=[posting.id])[posting.id],
            today=today,
        )
    return body, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK


def _edit(uuid: str, form: ResultForm) -> str:
    with sessions.read() as session:
        advice = questions.recommendation_by_uuid(session, area=access.actor().area, uuid=uuid)
        if advice is None:
            raise NotFoundError
        return render_template(
            "recommendations/result.html", advice=advice, form=form, today=clock.today()
        )


def _noted(uuid: str, action: str, form: ResultForm | None) -> ResponseReturnValue:
    given = {"action": action} if form is None else form.values()
    with sessions.write() as session:
        advice = recommendations.note_result(session, actor=access.actor(), uuid=uuid, **given)
        place = _place(advice)
    flash("已登记。", "good")
    return redirect(place)


def _place(advice: Recommendation) -> str:
    """Give the page on which the result was noted."""
    came_from = request.form.get("back")
    if came_from == "posting":
        return url_for("postings.show", uuid=advice.posting.uuid, _anchor="recommendations")
    if came_from == "worker":
        return url_for("workers.show", uuid=advice.worker.uuid, _anchor="recommendations")
    if came_from == "list" and advice.send_list is not None:
        return url_for("send_lists.show", uuid=advice.send_list.uuid)
    return url_for("recommendations.index")
