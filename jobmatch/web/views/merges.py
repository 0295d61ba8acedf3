"""Two people found to be one: who may be, compared side by side, merged, put apart again."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.merges import LIKENESS_NAMES, MERGE_FIELD_NAMES, MergeField
from jobmatch.queries import merges as questions
from jobmatch.queries import people, workers
from jobmatch.services import merges
from jobmatch.web import access, filters, sessions
from jobmatch.web.forms.merges import RIGHT, MergeForm, OtherForm

if TYPE_CHECKING:
    from datetime import date

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.queries.people import Found
    from jobmatch.store.workers import Worker

bp = Blueprint("merges", __name__, url_prefix="/merges")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of both: its field, both in words, whether they say the same."""

    field: MergeField
    name: str
    left: str
    right: str
    same: bool


@bp.get("/")
@access.requires(Permission.MERGE_PEOPLE)
def index() -> ResponseReturnValue:
    """List who may be one person, and the merges that can be taken back."""
    area = access.actor().area
    with sessions.read() as session:
        pairs = questions.alike(session, area=area)
        done = questions.merges(session, area=area)
        kept = workers.workers_by_id(session, ids=[each.kept_worker_id for each in done])
    return render_template(
        "merges/index.html",
        pairs=pairs,
        merges=done,
        kept=kept,
        likeness=LIKENESS_NAMES,
        today=clock.today(),
    )


@bp.get("/with/<uuid>")
@access.requires(Permission.MERGE_PEOPLE)
def new(uuid: str) -> ResponseReturnValue:
    """Ask which other record is the same person."""
    return _choices(uuid, OtherForm(formdata=None), typed="")


@bp.post("/with/<uuid>")
@access.requires(Permission.MERGE_PEOPLE)
def choose(uuid: str) -> ResponseReturnValue:
    """Show whom the words may mean; nothing is changed by looking."""
    form = OtherForm()
    typed = (form.q.data or "") if form.validate_on_submit() else ""
    return _choices(uuid, form, typed=typed)


def _choices(uuid: str, form: OtherForm, *, typed: str) -> ResponseReturnValue:
    area = access.actor().area
    with sessions.read() as session:
        worker = _worker(session, uuid)
        pairs = questions.alike(session, area=area, worker_id=worker.id)
        found: Found | None = people.find(session, area=area, typed=typed) if typed else None
    alike = [pair.other if pair.one.id == worker.id else pair.one for pair in pairs]
    body = render_template(
        "merges/new.html",
        worker=worker,
        form=form,
        alike=alike,
        found=found,
        others=[each for each in found.workers if each.id != worker.id] if found else [],
        today=clock.today(),
    )
    return body, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.get("/<uuid>/<other>")
@access.requires(Permission.MERGE_PEOPLE)
def show(uuid: str, other: str) -> ResponseReturnValue:
    """Compare two people; the left one is kept."""
    return _compared(uuid, other, MergeForm(formdata=None), HTTPStatus.OK)


@bp.post("/<uuid>/<other>")
@access.requires(Permission.MERGE_PEOPLE)
def create(uuid: str, other: str) -> ResponseReturnValue:
    """Merge them; the page of who was kept says how to take it back."""
    form = MergeForm()
    if not form.validate_on_submit():
        return _compared(uuid, other, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with sessions.write() as session:
            merges.merge_people(
                session,
                actor=access.actor(),
                kept_uuid=uuid,
                gone_uuid=other,
                **form.values(),
            )
    except RuleBrokenError as error:
        flash(str(error), "bad")
        return _compared(uuid, other, form, HTTPStatus.CONFLICT)
    flash("已合并成一个人。合并错了，可以到“可能重复的人”里撤销。", "good")
    return redirect(url_for("workers.show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/<other>/apart")
@access.requires(Permission.MERGE_PEOPLE)
def dismiss(uuid: str, other: str) -> ResponseReturnValue:
    """Note that they are two people."""
    with sessions.write() as session:
        merges.tell_apart(session, actor=access.actor(), uuids=(uuid, other))
    flash("记下了：这是两个人，以后不再提示。", "good")
    return redirect(url_for(".index"), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/undo")
@access.requires(Permission.MERGE_PEOPLE)
def undo(uuid: str) -> ResponseReturnValue:
    """Put two people apart again."""
    with sessions.write() as session:
        merge = merges.undo_merge(session, actor=access.actor(), uuid=uuid)
        back = merge.gone_uuid
    flash("已撤销合并，两个人都恢复了。", "good")
    return redirect(url_for("workers.show", uuid=back), HTTPStatus.SEE_OTHER)


def _compared(uuid: str, other: str, form: MergeForm, status: HTTPStatus) -> ResponseReturnValue:
    with sessions.read() as session:
        left, right = _worker(session, uuid), _worker(session, other)
        if left.id == right.id:
            raise NotFoundError
        lines = _lines(left, right, clock.today())
        hanging = [questions.hanging(session, worker_id=each.id) for each in (left, right)]
    if not form.is_submitted():
        for line in lines:
            if line.left == filters.UNKNOWN and line.right != filters.UNKNOWN:
                form.choice(line.field).data = RIGHT
    body = render_template(
        "merges/show.html",
        left=left,
        right=right,
        form=form,
        lines=lines,
        hanging=hanging,
        nouns=questions.HANGING,
    )
    return body, status


def _worker(session: Session, uuid: str) -> Worker:
    worker = workers.worker_by_uuid(session, area=access.actor().area, uuid=uuid)
    if worker is None:
        raise NotFoundError
    return worker


def _lines(left: Worker, right: Worker, today: date) -> list[Line]:
    both = [_told(each, today) for each in (left, right)]
    same = {
        MergeField.IDENTITY: left.person.id_number_index == right.person.id_number_index,
        MergeField.PHONE: left.person.phone_index == right.person.phone_index,
        MergeField.BIRTH: (left.person.sex, left.person.birth_on)
        == (right.person.sex, right.person.birth_on),
    }
    return [
        Line(
            field,
            MERGE_FIELD_NAMES[field],
            both[0][field],
            both[1][field],
            same.get(field, both[0][field] == both[1][field]),
        )
        for field in MergeField
    ]


def _told(worker: Worker, today: date) -> dict[MergeField, str]:
    """Give every statement of a worker in words; numbers by their tails alone."""
    person, wish = worker.person, worker.wish
    known = person.sex is not None or person.birth_on is not None
    body = (worker.labour_capacity, worker.schooling)
    return {
        MergeField.NAME: person.name,
        MergeField.IDENTITY: _tail(person.id_number_last4),
        MergeField.PHONE: _tail(person.phone_last4),
        MergeField.BIRTH: f"{filters.named(person.sex)}，{filters.age(person.birth_on, today)}"
        if known
        else filters.UNKNOWN,
        MergeField.HOME: filters.home(person.household),
        MergeField.WORK: {None: filters.UNKNOWN, True: "已就业", False: "未就业"}[
            worker.is_employed
        ],
        MergeField.BODY: "，".join(filters.named(each) for each in body if each is not None)
        or filters.UNKNOWN,
        MergeField.WILL: {None: filters.UNKNOWN, True: "愿意就业", False: "暂不愿意就业"}[
            worker.willing_to_work
        ],
        MergeField.WISH: (wish.text or "，".join(wish.words) if wish else "") or filters.UNKNOWN,
    }


def _tail(last4: str | None) -> str:
    return filters.tail(last4) if last4 else filters.UNKNOWN
