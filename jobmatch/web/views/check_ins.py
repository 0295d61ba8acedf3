"""The check-in desk of a fair: one box, a big light, four fields for who is not registered."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.queries import check_ins as questions
from jobmatch.queries import fair_plans
from jobmatch.services import check_ins
from jobmatch.services.check_ins import Answer, Light
from jobmatch.web import access, sessions
from jobmatch.web.forms.check_ins import DeskForm, WalkInForm
from jobmatch.web.views.fairs import fair_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("check_ins", __name__, url_prefix="/fairs/<uuid>/check-in")

LAST = 6
"""Who came last, for checking with a glance."""


@bp.get("/")
@access.requires(Permission.RUN_FAIRS)
def desk(uuid: str) -> ResponseReturnValue:
    """Show the desk; after a check-in the light of who came."""
    light = Light.YELLOW if request.args.get("again") else Light.GREEN
    return _desk(uuid, light=light, done=request.args.get("done", ""))


@bp.post("/")
@access.requires(Permission.RUN_FAIRS)
def ask(uuid: str) -> ResponseReturnValue:
    """Answer what was scanned or typed; it stays out of the address."""
    form = DeskForm()
    if not form.validate_on_submit():
        return _desk(uuid, form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    with sessions.write() as session:
        answer = check_ins.ask(
            session, actor=access.actor(), fair_id=fair_of(session, uuid).id, typed=form.values()
        )
        if answer.check_in is not None:
            return _done(uuid, answer)
        came = questions.came(
            session,
            fair_id=fair_of(session, uuid).id,
            worker_ids=[worker.id for worker in answer.people],
        )
        return _desk(uuid, answer=answer, came=came)


@bp.post("/worker")
@access.requires(Permission.RUN_FAIRS)
def choose(uuid: str) -> ResponseReturnValue:
    """Check in the one who was chosen."""
    with sessions.write() as session:
        answer = check_ins.check_in(
            session,
            actor=access.actor(),
            fair_id=fair_of(session, uuid).id,
            worker_uuid=request.form.get("worker", ""),
        )
        return _done(uuid, answer)


@bp.post("/walk-in")
@access.requires(Permission.RUN_FAIRS)
def walk_in(uuid: str) -> ResponseReturnValue:
    """Check in somebody who is not in the register."""
    form = WalkInForm()
    if not form.validate_on_submit():
        return _desk(uuid, guest=form), HTTPStatus.UNPROCESSABLE_ENTITY
    with sessions.write() as session:
        answer = check_ins.walk_in(
            session, actor=access.actor(), fair_id=fair_of(session, uuid).id, guest=form.values()
        )
        return _done(uuid, answer)


def _done(uuid: str, answer: Answer) -> ResponseReturnValue:
    done = answer.check_in.uuid if answer.check_in else None
    again = "y" if answer.light is Light.YELLOW else None
    return redirect(url_for(".desk", uuid=uuid, done=done, again=again))


def _desk(
    uuid: str,
    *,
    form: DeskForm | None = None,
    guest: WalkInForm | None = None,
    answer: Answer | None = None,
    done: str = "",
    light: Light = Light.GREEN,
    **shown: Any,
) -> str:
    area = access.actor().area
    with sessions.read() as session:
        fair = fair_of(session, uuid)
        everybody, walked_in = questions.count(session, fair_id=fair.id)
        check_in = questions.check_in_by_uuid(session, area=area, fair_id=fair.id, uuid=done)
        first = None
        if check_in is not None:
            answer = Answer(light, check_in=check_in)
            first = fair_plans.first_stop(session, fair_id=fair.id, worker_id=check_in.worker_id)
        return render_template(
            "check_ins/desk.html",
            fair=fair,
            form=form or DeskForm(formdata=None),
            guest=guest or WalkInForm(formdata=None),
            answer=answer,
            first=first,
            everybody=everybody,
            walked_in=walked_in,
            last=questions.last(session, area=area, fair_id=fair.id, top=LAST),
            today=clock.today(),
            **{"came": frozenset()} | shown,
        )
